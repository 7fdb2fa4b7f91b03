using System.Threading.Channels;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage.Hosting;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// Group commit: while one transaction is being made durable the next bursts gather, and then share one. A waiter is
/// answered only after the commit, and a burst that loses its race does not disturb the others.
/// </summary>
internal sealed class CommitGroup : IAsyncDisposable
{
    /// <summary>So many bursts at once share one lane, and with that more of them one commit.</summary>
    private const int Few = 16;

    private readonly IDatabase _database;
    private readonly Channel<Request>[] _queues;
    private readonly Task[] _loops;
    private int _open;

    /// <param name="database">Where to write.</param>
    /// <param name="writer">How.</param>
    /// <param name="lease">The right to, on PostgreSQL.</param>
    public CommitGroup(IDatabase database, IBurstWriter writer, HostLease? lease = null)
    {
        _database = database;
        // A second lane fills the time that the first waits for the disk; a third gained nothing. SQLite has one writer.
        var judge = new TransactionLane(database, writer);
        ICommitLane[] lanes = database is PostgresDatabase postgres && lease is not null
            ? [new PostgresLane(postgres.NewPinned(), lease, judge), new PostgresLane(postgres.NewPinned(), lease, judge)]
            : [judge];
        _queues = [.. lanes.Select(_ => Channel.CreateUnbounded<Request>(new() { SingleReader = true }))];
        _loops = [.. _queues.Zip(lanes, (queue, lane) => Task.Run(() => DrainAsync(queue.Reader, lane)))];
    }

    public Task<CommitOutcome> CommitAsync(BurstCommit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new Request(commit);
        var lane = Interlocked.Increment(ref _open) <= Few ? 0 : (uint)commit.Instance.Id.GetHashCode() % _queues.Length;
        ObjectDisposedException.ThrowIf(!_queues[lane].Writer.TryWrite(request), this);
        return request.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues) queue.Writer.TryComplete();
        await Task.WhenAll(_loops).ConfigureAwait(false);
    }

    private async Task DrainAsync(ChannelReader<Request> queue, ICommitLane lane)
    {
        await using var _ = lane.ConfigureAwait(false);
        var batch = new CommitBatch();
        var last = 0;
        while (batch.HasLeftovers || await queue.WaitToReadAsync().ConfigureAwait(false))
        {
            // Those that were answered together come back together: they are let through first, so that they share the next commit too.
            if (last > 1) await Task.Yield();
            var requests = batch.Fill(queue);
            last = requests.Count;
            try
            {
                await CommitAsync(lane, requests).ConfigureAwait(false);
            }
            catch (Exception) when (requests.Count > 1)
            {
                // One of them cannot be written at all. Alone, each gets its own answer.
                foreach (var request in requests) await CommitAloneAsync(lane, request).ConfigureAwait(false);
            }
            catch (Exception problem)
            {
                requests[0].Done.TrySetException(problem);
            }

            Interlocked.Add(ref _open, -last);
        }
    }

    private async Task CommitAloneAsync(ICommitLane lane, Request request)
    {
        try
        {
            await CommitAsync(lane, [request]).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            request.Done.TrySetException(problem);
        }
    }

    private async Task CommitAsync(ICommitLane lane, IReadOnlyList<Request> requests)
    {
        var inDoubt = false;
        await _database.TryAsync(async () =>
        {
            if (inDoubt) requests = await SettleAsync(requests).ConfigureAwait(false);
            if (requests.Count == 0) return 0;
            var again = inDoubt;
            inDoubt = true;
            var outcomes = await lane.CommitAsync([.. requests.Select(request => request.Commit)]).ConfigureAwait(false);
            EngineTelemetry.Committed(requests.Count);
            // The broken attempt may have come through after it was asked for: then it is itself that this one lost to.
            if (again && outcomes.Any(outcome => outcome != CommitOutcome.Committed)) await SettleAsync(requests).ConfigureAwait(false);
            for (var i = 0; i < outcomes.Length; i++) requests[i].Done.TrySetResult(outcomes[i]);
            return outcomes.Length;
        }, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Answers those that did get into the database before the connection broke; returns the others.</summary>
    private async Task<IReadOnlyList<Request>> SettleAsync(IReadOnlyList<Request> requests)
    {
        var connection = await _database.OpenAsync(CancellationToken.None).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        var open = new List<Request>();
        foreach (var request in requests)
        {
            if (await BurstTrace.IsInAsync(connection, transaction: null, request.Commit, CancellationToken.None).ConfigureAwait(false))
                request.Done.TrySetResult(CommitOutcome.Committed);
            else
                open.Add(request);
        }

        return open;
    }

    internal sealed record Request(BurstCommit Commit)
    {
        public TaskCompletionSource<CommitOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
