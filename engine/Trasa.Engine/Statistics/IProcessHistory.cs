using Trasa.Engine.Instances;

namespace Trasa.Engine.Statistics;

/// <summary>What many instances of one workflow did, for figures about the process.</summary>
public interface IProcessHistory
{
    /// <summary>
    /// The newest instances that were started at <paramref name="from"/> or later, at the most <paramref name="most"/>, with
    /// the beginnings and ends of their steps.
    /// </summary>
    Task<ProcessHistory> ReadAsync(string definitionKey, int? version, DateTimeOffset from, int most, CancellationToken cancellationToken);
}

/// <param name="Instances">Newest first.</param>
/// <param name="Steps">By instance, each in its order.</param>
/// <param name="IsCut">Whether there were more instances than were read.</param>
public sealed record ProcessHistory(IReadOnlyList<HistoryInstance> Instances, IReadOnlyList<HistoryStep> Steps, bool IsCut);

public readonly record struct HistoryInstance(Guid Id, int Version, InstanceStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);

/// <param name="InstanceId">The instance.</param>
/// <param name="ActivityId">The step.</param>
/// <param name="Event">One of <see cref="Journal.JournalEvents"/>: started, completed, cancelled, faulted or fired at its edge.</param>
/// <param name="Outcome">With what it was completed.</param>
/// <param name="Time">When.</param>
public readonly record struct HistoryStep(Guid InstanceId, string ActivityId, string Event, string? Outcome, DateTimeOffset Time);
