using Trasa.Engine.Bookmarks;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Tests;

/// <summary>Lets the host die at commits: just before, or after the commit and before anybody hears of it.</summary>
internal sealed class MortalStore(IInstanceStore inner, Random random) : IInstanceStore
{
    public bool IsMortal { get; set; }

    public int Deaths { get; private set; }

    public ValueTask<StoredInstance?> LoadAsync(Guid id, CancellationToken cancellationToken) => inner.LoadAsync(id, cancellationToken);

    public Task<IReadOnlyList<Bookmark>> BookmarksAsync(Guid instanceId, CancellationToken cancellationToken) => inner.BookmarksAsync(instanceId, cancellationToken);

    public ValueTask<Bookmark?> FindBookmarkAsync(Guid id, CancellationToken cancellationToken) => inner.FindBookmarkAsync(id, cancellationToken);

    public ValueTask<WaitingInstance?> LoadWaitingAsync(Guid bookmarkId, CancellationToken cancellationToken) => inner.LoadWaitingAsync(bookmarkId, cancellationToken);

    public Task<IReadOnlyList<Bookmark>> FindWaitingAsync(string kind, string name, string? correlationId, CancellationToken cancellationToken) =>
        inner.FindWaitingAsync(kind, name, correlationId, cancellationToken);

    public async Task<CommitOutcome> CommitAsync(BurstCommit commit, CancellationToken cancellationToken)
    {
        MayDie();
        var outcome = await inner.CommitAsync(commit, cancellationToken);
        MayDie();
        return outcome;
    }

    public async Task<CommitOutcome> WriteAsync(IUnitOfWork work, BurstCommit commit, CancellationToken cancellationToken)
    {
        var outcome = await inner.WriteAsync(work, commit, cancellationToken);
        MayDie();
        work.OnCommitted(MayDie);
        return outcome;
    }

    public Task SettleIncidentsAsync(IUnitOfWork work, Guid instanceId, string? activityId, string by, string resolution, DateTimeOffset at, CancellationToken cancellationToken) =>
        inner.SettleIncidentsAsync(work, instanceId, activityId, by, resolution, at, cancellationToken);

    public Task MoveBookmarksAsync(IUnitOfWork work, IReadOnlyDictionary<Guid, string> activities, CancellationToken cancellationToken) =>
        inner.MoveBookmarksAsync(work, activities, cancellationToken);

    public Task<int> DepthAsync(Guid id, int most, CancellationToken cancellationToken) => inner.DepthAsync(id, most, cancellationToken);

    public Task<bool> HasLandedAsync(BurstCommit commit, CancellationToken cancellationToken) => inner.HasLandedAsync(commit, cancellationToken);

    private void MayDie()
    {
        if (!IsMortal || random.Next(5) != 0) return;
        Deaths++;
        throw new HostDiedException();
    }
}

internal sealed class HostDiedException() : Exception("The host dies here.");
