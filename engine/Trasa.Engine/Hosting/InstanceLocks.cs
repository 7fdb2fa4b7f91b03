namespace Trasa.Engine.Hosting;

/// <summary>
/// Bursts of one instance take turns within this process, because the second could only be refused at its commit. Between
/// hosts the revision decides.
/// </summary>
internal sealed class InstanceLocks
{
    private readonly Dictionary<Guid, Queue> _queues = [];

    /// <summary>Waits for the turn. <see cref="Turn.HadToWait"/> tells that what was read before may be old.</summary>
    public async Task<Turn> TakeAsync(Guid instanceId, CancellationToken cancellationToken)
    {
        Queue? queue;
        lock (_queues)
        {
            if (!_queues.TryGetValue(instanceId, out queue)) _queues.Add(instanceId, queue = new(instanceId));
            queue.Interested++;
        }

        try
        {
            var free = queue.Gate.Wait(0, CancellationToken.None);
            if (!free) await queue.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new(this, queue, hadToWait: !free);
        }
        catch
        {
            Leave(queue);
            throw;
        }
    }

    private void Leave(Queue queue)
    {
        lock (_queues)
        {
            if (--queue.Interested > 0) return;
            _queues.Remove(queue.InstanceId);
        }

        queue.Gate.Dispose();
    }

    internal sealed class Queue(Guid instanceId)
    {
        public Guid InstanceId => instanceId;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>Changed under the owner's lock.</summary>
        public int Interested { get; set; }
    }

    internal readonly struct Turn(InstanceLocks owner, Queue queue, bool hadToWait) : IDisposable
    {
        public bool HadToWait => hadToWait;

        public void Dispose()
        {
            queue.Gate.Release();
            owner.Leave(queue);
        }
    }
}
