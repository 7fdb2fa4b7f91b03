using Trasa.Engine.Incidents;
using Trasa.Engine.Journal;

namespace Trasa.Engine.Instances;

/// <summary>What screens and reports ask about instances. Reads only, except for noting that an incident is settled.</summary>
public interface IInstanceQueries
{
    /// <summary>Instances that match, newest first.</summary>
    Task<InstancePage> SearchAsync(InstanceFilter filter, int skip, int take, CancellationToken cancellationToken);

    Task<InstanceSummary?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The journal of one instance in its order, after the given sequence number.</summary>
    Task<IReadOnlyList<JournalEntry>> JournalAsync(Guid instanceId, int after, int take, CancellationToken cancellationToken);

    /// <summary>The number of the newest entry of the journal; 0 when there is none, or none any more.</summary>
    Task<int> JournalLengthAsync(Guid instanceId, CancellationToken cancellationToken);

    /// <summary>All incidents of one instance, oldest first.</summary>
    Task<IReadOnlyList<Incident>> IncidentsAsync(Guid instanceId, CancellationToken cancellationToken);

    /// <summary>Incidents that nobody has settled, newest first.</summary>
    Task<IncidentPage> OpenIncidentsAsync(string? definitionKey, int skip, int take, CancellationToken cancellationToken);

    /// <summary>Notes who settled an incident and how. False when it is settled already or not there.</summary>
    Task<bool> ResolveIncidentAsync(Guid id, string by, string resolution, CancellationToken cancellationToken);

    /// <summary>How many instances there are per definition, version and status.</summary>
    Task<IReadOnlyList<InstanceCount>> CountsAsync(CancellationToken cancellationToken);

    /// <summary>Whose completed steps <see cref="ActivityCountsAsync"/> counts at the most: the newest instances of the version.</summary>
    const int CountedInstances = 2_000;

    /// <summary>
    /// What stands at each activity of one version: the figures on a diagram. Waiting and incidents are those of all instances,
    /// completed steps those of the newest <see cref="CountedInstances"/>.
    /// </summary>
    Task<IReadOnlyList<ActivityCount>> ActivityCountsAsync(string definitionKey, int version, CancellationToken cancellationToken);
}

/// <summary>Which instances; null means any.</summary>
public sealed record InstanceFilter(
    string? DefinitionKey = null,
    int? DefinitionVersion = null,
    InstanceStatus? Status = null,
    string? CorrelationId = null,
    Guid? ParentId = null,
    bool? HasOpenIncident = null,
    string? WaitsAtActivity = null,
    string? Text = null,
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedBefore = null);

public sealed record InstancePage(IReadOnlyList<InstanceSummary> Items, long Total);

/// <summary>An instance without its state.</summary>
public sealed record InstanceSummary(
    Guid Id,
    string DefinitionKey,
    int DefinitionVersion,
    InstanceStatus Status,
    string? Name,
    string? CorrelationId,
    Guid? ParentId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    int OpenIncidents);

public sealed record IncidentPage(IReadOnlyList<IncidentRow> Items, long Total);

public sealed record IncidentRow(Incident Incident, string DefinitionKey, int DefinitionVersion, string? InstanceName, string? CorrelationId);

public sealed record InstanceCount(string DefinitionKey, int DefinitionVersion, InstanceStatus Status, long Count);

/// <param name="ActivityId">The activity.</param>
/// <param name="Waiting">Instances that wait there now.</param>
/// <param name="Incidents">Incidents there that nobody has settled.</param>
/// <param name="Completed">How often it was completed.</param>
/// <param name="WaitsSince">Since when the one waits that came there first, or null.</param>
public sealed record ActivityCount(string ActivityId, long Waiting, long Incidents, long Completed, DateTimeOffset? WaitsSince = null);
