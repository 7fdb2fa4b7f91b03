using Npgsql;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Storage.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// Two messages for any number of bursts: the first locks what they depend on and tells who lost, the second writes the
/// winners. The instance's row lock orders the bursts of one instance, so its bookmarks cannot change in between.
/// </summary>
internal sealed class PostgresBurstWriter : IBurstWriter
{
    public async Task<CommitOutcome[]> WriteAsync(IUnitOfWork work, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        var fence = await FenceAsync(work, commits, cancellationToken).ConfigureAwait(false);
        var outcomes = new CommitOutcome[commits.Count];
        var parts = new BurstParts();
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = fence.Judge(commits[i]);
            if (outcomes[i] == CommitOutcome.Committed) parts.Add(commits[i]);
        }

        if (outcomes.Contains(CommitOutcome.Committed)) await SendAsync(work, parts, cancellationToken).ConfigureAwait(false);
        return outcomes;
    }

    private static async Task<Fence> FenceAsync(IUnitOfWork work, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        var batch = NewBatch(work);
        await using var _ = batch.ConfigureAwait(false);
        var fence = new Fence();
        foreach (var (sql, parameters, found) in fence.Questions(commits))
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var parameter in parameters) command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }

        if (batch.BatchCommands.Count == 0) return fence;
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        foreach (var (_, _, found) in fence.Questions(commits))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) found?.Add(reader.GetGuid(0));
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        return fence;
    }

    private static async Task SendAsync(IUnitOfWork work, BurstParts parts, CancellationToken cancellationToken)
    {
        var batch = NewBatch(work);
        await using var _ = batch.ConfigureAwait(false);
        await parts.ForEachAsync(new Sink(batch)).ConfigureAwait(false);
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlBatch NewBatch(IUnitOfWork work) => new((NpgsqlConnection)work.Connection, (NpgsqlTransaction)work.Transaction);

    private sealed class Sink(NpgsqlBatch batch) : IStatementSink
    {
        public ValueTask TakeAsync<TRow>(BulkStatement<TRow> statement, IReadOnlyList<TRow> rows)
        {
            batch.BatchCommands.Add(statement.ForPostgres(rows));
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>What the bursts depend on, as far as it still stands.</summary>
    private sealed class Fence
    {
        private readonly HashSet<Guid> _unmoved = [];
        private readonly HashSet<Guid> _taken = [];
        private readonly HashSet<Guid> _bookmarks = [];
        private readonly HashSet<Guid> _stimuli = [];

        public CommitOutcome Judge(BurstCommit commit)
        {
            if (commit.ConsumedStimulus is { } stimulus && !_stimuli.Contains(stimulus)) return CommitOutcome.AlreadyConsumed;
            if (commit.ConsumedBookmark is { } bookmark && !_bookmarks.Contains(bookmark)) return CommitOutcome.AlreadyConsumed;
            var stands = commit.Instance.Revision == 1 ? !_taken.Contains(commit.Instance.Id) : _unmoved.Contains(commit.Instance.Id);
            return stands ? CommitOutcome.Committed : CommitOutcome.InstanceMoved;
        }

        public IEnumerable<(string Sql, NpgsqlParameter[] Parameters, HashSet<Guid>? Found)> Questions(IReadOnlyList<BurstCommit> commits)
        {
            // Before any row lock: whoever keeps an event for lack of a waiter holds the lock that excludes this one.
            if (commits.SelectMany(commit => commit.CreatedBookmarks).Where(BurstParts.IsEvent).ToArray() is { Length: > 0 } waiters)
                yield return (EventLock.Sql, EventLock.ForWaiters(waiters), null);

            var existing = commits.Where(commit => commit.Instance.Revision > 1).ToArray();
            if (existing.Length > 0)
            {
                yield return (
                    """
                    select i.id from workflow_instance i join unnest(@ids, @revisions) as c(id, revision) on i.id = c.id and i.revision = c.revision
                    order by i.id for update of i
                    """,
                    [
                        new NpgsqlParameter<Guid[]>("ids", [.. existing.Select(commit => commit.Instance.Id)]),
                        new NpgsqlParameter<long[]>("revisions", [.. existing.Select(commit => commit.Instance.Revision - 1)]),
                    ],
                    _unmoved);
            }

            if (Ids(commits.Where(commit => commit.Instance.Revision == 1).Select(commit => (Guid?)commit.Instance.Id)) is { } created)
                yield return ("select id from workflow_instance where id = any(@ids)", [created], _taken);
            if (Ids(commits.Select(commit => commit.ConsumedBookmark)) is { } bookmarks)
                yield return ("select id from bookmark where id = any(@ids) order by id for update", [bookmarks], _bookmarks);
            if (Ids(commits.Select(commit => commit.ConsumedStimulus)) is { } stimuli)
                yield return ("select id from stimulus where id = any(@ids) order by id for update", [stimuli], _stimuli);
        }

        private static NpgsqlParameter<Guid[]>? Ids(IEnumerable<Guid?> ids) =>
            ids.OfType<Guid>().ToArray() is { Length: > 0 } found ? new("ids", found) : null;
    }
}
