using System.Threading.Channels;

namespace Trasa.Engine.Storage.Instances;

/// <summary>Picks what can share a transaction: at most one burst of an instance, and one taker of a stimulus.</summary>
internal sealed class CommitBatch
{
    private const int MaxSize = 256;

    private readonly Queue<CommitGroup.Request> _leftovers = [];
    private readonly HashSet<Guid> _claimed = [];

    public bool HasLeftovers => _leftovers.Count > 0;

    public IReadOnlyList<CommitGroup.Request> Fill(ChannelReader<CommitGroup.Request> queue)
    {
        _claimed.Clear();
        var batch = new List<CommitGroup.Request>();
        for (var i = _leftovers.Count; i > 0; i--) Take(_leftovers.Dequeue(), batch);
        while (batch.Count < MaxSize && _leftovers.Count < MaxSize && queue.TryRead(out var request)) Take(request, batch);
        return batch;
    }

    private void Take(CommitGroup.Request request, List<CommitGroup.Request> batch)
    {
        var stimulus = request.Commit.ConsumedStimulus;
        if (batch.Count == MaxSize || _claimed.Contains(request.Commit.Instance.Id) || (stimulus is { } taken && _claimed.Contains(taken)))
        {
            _leftovers.Enqueue(request);
            return;
        }

        _claimed.Add(request.Commit.Instance.Id);
        if (stimulus is { } id) _claimed.Add(id);
        batch.Add(request);
    }
}
