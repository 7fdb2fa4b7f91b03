using Trasa.Engine.Instances;

namespace Trasa.Engine.Statistics;

/// <summary>What many instances of one workflow did, for figures about the process.</summary>
public interface IProcessHistory
{
    /// <summary>
    /// The newest instances that were started in the period, at the most <paramref name="most"/>, with the beginnings and ends
    /// of their steps; and of all instances, when they began and ended in it.
    /// </summary>
    Task<ProcessHistory> ReadAsync(string definitionKey, int? version, HistoryPeriod period, int most, CancellationToken cancellationToken);
}

/// <param name="From">Its first moment.</param>
/// <param name="Until">The first moment after it.</param>
public readonly record struct HistoryPeriod(DateTimeOffset From, DateTimeOffset Until);

/// <param name="Instances">Newest first.</param>
/// <param name="Steps">By instance, each in its order.</param>
/// <param name="IsCut">Whether there were more instances than were read.</param>
public sealed record ProcessHistory(IReadOnlyList<HistoryInstance> Instances, IReadOnlyList<HistoryStep> Steps, bool IsCut)
{
    /// <summary>When instances were started in the period; all of them, also where the list of instances is cut.</summary>
    public IReadOnlyList<DateTimeOffset> Starts { get; init; } = [];

    /// <summary>When instances were finished in the period, whenever they had been started.</summary>
    public IReadOnlyList<DateTimeOffset> Ends { get; init; } = [];
}

public readonly record struct HistoryInstance(Guid Id, int Version, InstanceStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);

/// <param name="InstanceId">The instance.</param>
/// <param name="ActivityId">The step.</param>
/// <param name="Event">One of <see cref="Journal.JournalEvents"/>: started, completed, cancelled, faulted or fired at its edge.</param>
/// <param name="Outcome">With what it was completed.</param>
/// <param name="Time">When.</param>
public readonly record struct HistoryStep(Guid InstanceId, string ActivityId, string Event, string? Outcome, DateTimeOffset Time);
