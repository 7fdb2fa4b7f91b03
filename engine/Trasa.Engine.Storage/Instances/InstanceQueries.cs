using System.Data.Common;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

internal sealed class InstanceQueries(IDatabase database, TimeProvider time) : IInstanceQueries
{
    private const string SummaryColumns =
        """
        i.id, i.definition_key, i.definition_version, i.status, i.name, i.correlation_id, i.parent_id, i.created_at, i.updated_at, i.finished_at,
        (select count(*) from incident x where x.instance_id = i.id and x.resolved_at is null)
        """;

    private static readonly string IncidentColumns = InstanceReader.Prefixed("x", InstanceReader.IncidentColumns);

    public async Task<InstancePage> SearchAsync(InstanceFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        var (where, parameters) = Conditions(filter);
        var total = await database.QueryAsync($"select count(*) from workflow_instance i {where}", row => row.GetInt64(0), cancellationToken, parameters).ConfigureAwait(false);
        var items = await database.QueryAsync(
            $"select {SummaryColumns} from workflow_instance i {where} order by i.created_at desc, i.id desc limit @take offset @skip",
            Summary, cancellationToken, [.. parameters, ("take", take), ("skip", skip)]).ConfigureAwait(false);
        return new(items, total[0]);
    }

    public async Task<InstanceSummary?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync($"select {SummaryColumns} from workflow_instance i where i.id = @id", Summary, cancellationToken, ("id", id)).ConfigureAwait(false);
        return found.FirstOrDefault();
    }

    public async Task<IReadOnlyList<JournalEntry>> JournalAsync(Guid instanceId, int after, int take, CancellationToken cancellationToken)
    {
        // Every page has at least one entry that is asked for.
        var pages = await database.QueryAsync(
            "select page from journal where instance_id = @id and sequence > @after order by sequence limit @take",
            row => JournalPage.Read(instanceId, row.GetFieldValue<byte[]>(0)), cancellationToken, ("id", instanceId), ("after", after), ("take", take)).ConfigureAwait(false);
        return [.. pages.SelectMany(page => page).Where(entry => entry.Sequence > after).Take(take)];
    }

    public async Task<int> JournalLengthAsync(Guid instanceId, CancellationToken cancellationToken)
    {
        // A page is stored under the number of its last entry.
        var last = await database.QueryAsync(
            "select coalesce(max(sequence), 0) from journal where instance_id = @id", row => row.GetInt32(0), cancellationToken, ("id", instanceId)).ConfigureAwait(false);
        return last[0];
    }

    public async Task<IReadOnlyList<Incident>> IncidentsAsync(Guid instanceId, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"select {InstanceReader.IncidentColumns} from incident where instance_id = @id order by occurred_at, id",
            InstanceReader.Incident, cancellationToken, ("id", instanceId)).ConfigureAwait(false);

    public async Task<IncidentPage> OpenIncidentsAsync(string? definitionKey, int skip, int take, CancellationToken cancellationToken)
    {
        const string From =
            """
            from incident x join workflow_instance i on i.id = x.instance_id
            where x.resolved_at is null and (cast(@key as text) is null or i.definition_key = @key)
            """;
        var total = await database.QueryAsync($"select count(*) {From}", row => row.GetInt64(0), cancellationToken, ("key", definitionKey)).ConfigureAwait(false);
        var items = await database.QueryAsync(
            $"""
            select {IncidentColumns}, i.definition_key, i.definition_version, i.name, i.correlation_id
            {From} order by x.occurred_at desc, x.id desc limit @take offset @skip
            """,
            row => new IncidentRow(InstanceReader.Incident(row), row.GetString(10), row.GetInt32(11), row.StringOrNull(12), row.StringOrNull(13)),
            cancellationToken, ("key", definitionKey), ("take", take), ("skip", skip)).ConfigureAwait(false);
        return new(items, total[0]);
    }

    public async Task<bool> ResolveIncidentAsync(Guid id, string by, string resolution, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "update incident set resolved_at = @now, resolved_by = @by, resolution = @resolution where id = @id and resolved_at is null",
            cancellationToken, ("id", id), ("now", time.GetUtcNow()), ("by", by), ("resolution", resolution)).ConfigureAwait(false) == 1;

    public async Task<IReadOnlyList<InstanceCount>> CountsAsync(CancellationToken cancellationToken) =>
        await database.QueryAsync(
            """
            select definition_key, definition_version, status, count(*) from workflow_instance
            group by definition_key, definition_version, status order by definition_key, definition_version, status
            """,
            row => new InstanceCount(row.GetString(0), row.GetInt32(1), Enum.Parse<InstanceStatus>(row.GetString(2)), row.GetInt64(3)),
            cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ActivityCount>> ActivityCountsAsync(string definitionKey, int version, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, ActivityCount>(StringComparer.Ordinal);
        void Add(string activity, Func<ActivityCount, ActivityCount> change) => counts[activity] = change(counts.GetValueOrDefault(activity) ?? new(activity, 0, 0, 0));

        const string Mine = "join workflow_instance i on i.id = x.instance_id where i.definition_key = @key and i.definition_version = @version";
        foreach (var (activity, waiting, since) in await CountsAsync($"select x.activity_id, count(distinct x.instance_id), min(x.created_at) from bookmark x {Mine} group by x.activity_id").ConfigureAwait(false))
            Add(activity, count => count with { Waiting = waiting, WaitsSince = since });
        foreach (var (activity, incidents, _) in await CountsAsync($"select x.activity_id, count(*), min(x.occurred_at) from incident x {Mine} and x.resolved_at is null and x.activity_id is not null group by x.activity_id").ConfigureAwait(false))
            Add(activity, count => count with { Incidents = incidents });

        // The database does not look into pages; they are counted as they come by, those of the newest instances.
        await database.QueryAsync(
            """
            select x.page from journal x join (
                select id from workflow_instance where definition_key = @key and definition_version = @version
                order by created_at desc, id desc limit @most) newest on newest.id = x.instance_id
            """,
            row =>
            {
                foreach (var entry in JournalPage.Read(default, row.GetFieldValue<byte[]>(0)))
                    if (entry is { Event: JournalEvents.ActivityCompleted, ActivityId: { } activity }) Add(activity, count => count with { Completed = count.Completed + 1 });
                return 0;
            },
            cancellationToken, ("key", definitionKey), ("version", version), ("most", IInstanceQueries.CountedInstances)).ConfigureAwait(false);
        return [.. counts.Values.OrderBy(count => count.ActivityId, StringComparer.Ordinal)];

        Task<List<(string, long, DateTimeOffset)>> CountsAsync(string sql) =>
            database.QueryAsync(sql, row => (row.GetString(0), row.GetInt64(1), row.Instant(2)), cancellationToken, ("key", definitionKey), ("version", version));
    }

    private static InstanceSummary Summary(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt32(2), Enum.Parse<InstanceStatus>(row.GetString(3)), row.StringOrNull(4), row.StringOrNull(5),
        row.GuidOrNull(6), row.Instant(7), row.Instant(8), row.InstantOrNull(9), (int)row.GetInt64(10));

    /// <summary>Only the conditions asked for, so that each finds its index.</summary>
    private static (string Where, (string Name, object? Value)[] Parameters) Conditions(InstanceFilter filter)
    {
        const string OpenIncident = "exists (select 1 from incident x where x.instance_id = i.id and x.resolved_at is null)";
        (bool Asked, string Sql, (string Name, object? Value)? Parameter)[] all =
        [
            (filter.DefinitionKey is not null, "i.definition_key = @key", ("key", filter.DefinitionKey)),
            (filter.DefinitionVersion is not null, "i.definition_version = @version", ("version", filter.DefinitionVersion)),
            (filter.Status is not null, "i.status = @status", ("status", filter.Status)),
            (filter.CorrelationId is not null, "i.correlation_id = @correlation", ("correlation", filter.CorrelationId)),
            (filter.ParentId is not null, "i.parent_id = @parent", ("parent", filter.ParentId)),
            (filter.HasOpenIncident is true, OpenIncident, null),
            (filter.HasOpenIncident is false, "not " + OpenIncident, null),
            (filter.WaitsAtActivity is not null, "exists (select 1 from bookmark b where b.instance_id = i.id and b.activity_id = @activity)", ("activity", filter.WaitsAtActivity)),
            (filter.Text is not null, "(lower(i.name) like @text escape '\\' or lower(i.correlation_id) like @text escape '\\')", ("text", Contains(filter.Text))),
            (filter.CreatedFrom is not null, "i.created_at >= @from", ("from", filter.CreatedFrom)),
            (filter.CreatedBefore is not null, "i.created_at < @before", ("before", filter.CreatedBefore)),
        ];
        var asked = all.Where(condition => condition.Asked).ToArray();
        return (
            asked.Length == 0 ? "" : "where " + string.Join(" and ", asked.Select(condition => condition.Sql)),
            [.. asked.Where(condition => condition.Parameter is not null).Select(condition => condition.Parameter!.Value)]);
    }

    private static string Contains(string? text) => "%" + text?
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
        .ToLowerInvariant() + "%";
}
