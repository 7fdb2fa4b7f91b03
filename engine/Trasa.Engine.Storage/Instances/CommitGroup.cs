using System.Threading.Channels;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// Group commit: while one transaction is being made durable the next bursts gather, and then share one. A waiter is
/// answered only after the commit, and a burst that loses its race does not disturb the others.
/// </summary>
internal sealed class CommitGroup : IAsyncDisposable
{
    private readonly IDatabase _database;
    private readonly IBurstWriter _writer;
    private readonly Channel<Request>[] _queues;
    private readonly Task[] _loops;

    /// <param name="database">Where to write.</param>
    /// <param name="writer">How.</param>
    public CommitGroup(IDatabase database, IBurstWriter writer)
    {
        _database = database;
        _writer = writer;
        // A second writer fills the time that the first waits for the disk; a third gained nothing. SQLite has one.
        var writers = database.Kind == DatabaseKind.Sqlite ? 1 : 2;
        _queues = [.. Enumerable.Range(0, writers).Select(_ => Channel.CreateUnbounded<Request>(new() { SingleReader = true }))];
        _loops = [.. _queues.Select(queue => Task.Run(() => DrainAsync(queue.Reader)))];
    }

    public Task<CommitOutcome> CommitAsync(BurstCommit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new Request(commit);
        var queue = _queues[(uint)commit.Instance.Id.GetHashCode() % _queues.Length];
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(request), this);
        return request.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queue in _queues) queue.Writer.TryComplete();
        await Task.WhenAll(_loops).ConfigureAwait(false);
    }

    private async Task DrainAsync(ChannelReader<Request> queue)
    {
        var batch = new CommitBatch();
        while (batch.HasLeftovers || await queue.WaitToReadAsync().ConfigureAwait(false))
        {
            var requests = batch.Fill(queue);
            try
            {
                await CommitAsync(requests).ConfigureAwait(false);
            }
            catch (Exception) when (requests.Count > 1)
            {
                // One of them cannot be written at all. Alone, each gets its own answer.
                foreach (var request in requests) await CommitAloneAsync(request).ConfigureAwait(false);
            }
            catch (Exception problem)
            {
                requests[0].Done.TrySetException(problem);
            }
        }
    }

    private async Task CommitAloneAsync(Request request)
    {
        try
        {
            await CommitAsync([request]).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            request.Done.TrySetException(problem);
        }
    }

    private async Task CommitAsync(IReadOnlyList<Request> requests)
    {
        var inDoubt = false;
        await _database.TryAsync(async () =>
        {
            var work = await _database.BeginAsync(CancellationToken.None).ConfigureAwait(false);
            await using var _ = work.ConfigureAwait(false);
            if (inDoubt) requests = await SettleAsync(work, requests).ConfigureAwait(false);

            var outcomes = await _writer.WriteAsync(work, [.. requests.Select(request => request.Commit)], CancellationToken.None).ConfigureAwait(false);
            inDoubt = true;
            await work.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            for (var i = 0; i < outcomes.Length; i++) requests[i].Done.TrySetResult(outcomes[i]);
            return outcomes.Length;
        }, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Answers those that did get into the database before the connection broke; returns the others.</summary>
    private static async Task<IReadOnlyList<Request>> SettleAsync(IUnitOfWork work, IReadOnlyList<Request> requests)
    {
        var open = new List<Request>();
        foreach (var request in requests)
        {
            if (await BurstTrace.IsInAsync(work.Connection, work.Transaction, request.Commit, CancellationToken.None).ConfigureAwait(false))
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
