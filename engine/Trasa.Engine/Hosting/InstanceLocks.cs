namespace Trasa.Engine.Hosting;

/// <summary>
/// Bursts of one instance take turns within this process, because the second could only be refused at its commit. Between
/// hosts the revision decides.
/// </summary>
internal sealed class InstanceLocks
{
    private readonly Dictionary<Guid, Turn> _turns = [];

    public async Task<IDisposable> TakeAsync(Guid instanceId, CancellationToken cancellationToken)
    {
        Turn? turn;
        lock (_turns)
        {
            if (!_turns.TryGetValue(instanceId, out turn)) _turns.Add(instanceId, turn = new(this, instanceId));
            turn.Interested++;
        }

        try
        {
            await turn.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            return turn;
        }
        catch
        {
            Leave(turn);
            throw;
        }
    }

    private void Leave(Turn turn)
    {
        lock (_turns)
        {
            if (--turn.Interested > 0) return;
            _turns.Remove(turn.InstanceId);
        }

        turn.Gate.Dispose();
    }

    private sealed class Turn(InstanceLocks owner, Guid instanceId) : IDisposable
    {
        public Guid InstanceId => instanceId;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        /// <summary>Changed under the owner's lock.</summary>
        public int Interested { get; set; }

        public void Dispose()
        {
            Gate.Release();
            owner.Leave(this);
        }
    }
}
