using Npgsql;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Hosting;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Storage.Stimuli;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// One round trip for any number of bursts: a batch without a transaction around it is one transaction of the server. It
/// assumes that nobody lost a race and that this host may still commit; where somebody did, a statement fails and undoes the batch, and
/// <paramref name="judge"/> finds out who.
/// </summary>
internal sealed class PostgresLane(PinnedConnection connection, HostLease lease, TransactionLane judge) : ICommitLane
{
    private const string UniqueViolation = "23505";

    public async Task<CommitOutcome[]> CommitAsync(IReadOnlyList<BurstCommit> commits)
    {
        var host = await lease.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await SendAsync(host, commits).ConfigureAwait(false);
            var outcomes = new CommitOutcome[commits.Count];
            Array.Fill(outcomes, CommitOutcome.Committed);
            return outcomes;
        }
        catch (PostgresException problem) when (problem.SqlState is BulkStatement.WrongCount or UniqueViolation)
        {
            if (await lease.StandsAsync(host, CancellationToken.None).ConfigureAwait(false)) return await judge.CommitAsync(commits).ConfigureAwait(false);
            // This host stood still for too long; meanwhile others may have done all of it.
            var refused = new CommitOutcome[commits.Count];
            Array.Fill(refused, CommitOutcome.InstanceMoved);
            return refused;
        }
        catch
        {
            await connection.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task SendAsync(Guid host, IReadOnlyList<BurstCommit> commits)
    {
        var batch = new NpgsqlBatch(await connection.OpenAsync(CancellationToken.None).ConfigureAwait(false));
        await using var _ = batch.ConfigureAwait(false);
        // Before any row lock: whoever keeps an event for lack of a waiter holds the lock that excludes this one.
        if (EventLock.ForWaiters(commits) is { } locks) batch.BatchCommands.Add(locks);
        var parts = new BurstParts();
        // Everybody locks rows in the same order.
        foreach (var commit in commits.OrderBy(commit => commit.Instance.Id)) parts.Add(commit);
        await parts.ForEachAsync(new Sink(batch)).ConfigureAwait(false);
        batch.BatchCommands.Add(HostLease.OrFail(host));
        await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private sealed class Sink(NpgsqlBatch batch) : IStatementSink
    {
        public ValueTask TakeAsync<TRow>(BulkStatement<TRow> statement, IReadOnlyList<TRow> rows, bool fenced)
        {
            batch.BatchCommands.Add(fenced ? statement.OrFail(rows) : statement.ForPostgres(rows));
            return ValueTask.CompletedTask;
        }
    }
}
