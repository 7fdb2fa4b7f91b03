using Npgsql;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Storage.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Hosting;

/// <summary>
/// Decides in one transaction whom an event reaches: the bookmarks of its name that no stimulus is on its way to yet, and
/// the published workflows that it starts.
/// </summary>
internal sealed class EventDeliverer(IDatabase database, IIdentifiers identifiers)
{
    public async Task<EventDelivery> DeliverAsync(Stimulus stimulus, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        if (work.Kind == DatabaseKind.PostgreSql) await LockAsync(work, stimulus, cancellationToken).ConfigureAwait(false);
        if (!await IsThereAsync(work, stimulus.Id, cancellationToken).ConfigureAwait(false)) return new(EventOutcome.Gone);
        var targets = new List<Stimulus>();
        targets.AddRange(await WaitersAsync(work, stimulus, now, cancellationToken).ConfigureAwait(false));
        targets.AddRange(await StartsAsync(work, stimulus, now, cancellationToken).ConfigureAwait(false));
        // Nothing was written so far: the burst of the only target consumes the event.
        if (targets is [var only]) return new(EventOutcome.Single, only with { Id = stimulus.Id });

        var outcome = targets.Count == 0
            ? await KeepAsync(work, stimulus, now, cancellationToken).ConfigureAwait(false)
            : await ReplaceAsync(work, stimulus, targets, now, cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new(outcome);
    }

    public async Task AddressAsync(Stimulus stimulus, Stimulus target, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        await ReplaceAsync(work, stimulus, [target], now, cancellationToken).ConfigureAwait(false);
        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task LockAsync(IUnitOfWork work, Stimulus stimulus, CancellationToken cancellationToken)
    {
        var batch = new NpgsqlBatch((NpgsqlConnection)work.Connection, (NpgsqlTransaction)work.Transaction);
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(EventLock.ForEvent(stimulus.Name, stimulus.CorrelationId));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> IsThereAsync(IUnitOfWork work, Guid id, CancellationToken cancellationToken)
    {
        var rows = await work.Command("select 1 from stimulus where id = @id", ("id", id)).QueryAsync(row => row.GetInt32(0), cancellationToken).ConfigureAwait(false);
        return rows.Count == 1;
    }

    private Task<List<Stimulus>> WaitersAsync(IUnitOfWork work, Stimulus stimulus, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.Command(
            """
            select b.id, b.instance_id from bookmark b
            where b.kind = @kind and b.name = @name and not b.parked
                and (b.correlation_id is null or cast(@correlation as text) is null or b.correlation_id = @correlation)
                and not exists (select 1 from stimulus s where s.bookmark_id = b.id and s.kind = 'Resume')
            order by b.created_at, b.id
            """,
            ("kind", BookmarkKinds.Event), ("name", stimulus.Name), ("correlation", stimulus.CorrelationId))
        .QueryAsync(
            row => Derive(stimulus, now) with { Kind = StimulusKind.Resume, BookmarkId = row.GetGuid(0), InstanceId = row.GetGuid(1) },
            cancellationToken);

    private Task<List<Stimulus>> StartsAsync(IUnitOfWork work, Stimulus stimulus, DateTimeOffset now, CancellationToken cancellationToken) =>
        work.Command(
            """
            select definition_key, activity_id, definition_version from workflow_trigger
            where kind = @kind and name = @name
                and (correlation_id is null or cast(@correlation as text) is null or correlation_id = @correlation)
            order by definition_key, activity_id
            """,
            ("kind", BookmarkKinds.Event), ("name", stimulus.Name), ("correlation", stimulus.CorrelationId))
        .QueryAsync(
            row => Derive(stimulus, now) with
            {
                Kind = StimulusKind.Start,
                Name = row.GetString(0),
                ActivityId = row.GetString(1),
                Version = row.GetInt32(2),
                InstanceId = identifiers.Next(),
                ParentId = stimulus.ParentId,
            },
            cancellationToken);

    private Stimulus Derive(Stimulus stimulus, DateTimeOffset now) => new(
        identifiers.Next(), stimulus.Kind, stimulus.Name, stimulus.CorrelationId, InstanceId: null, BookmarkId: null, stimulus.Payload, now,
        CausedBy: stimulus.CausedBy, Depth: stimulus.Depth);

    private static async Task<EventOutcome> KeepAsync(IUnitOfWork work, Stimulus stimulus, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keep = stimulus.KeepUntil > now;
        await work.Command(
            keep ? "update stimulus set state = 'Kept', attempts = 0, lease_until = null where id = @id" : "delete from stimulus where id = @id",
            ("id", stimulus.Id)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        return keep ? EventOutcome.Kept : EventOutcome.Gone;
    }

    private static async Task<EventOutcome> ReplaceAsync(IUnitOfWork work, Stimulus stimulus, List<Stimulus> targets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = await work.Command("delete from stimulus where id = @id", ("id", stimulus.Id)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        if (taken == 0) return EventOutcome.Gone;
        await StimulusRows.Insert.ExecuteAsync(work, [.. targets.Select(target => new Stored<Stimulus>(target, now))], cancellationToken).ConfigureAwait(false);
        return EventOutcome.FannedOut;
    }
}
