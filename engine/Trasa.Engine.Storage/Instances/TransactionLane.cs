using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>Judges, writes and commits in a transaction: the only way on SQLite, and on PostgreSQL the way when a burst lost a race.</summary>
internal sealed class TransactionLane(IDatabase database, IBurstWriter writer) : ICommitLane
{
    public async Task<CommitOutcome[]> CommitAsync(IReadOnlyList<BurstCommit> commits)
    {
        var work = await database.BeginAsync(CancellationToken.None).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var outcomes = await writer.WriteAsync(work, commits, CancellationToken.None).ConfigureAwait(false);
        await work.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return outcomes;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
