using Trasa.Engine.Bookmarks;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

internal sealed class InstanceStore(IDatabase database, IBurstWriter writer, CommitGroup group, HotInstances hot, WaitingLoader? loader = null) : IInstanceStore
{
    private static readonly string LoadWaiting = $"select {WaitingLoader.Columns} from {WaitingLoader.Tables} where w.id = @id order by b.created_at, b.id";

    public async ValueTask<WaitingInstance?> LoadWaitingAsync(Guid bookmarkId, CancellationToken cancellationToken)
    {
        if (hot.TryGet(bookmarkId, out var kept)) return kept;
        var waiting = await ReadWaitingAsync(bookmarkId, cancellationToken).ConfigureAwait(false);
        // One wait is no longer needed when it is resumed; of several, the next resumption will want them again.
        if (waiting is { Bookmarks.Count: > 1 }) hot.Keep(waiting);
        return waiting;
    }

    /// <summary>On PostgreSQL questions share a round trip; on SQLite there is none to share.</summary>
    private async ValueTask<WaitingInstance?> ReadWaitingAsync(Guid bookmarkId, CancellationToken cancellationToken)
    {
        if (loader is not null) return await loader.LoadAsync(bookmarkId).WaitAsync(cancellationToken).ConfigureAwait(false);
        StoredInstance? instance = null;
        var bookmarks = await database.QueryAsync(
            LoadWaiting,
            row =>
            {
                instance ??= InstanceReader.Instance(row);
                return InstanceReader.Bookmark(row, InstanceReader.InstanceColumnCount);
            },
            cancellationToken, ("id", bookmarkId)).ConfigureAwait(false);
        return instance is null ? null : new(instance, bookmarks);
    }

    public async ValueTask<StoredInstance?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            $"select {InstanceReader.InstanceColumns} from workflow_instance where id = @id",
            InstanceReader.Instance, cancellationToken, ("id", id)).ConfigureAwait(false);
        return rows.FirstOrDefault();
    }

    public async Task<IReadOnlyList<Bookmark>> BookmarksAsync(Guid instanceId, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"select {InstanceReader.BookmarkColumns} from bookmark where instance_id = @id order by created_at, id",
            InstanceReader.Bookmark, cancellationToken, ("id", instanceId)).ConfigureAwait(false);

    public async ValueTask<Bookmark?> FindBookmarkAsync(Guid id, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            $"select {InstanceReader.BookmarkColumns} from bookmark where id = @id",
            InstanceReader.Bookmark, cancellationToken, ("id", id)).ConfigureAwait(false);
        return rows.FirstOrDefault();
    }

    public async Task<IReadOnlyList<Bookmark>> FindWaitingAsync(string kind, string name, string? correlationId, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            $"""
            select {InstanceReader.BookmarkColumns} from bookmark
            where kind = @kind and name = @name
                and (correlation_id is null or cast(@correlation as text) is null or correlation_id = @correlation)
            order by created_at, id
            """,
            InstanceReader.Bookmark, cancellationToken, ("kind", kind), ("name", name), ("correlation", correlationId)).ConfigureAwait(false);

    public async Task<CommitOutcome> CommitAsync(BurstCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await group.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
            if (outcome == CommitOutcome.Committed) hot.Committed(commit);
            else hot.Forget(commit.Instance.Id);
            return outcome;
        }
        catch
        {
            hot.Forget(commit.Instance.Id);
            throw;
        }
    }

    public async Task<CommitOutcome> WriteAsync(IUnitOfWork work, BurstCommit commit, CancellationToken cancellationToken)
    {
        // Whether it will be committed is not known here.
        hot.Forget(commit.Instance.Id);
        var outcomes = await writer.WriteAsync(work, [commit], cancellationToken).ConfigureAwait(false);
        return outcomes[0];
    }

    public Task SettleIncidentsAsync(IUnitOfWork work, Guid instanceId, string? activityId, string by, string resolution, DateTimeOffset at, CancellationToken cancellationToken) =>
        work.Command(
            """
            update incident set resolved_at = @at, resolved_by = @by, resolution = @resolution
            where instance_id = @instance and resolved_at is null and (cast(@activity as text) is null or activity_id = @activity)
            """,
            ("at", at), ("by", by), ("resolution", resolution), ("instance", instanceId), ("activity", activityId)).ExecuteAsync(cancellationToken);

    public async Task<int> DepthAsync(Guid id, int most, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            """
            with recursive above(id, depth) as (
                select parent_id, 1 from workflow_instance where id = @id and parent_id is not null
                union all
                select i.parent_id, above.depth + 1 from workflow_instance i join above on i.id = above.id where i.parent_id is not null and above.depth < @most)
            select coalesce(max(depth), 0) from above
            """,
            row => row.GetInt32(0), cancellationToken, ("id", id), ("most", most)).ConfigureAwait(false);
        return rows[0];
    }

    public async Task<IReadOnlyList<string>> ChainAsync(Guid id, DateTimeOffset since, int most, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            """
            with recursive chain(id, cause, definition, depth) as (
                select id, coalesce(cause_id, parent_id), definition_key, 1 from workflow_instance where id = @id and created_at > @since
                union all
                select i.id, coalesce(i.cause_id, i.parent_id), i.definition_key, chain.depth + 1
                from workflow_instance i join chain on i.id = chain.cause where i.created_at > @since and chain.depth < @most)
            select definition from chain order by depth
            """,
            row => row.GetString(0), cancellationToken, ("id", id), ("since", since), ("most", most)).ConfigureAwait(false);

    public async Task MoveBookmarksAsync(IUnitOfWork work, IReadOnlyDictionary<Guid, string> activities, CancellationToken cancellationToken)
    {
        foreach (var (id, activity) in activities)
            await work.Command("update bookmark set activity_id = @activity where id = @id", ("id", id), ("activity", activity)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> HasLandedAsync(BurstCommit commit, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await BurstTrace.IsInAsync(connection, transaction: null, commit, cancellationToken).ConfigureAwait(false);
    }
}
