namespace Trasa.Engine.Hosting;

/// <summary>Bounds what runs at the same time. Filled by one loop; thread-safe for what runs.</summary>
internal sealed class WorkSlots(int count)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _running = [];
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Free
    {
        get
        {
            lock (_lock) return count - _running.Count;
        }
    }

    /// <summary>Ends when the next piece of work ends.</summary>
    public Task Freed
    {
        get
        {
            lock (_lock) return _freed.Task;
        }
    }

    public void Run(Func<Task> work)
    {
        lock (_lock)
        {
            var task = Task.Run(work);
            _running.Add(task);
            task.ContinueWith(Release, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for what runs; what is not done by then is told to stop, and its work is done by the next host.</summary>
    public async Task DrainAsync(TimeSpan timeout, CancellationTokenSource stop)
    {
        Task all;
        lock (_lock) all = Task.WhenAll(_running);
        await Task.WhenAny(all, Task.Delay(timeout, TimeProvider.System)).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(all, Task.Delay(timeout, TimeProvider.System)).ConfigureAwait(false);
    }

    private void Release(Task task)
    {
        TaskCompletionSource freed;
        lock (_lock)
        {
            _running.Remove(task);
            freed = _freed;
            _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        freed.TrySetResult();
    }
}
