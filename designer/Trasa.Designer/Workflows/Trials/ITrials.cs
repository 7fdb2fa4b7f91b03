namespace Trasa.Designer.Workflows.Trials;

/// <summary>
/// Tries drafts on a test clock: each trial is a whole installation of its own that is thrown away, so nothing leaves and
/// nothing is kept but what the person keeps as a scenario.
/// </summary>
public interface ITrials
{
    /// <summary>Prepares a trial of the content among the people and rules that are in force.</summary>
    /// <param name="key">The workflow.</param>
    /// <param name="content">The draft as it stands on the canvas.</param>
    /// <param name="start">Local time at which it begins, <c>2026-04-24 09:00</c>; null is now.</param>
    /// <param name="cancellationToken">The page was left.</param>
    Task<TrialState> OpenAsync(string key, string content, string? start, CancellationToken cancellationToken);

    /// <summary>Does one step of a scenario (JSON, as in <c>cases.json</c>) and says how things stand then.</summary>
    Task<TrialState> DoAsync(Guid trial, string step, CancellationToken cancellationToken);

    /// <summary>Throws the trial away.</summary>
    Task CloseAsync(Guid trial);

    /// <summary>Runs the scenarios that are kept in the content, each in an installation of its own.</summary>
    Task<IReadOnlyList<TrialVerdict>> RunAsync(string key, string content, CancellationToken cancellationToken);

    /// <summary>What they showed when this person ran them on the same content a moment ago; else they are run.</summary>
    Task<IReadOnlyList<TrialVerdict>> VerdictsAsync(string key, string content, CancellationToken cancellationToken);
}

/// <param name="Scenario">Its name.</param>
/// <param name="Failure">Null when it passed.</param>
public sealed record TrialVerdict(string Scenario, string? Failure);
