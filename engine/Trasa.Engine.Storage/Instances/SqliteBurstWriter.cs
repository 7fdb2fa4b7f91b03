using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>There is one writer, so what is read inside the write transaction cannot change before its end.</summary>
internal sealed class SqliteBurstWriter : IBurstWriter
{
    public async Task<CommitOutcome[]> WriteAsync(IUnitOfWork work, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        var outcomes = new CommitOutcome[commits.Count];
        var parts = new BurstParts();
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = await JudgeAsync(work, commits[i], cancellationToken).ConfigureAwait(false);
            if (outcomes[i] == CommitOutcome.Committed) parts.Add(commits[i]);
        }

        await parts.ForEachAsync(new Sink(work, cancellationToken)).ConfigureAwait(false);
        return outcomes;
    }

    private static async Task<CommitOutcome> JudgeAsync(IUnitOfWork work, BurstCommit commit, CancellationToken cancellationToken)
    {
        if (commit.ConsumedStimulus is { } stimulus && !await ExistsAsync(work, "stimulus", stimulus, cancellationToken).ConfigureAwait(false))
            return CommitOutcome.AlreadyConsumed;
        if (commit.ConsumedBookmark is { } bookmark && !await ExistsAsync(work, "bookmark", bookmark, cancellationToken).ConfigureAwait(false))
            return CommitOutcome.AlreadyConsumed;

        var found = await work.Command("select revision from workflow_instance where id = @id", ("id", commit.Instance.Id))
            .QueryFirstAsync(row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return found == commit.Instance.Revision - 1 ? CommitOutcome.Committed : CommitOutcome.InstanceMoved;
    }

    private static async Task<bool> ExistsAsync(IUnitOfWork work, string table, Guid id, CancellationToken cancellationToken) =>
        await work.Command($"select 1 from {table} where id = @id", ("id", id))
            .QueryFirstAsync(row => row.GetInt32(0), cancellationToken).ConfigureAwait(false) == 1;

    private sealed class Sink(IUnitOfWork work, CancellationToken cancellationToken) : IStatementSink
    {
        public async ValueTask TakeAsync<TRow>(BulkStatement<TRow> statement, IReadOnlyList<TRow> rows, bool fenced) =>
            await statement.ExecuteOnSqliteAsync(work, rows, cancellationToken).ConfigureAwait(false);
    }
}
