using Trasa.Engine.Bookmarks;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Instances;

/// <summary>The hot path of the engine: load, commit, and find who waits.</summary>
public interface IInstanceStore
{
    ValueTask<StoredInstance?> LoadAsync(Guid id, CancellationToken cancellationToken);

    Task<IReadOnlyList<Bookmark>> BookmarksAsync(Guid instanceId, CancellationToken cancellationToken);

    ValueTask<Bookmark?> FindBookmarkAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The instance that waits at the bookmark, with all its bookmarks, in one round trip; null when the bookmark is gone.</summary>
    ValueTask<WaitingInstance?> LoadWaitingAsync(Guid bookmarkId, CancellationToken cancellationToken);

    /// <summary>Bookmarks of the kind and name that take the correlation (their own is equal or null).</summary>
    Task<IReadOnlyList<Bookmark>> FindWaitingAsync(string kind, string name, string? correlationId, CancellationToken cancellationToken);

    /// <summary>Commits the burst in a transaction of its own, possibly together with bursts of other instances.</summary>
    Task<CommitOutcome> CommitAsync(BurstCommit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the burst into a transaction that its activities have already written to. The caller commits it only on
    /// <see cref="CommitOutcome.Committed"/>.
    /// </summary>
    Task<CommitOutcome> WriteAsync(IUnitOfWork work, BurstCommit commit, CancellationToken cancellationToken);

    /// <summary>Notes that the open incidents at the activity (at any, when null) are settled, by whom and how.</summary>
    Task SettleIncidentsAsync(IUnitOfWork work, Guid instanceId, string? activityId, string by, string resolution, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>How many instances stand above this one: 0 for one that no other has started. Counts no further than <paramref name="most"/>.</summary>
    Task<int> DepthAsync(Guid id, int most, CancellationToken cancellationToken);

    /// <summary>
    /// The definitions of the instance and of those that led to it, by starting one another or by events that they caused, nearest
    /// first: as far back as they began after <paramref name="since"/>, and no further than <paramref name="most"/>.
    /// </summary>
    Task<IReadOnlyList<string>> ChainAsync(Guid id, DateTimeOffset since, int most, CancellationToken cancellationToken);

    /// <summary>Notes that the waits belong to other activities now: those of the version that their instance was moved to.</summary>
    Task MoveBookmarksAsync(IUnitOfWork work, IReadOnlyDictionary<Guid, string> activities, CancellationToken cancellationToken);

    /// <summary>Whether this very burst is in the database: the question after a connection broke during its commit.</summary>
    Task<bool> HasLandedAsync(BurstCommit commit, CancellationToken cancellationToken);
}

/// <summary>An instance and where it waits.</summary>
public sealed record WaitingInstance(StoredInstance Instance, IReadOnlyList<Bookmark> Bookmarks);
