using Npgsql;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Hosting;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Storage.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// Two messages for any number of bursts: the first locks what they depend on and tells who lost, the second writes the
/// winners. The instance's row lock orders the bursts of one instance, so its bookmarks cannot change in between.
/// </summary>
internal sealed class PostgresBurstWriter(HostLease lease) : IBurstWriter
{
    /// <summary>For the rest of a transaction that began on any connection: see <see cref="PinnedConnection"/>.</summary>
    private const string PlanByIndex = "select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)";

    public async Task<CommitOutcome[]> WriteAsync(IUnitOfWork work, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        var host = await lease.TakeAsync(cancellationToken).ConfigureAwait(false);
        var fence = await FenceAsync(work, host, commits, cancellationToken).ConfigureAwait(false);
        if (!fence.IsHeld) await lease.StandsAsync(host, cancellationToken).ConfigureAwait(false);
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

    private static async Task<Fence> FenceAsync(IUnitOfWork work, Guid host, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        var batch = NewBatch(work);
        await using var _ = batch.ConfigureAwait(false);
        var fence = new Fence();
        var questions = fence.Questions(host, commits).ToArray();
        foreach (var (command, _) in questions) batch.BatchCommands.Add(command);
        var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var __ = reader.ConfigureAwait(false);
        foreach (var (_, found) in questions)
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
        public ValueTask TakeAsync<TRow>(BulkStatement<TRow> statement, IReadOnlyList<TRow> rows, bool fenced)
        {
            batch.BatchCommands.Add(statement.ForPostgres(rows));
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>What the bursts depend on, as far as it still stands.</summary>
    private sealed class Fence
    {
        private readonly HashSet<Guid> _host = [];
        private readonly HashSet<Guid> _unmoved = [];
        private readonly HashSet<Guid> _taken = [];
        private readonly HashSet<Guid> _bookmarks = [];
        private readonly HashSet<Guid> _stimuli = [];

        /// <summary>Whether this host may still commit.</summary>
        public bool IsHeld => _host.Count > 0;

        public CommitOutcome Judge(BurstCommit commit)
        {
            if (!IsHeld) return CommitOutcome.InstanceMoved;
            if (commit.ConsumedStimulus is { } stimulus && !_stimuli.Contains(stimulus)) return CommitOutcome.AlreadyConsumed;
            if (commit.ConsumedBookmark is { } bookmark && !_bookmarks.Contains(bookmark)) return CommitOutcome.AlreadyConsumed;
            var stands = commit.Instance.Revision == 1 ? !_taken.Contains(commit.Instance.Id) : _unmoved.Contains(commit.Instance.Id);
            return stands ? CommitOutcome.Committed : CommitOutcome.InstanceMoved;
        }

        public IEnumerable<(NpgsqlBatchCommand Command, HashSet<Guid>? Found)> Questions(Guid host, IReadOnlyList<BurstCommit> commits)
        {
            yield return (new(PlanByIndex), null);
            // Before any row lock: whoever keeps an event for lack of a waiter holds the lock that excludes this one.
            if (EventLock.ForWaiters(commits) is { } locks) yield return (locks, null);
            var existing = commits.Where(commit => commit.Instance.Revision > 1).ToArray();
            if (existing.Length > 0)
            {
                var unmoved = Command(
                    """
                    select i.id from workflow_instance i join unnest($1, $2) as c(id, revision) on i.id = c.id and i.revision = c.revision
                    order by i.id for update of i
                    """,
                    existing.Select(commit => (Guid?)commit.Instance.Id))!;
                unmoved.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. existing.Select(commit => commit.Instance.Revision - 1)] });
                yield return (unmoved, _unmoved);
            }

            if (Command("select id from workflow_instance where id = any($1)", commits.Where(commit => commit.Instance.Revision == 1).Select(commit => (Guid?)commit.Instance.Id)) is { } created)
                yield return (created, _taken);
            if (Command("select id from bookmark where id = any($1) order by id for update", commits.Select(commit => commit.ConsumedBookmark)) is { } bookmarks)
                yield return (bookmarks, _bookmarks);
            if (Command("select id from stimulus where id = any($1) order by id for update", commits.Select(commit => commit.ConsumedStimulus)) is { } stimuli)
                yield return (stimuli, _stimuli);
            yield return (HostLease.Question(host), _host);
        }

        private static NpgsqlBatchCommand? Command(string sql, IEnumerable<Guid?> ids) =>
            ids.OfType<Guid>().ToArray() is { Length: > 0 } found ? new(sql) { Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = found } } } : null;
    }
}
