using System.Data.Common;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Hosting;
using Trasa.Engine.Incidents;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Storage.Definitions;
using Trasa.Engine.Storage.Instances;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Hosting;

internal sealed class WorkQueue(IDatabase database, EventDeliverer deliverer) : IWorkQueue
{
    private const string StimulusColumns =
        "id, kind, name, correlation_id, instance_id, bookmark_id, payload, due_at, keep_until, deduplication_key, caused_by, parent_id, activity_id, version, depth";

    private const string MessageColumns = "id, channel, idempotency_key, payload, due_at, instance_id, subject";

    public Task<IReadOnlyList<Claimed<Stimulus>>> ClaimStimuliAsync(Claim claim, CancellationToken cancellationToken) =>
        ClaimAsync(WorkKind.Stimulus, StimulusColumns, row => new Claimed<Stimulus>(ReadStimulus(row), row.Instant(7), row.GetInt32(15)), item => item.Id, claim, cancellationToken);

    public Task<IReadOnlyList<Claimed<Bookmark>>> ClaimTimersAsync(Claim claim, CancellationToken cancellationToken) =>
        ClaimAsync(WorkKind.Timer, InstanceReader.BookmarkColumns, row => new Claimed<Bookmark>(InstanceReader.Bookmark(row), row.Instant(8), row.GetInt32(10)), item => item.Id, claim, cancellationToken);

    public Task<IReadOnlyList<Claimed<OutboxMessage>>> ClaimMessagesAsync(Claim claim, CancellationToken cancellationToken) =>
        ClaimAsync(WorkKind.Message, MessageColumns, row => new Claimed<OutboxMessage>(ReadMessage(row), row.Instant(4), row.GetInt32(7)), item => item.Id, claim, cancellationToken);

    public Task PostponeAsync(WorkKind kind, Guid id, DateTimeOffset until, string? reason, bool countAttempt, CancellationToken cancellationToken)
    {
        var table = WorkTable.Of(kind);
        // A timer keeps its due time, which people see; its lease says when to try again.
        var lease = kind == WorkKind.Timer ? "@until" : "null";
        var attempts = countAttempt ? "attempts" : "attempts - 1";
        return database.ExecuteAsync(
            $"update {table.Table} set {table.Reason} attempts = {attempts}, lease_until = {lease} where id = @id and {table.Open}",
            cancellationToken, ("id", id), ("until", until), ("reason", reason));
    }

    public Task KeepAsync(WorkKind kind, Guid id, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var table = WorkTable.Of(kind);
        return database.ExecuteAsync(
            $"update {table.Table} set attempts = attempts - 1, lease_until = @until where id = @id and {table.Open}", cancellationToken, ("id", id), ("until", until));
    }

    public Task AddressAsync(Stimulus stimulus, Stimulus target, DateTimeOffset now, CancellationToken cancellationToken) =>
        deliverer.AddressAsync(stimulus, target, now, cancellationToken);

    public async Task ReleaseAsync(Guid instanceId, CancellationToken cancellationToken)
    {
        foreach (var kind in (WorkKind[])[WorkKind.Stimulus, WorkKind.Timer])
        {
            var table = WorkTable.Of(kind);
            await database.ExecuteAsync($"update {table.Table} set lease_until = null where instance_id = @id and {table.Open}", cancellationToken, ("id", instanceId)).ConfigureAwait(false);
        }
    }

    public async Task ParkAsync(WorkKind kind, Guid id, string reason, Incident? incident, Func<IUnitOfWork, Task>? besides, CancellationToken cancellationToken)
    {
        var table = WorkTable.Of(kind);
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var parked = await work.Command(
            $"update {table.Table} set {table.Park} where id = @id and not ({table.IsParked})",
            ("id", id), ("reason", reason), ("yes", true)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        if (parked == 1 && incident is not null)
            await BurstRows.InsertIncident.ExecuteAsync(work, [incident], cancellationToken).ConfigureAwait(false);
        if (parked == 1 && besides is not null) await besides(work).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> ReplayAsync(WorkKind kind, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var table = WorkTable.Of(kind);
        return await database.ExecuteAsync(
            $"update {table.Table} set {table.Unpark} where id = @id and {table.IsParked}",
            cancellationToken, ("id", id), ("now", now), ("no", false)).ConfigureAwait(false) == 1;
    }

    public Task RemoveAsync(WorkKind kind, Guid id, CancellationToken cancellationToken) =>
        database.ExecuteAsync($"delete from {WorkTable.Of(kind).Table} where id = @id", cancellationToken, ("id", id));

    public Task<EventDelivery> DeliverAsync(Stimulus stimulus, DateTimeOffset now, CancellationToken cancellationToken) =>
        deliverer.DeliverAsync(stimulus, now, cancellationToken);

    public Task<bool> TickAsync(Stimulus tick, Stimulus start, Stimulus? next, DateTimeOffset now, CancellationToken cancellationToken) =>
        ScheduleRows.TickAsync(database, tick, start, next, now, cancellationToken);

    public async Task PruneAsync(DateTimeOffset now, DateTimeOffset keysBefore, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync("delete from stimulus where state = 'Kept' and keep_until < @now", cancellationToken, ("now", now)).ConfigureAwait(false);
        await database.ExecuteAsync("delete from stimulus_key where seen_at < @before", cancellationToken, ("before", keysBefore)).ConfigureAwait(false);
    }

    public async Task ForgetAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        if (stimulus.InstanceId is { } instance) await Retirement.ForgetFinishedAsync(work, instance, cancellationToken).ConfigureAwait(false);
        await work.Command("delete from stimulus where id = @id", ("id", stimulus.Id)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task RetireAsync(DateTimeOffset? journalBefore, DateTimeOffset? instancesBefore, CancellationToken cancellationToken)
    {
        if (journalBefore is { } journal) await Retirement.ForgetJournalAsync(database, journal, cancellationToken).ConfigureAwait(false);
        if (instancesBefore is { } instances) await Retirement.ForgetInstancesAsync(database, instances, cancellationToken).ConfigureAwait(false);
    }

    public async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parts = Enum.GetValues<WorkKind>().Select(kind => WorkTable.Of(kind)).Select(table =>
            $"select * from (select {table.Due} as due from {table.Table} where {table.Open} and (lease_until is null or lease_until <= @now) order by 1 limit 1) {table.Table}")
            .Append("select * from (select lease_until as due from bookmark where lease_until > @now and due is not null and not parked order by 1 limit 1) postponed");
        var found = await database.QueryAsync(string.Join(" union all ", parts), row => row.Instant(0), cancellationToken, ("now", now)).ConfigureAwait(false);
        return found.Count == 0 ? null : found.Min();
    }

    public async Task<IReadOnlyList<ParkedWork>> ParkedAsync(int take, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            """
            select 'Stimulus', id, name, coalesce(parent_id, instance_id), created_at, attempts, error from stimulus where state = 'Parked'
            union all
            select 'Timer', id, activity_id, instance_id, created_at, attempts, null from bookmark where parked
            union all
            select 'Message', id, channel, instance_id, created_at, attempts, error from outbox where state = 'Dead'
            order by 5 desc, 2 limit @take
            """,
            row => new ParkedWork(Enum.Parse<WorkKind>(row.GetString(0)), row.GetGuid(1), row.GetString(2), row.GuidOrNull(3), row.Instant(4), row.GetInt32(5), row.StringOrNull(6)),
            cancellationToken, ("take", take)).ConfigureAwait(false);

    private async Task<IReadOnlyList<Claimed<T>>> ClaimAsync<T>(
        WorkKind kind, string columns, Func<DbDataReader, Claimed<T>> read, Func<T, Guid> id, Claim claim, CancellationToken cancellationToken)
    {
        var table = WorkTable.Of(kind);
        var skip = database.Kind == DatabaseKind.PostgreSql ? "for update skip locked" : "";
        var due = $"{table.Open} and {table.Due} <= @now and (lease_until is null or lease_until <= @now)";
        if (!await AnyAsync($"select 1 from {table.Table} where {due} limit 1", claim, cancellationToken).ConfigureAwait(false)) return [];

        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var claimed = await work.Command(
            $"""
            update {table.Table} set lease_until = @until, attempts = attempts + 1
            where id in (select id from {table.Table} where {due} order by {table.Due}, id limit @count {skip})
            returning {columns}, attempts
            """,
            ("now", claim.Now), ("until", claim.Until), ("count", claim.Count)).QueryAsync(read, cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return [.. claimed.OrderBy(item => item.DueAt).ThenBy(item => id(item.Item).ToString("N"), StringComparer.Ordinal)];
    }

    /// <summary>An idle host only reads; on SQLite this keeps it out of the writer's way.</summary>
    private async Task<bool> AnyAsync(string sql, Claim claim, CancellationToken cancellationToken) =>
        (await database.QueryAsync(sql, row => row.GetInt32(0), cancellationToken, ("now", claim.Now)).ConfigureAwait(false)).Count > 0;

    private static Stimulus ReadStimulus(DbDataReader row) => new(
        row.GetGuid(0), Enum.Parse<StimulusKind>(row.GetString(1)), row.GetString(2), row.StringOrNull(3), row.GuidOrNull(4), row.GuidOrNull(5),
        row.StringOrNull(6), row.Instant(7), row.InstantOrNull(8), row.StringOrNull(9), row.StringOrNull(10),
        row.GuidOrNull(11), row.StringOrNull(12), row.IsDBNull(13) ? null : row.GetInt32(13), row.IsDBNull(14) ? 0 : row.GetInt32(14));

    private static OutboxMessage ReadMessage(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Instant(4), row.GuidOrNull(5), row.StringOrNull(6));
}
