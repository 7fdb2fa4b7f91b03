using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;

namespace Trasa.Engine.Moving;

/// <summary>
/// Moves running instances to another version of their definition. What is finished stays finished, what waits goes on
/// waiting at the step of the new version that it is mapped to: the same due time, the same work item.
/// </summary>
public interface IInstanceMigration
{
    /// <summary>Which step of the new version each step of the old one becomes: the one chosen, or else the one of the same id.</summary>
    /// <exception cref="InvalidDataException">One of the definitions cannot be read.</exception>
    MigrationMap Map(DefinitionVersion from, DefinitionVersion to, IReadOnlyDictionary<string, string>? chosen = null);

    /// <summary>The instances that run the old version and have not ended, of which a dry run can look at some at a time.</summary>
    Task<IReadOnlyList<Guid>> OpenAsync(MigrationRequest request, CancellationToken cancellationToken);

    /// <summary>What would become of every instance. Changes nothing.</summary>
    /// <exception cref="DefinitionNotFoundException">There is no such version.</exception>
    Task<MigrationReport> DryRunAsync(MigrationRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Moves the instances that can be moved, each in a transaction of its own, and says of each what became of it. An instance
    /// that works in the meantime is looked at again.
    /// </summary>
    /// <exception cref="DefinitionNotFoundException">There is no such version.</exception>
    Task<MigrationReport> RunAsync(MigrationRequest request, Actor actor, CancellationToken cancellationToken);
}

/// <param name="DefinitionKey">Which definition.</param>
/// <param name="FromVersion">The version that they run.</param>
/// <param name="ToVersion">The version that they shall run.</param>
/// <param name="Chosen">Old step to new step, by id, where the ids differ; others are mapped by their id.</param>
/// <param name="Instances">Only these; null for all that have not ended.</param>
/// <param name="Note">Why, for the journal.</param>
public sealed record MigrationRequest(
    string DefinitionKey,
    int FromVersion,
    int ToVersion,
    IReadOnlyDictionary<string, string>? Chosen = null,
    IReadOnlyList<Guid>? Instances = null,
    string? Note = null);

/// <param name="Steps">The steps of the old version, in the order of its file.</param>
/// <param name="Problems">Choices that make no sense, in plain words.</param>
public sealed record MigrationMap(IReadOnlyList<StepMapping> Steps, IReadOnlyList<string> Problems);

/// <param name="From">The step in the old version.</param>
/// <param name="FromLabel">As people call it.</param>
/// <param name="Type">Its type.</param>
/// <param name="To">The step in the new version; null when there is none.</param>
/// <param name="ToLabel">As people call it.</param>
/// <param name="IsChosen">Whether somebody chose it.</param>
/// <param name="Problem">Why work that waits there cannot move, or null.</param>
public sealed record StepMapping(string From, string FromLabel, string Type, string? To, string? ToLabel, bool IsChosen, string? Problem);

/// <param name="Instances">One entry for each.</param>
public sealed record MigrationReport(IReadOnlyList<InstanceConsequence> Instances)
{
    public int Count(MigrationOutcome outcome) => Instances.Count(instance => instance.Outcome == outcome);
}

/// <param name="InstanceId">The instance.</param>
/// <param name="Name">Its name.</param>
/// <param name="CorrelationId">What it is about.</param>
/// <param name="Outcome">What becomes of it, or what became of it.</param>
/// <param name="Steps">Where it waits or stopped, and where it goes on.</param>
/// <param name="Reasons">Why it cannot move.</param>
/// <param name="Notes">What else is different afterwards.</param>
public sealed record InstanceConsequence(
    Guid InstanceId,
    string? Name,
    string? CorrelationId,
    MigrationOutcome Outcome,
    IReadOnlyList<StepMove> Steps,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Notes);

public enum MigrationOutcome
{
    /// <summary>It goes on at the same step.</summary>
    Continues,

    /// <summary>It goes on at another step.</summary>
    Moves,

    /// <summary>It stays on its version; the reasons say why.</summary>
    Cannot,
}

/// <param name="From">The step in the old version.</param>
/// <param name="FromLabel">As people call it.</param>
/// <param name="To">The step in the new version.</param>
/// <param name="ToLabel">As people call it.</param>
/// <param name="WaitsFor">What it waits for: the kind of wait and its name; empty for a step that an incident stopped.</param>
/// <param name="Due">Its due time, which stays.</param>
public sealed record StepMove(string From, string FromLabel, string To, string ToLabel, string WaitsFor, DateTimeOffset? Due);
