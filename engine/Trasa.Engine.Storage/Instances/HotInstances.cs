using System.Diagnostics.CodeAnalysis;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Instances;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// The waiting instances that this host committed last, so that what resumes them at once needs no reading. Only a
/// shortcut: the fence of the commit refuses a burst on a copy that another host has overtaken. Bounded; thread-safe.
/// </summary>
internal sealed class HotInstances
{
    private const int MaxCount = 4_096;

    /// <summary>Bytes of state beyond which an instance is read again rather than kept.</summary>
    private const int MaxState = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, LinkedListNode<WaitingInstance>> _instances = [];
    private readonly Dictionary<Guid, Guid> _bookmarks = [];
    private readonly LinkedList<WaitingInstance> _byAge = new();

    public bool TryGet(Guid bookmarkId, [NotNullWhen(true)] out WaitingInstance? waiting)
    {
        lock (_lock)
        {
            waiting = _bookmarks.TryGetValue(bookmarkId, out var id) && _instances.TryGetValue(id, out var node) ? node.Value : null;
            return waiting is not null;
        }
    }

    public void Keep(WaitingInstance waiting)
    {
        if (waiting.Instance.State.Length > MaxState) return;
        lock (_lock)
        {
            Drop(waiting.Instance.Id);
            if (_instances.Count == MaxCount) Drop(_byAge.First!.Value.Instance.Id);
            _instances.Add(waiting.Instance.Id, _byAge.AddLast(waiting));
            foreach (var bookmark in waiting.Bookmarks) _bookmarks[bookmark.Id] = waiting.Instance.Id;
        }
    }

    /// <summary>After a commit: keeps what waits now, as far as it is known where.</summary>
    public void Committed(BurstCommit commit)
    {
        var before = Take(commit.Instance.Id);
        if (commit.Instance.Status != InstanceStatus.Suspended) return;
        if (commit.Instance.Revision == 1) Keep(new(commit.Instance, commit.CreatedBookmarks));
        else if (before?.Instance.Revision == commit.Instance.Revision - 1) Keep(new(commit.Instance, Left(before.Bookmarks, commit)));
    }

    public void Forget(Guid instanceId) => Take(instanceId);

    private WaitingInstance? Take(Guid instanceId)
    {
        lock (_lock) return Drop(instanceId);
    }

    /// <summary>Called under the lock.</summary>
    private WaitingInstance? Drop(Guid instanceId)
    {
        if (!_instances.Remove(instanceId, out var node)) return null;
        _byAge.Remove(node);
        foreach (var bookmark in node.Value.Bookmarks) _bookmarks.Remove(bookmark.Id);
        return node.Value;
    }

    private static List<Bookmark> Left(IReadOnlyList<Bookmark> before, BurstCommit commit) =>
        [.. before.Where(bookmark => bookmark.Id != commit.ConsumedBookmark && !commit.RemovedBookmarks.Contains(bookmark.Id)), .. commit.CreatedBookmarks];
}
