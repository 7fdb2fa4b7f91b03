using Trasa.Engine.Bookmarks;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Tests;

/// <summary>Lets the host die at commits: just before, or after the commit and before anybody hears of it.</summary>
/// <param name="inner">The store.</param>
/// <param name="pass">Told of each point that is passed; throws where the host dies.</param>
internal sealed class MortalStore(IInstanceStore inner, Action<string> pass) : IInstanceStore
{
    public static readonly string[] Points = ["load", "before commit", "after commit", "before write", "after write", "after the transaction"];

    public ValueTask<StoredInstance?> LoadAsync(Guid id, CancellationToken cancellationToken) => inner.LoadAsync(id, cancellationToken);

    public Task<IReadOnlyList<Bookmark>> BookmarksAsync(Guid instanceId, CancellationToken cancellationToken) => inner.BookmarksAsync(instanceId, cancellationToken);

    public ValueTask<Bookmark?> FindBookmarkAsync(Guid id, CancellationToken cancellationToken) => inner.FindBookmarkAsync(id, cancellationToken);

    public ValueTask<WaitingInstance?> LoadWaitingAsync(Guid bookmarkId, CancellationToken cancellationToken)
    {
        pass("load");
        return inner.LoadWaitingAsync(bookmarkId, cancellationToken);
    }

    public Task<IReadOnlyList<Bookmark>> FindWaitingAsync(string kind, string name, string? correlationId, CancellationToken cancellationToken) =>
        inner.FindWaitingAsync(kind, name, correlationId, cancellationToken);

    public async Task<CommitOutcome> CommitAsync(BurstCommit commit, CancellationToken cancellationToken)
    {
        pass("before commit");
        var outcome = await inner.CommitAsync(commit, cancellationToken);
        pass("after commit");
        return outcome;
    }

    public async Task<CommitOutcome> WriteAsync(IUnitOfWork work, BurstCommit commit, CancellationToken cancellationToken)
    {
        pass("before write");
        var outcome = await inner.WriteAsync(work, commit, cancellationToken);
        pass("after write");
        work.OnCommitted(() => pass("after the transaction"));
        return outcome;
    }

    public Task SettleIncidentsAsync(IUnitOfWork work, Guid instanceId, string? activityId, string by, string resolution, DateTimeOffset at, CancellationToken cancellationToken) =>
        inner.SettleIncidentsAsync(work, instanceId, activityId, by, resolution, at, cancellationToken);

    public Task MoveBookmarksAsync(IUnitOfWork work, IReadOnlyDictionary<Guid, string> activities, CancellationToken cancellationToken) =>
        inner.MoveBookmarksAsync(work, activities, cancellationToken);

    public Task<int> DepthAsync(Guid id, int most, CancellationToken cancellationToken) => inner.DepthAsync(id, most, cancellationToken);

    public Task<IReadOnlyList<string>> ChainAsync(Guid id, DateTimeOffset since, int most, CancellationToken cancellationToken) => inner.ChainAsync(id, since, most, cancellationToken);

    public Task<bool> HasLandedAsync(BurstCommit commit, CancellationToken cancellationToken) => inner.HasLandedAsync(commit, cancellationToken);
}

internal sealed class HostDiedException() : Exception("The host dies here.")
{
    /// <summary>Whether the host lived through a call.</summary>
    public static async Task<bool> SurvivesAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (HostDiedException)
        {
            return false;
        }
    }
}

/// <summary>Dies at a point of the test's choice, and from then on nothing that the host asks for comes back.</summary>
internal sealed class Death(string point, int pass)
{
    private int _passed;

    public bool IsDead { get; private set; }

    public void Pass(string at)
    {
        if (at == point && ++_passed == pass) IsDead = true;
        if (IsDead) throw new HostDiedException();
    }
}

/// <summary>Dies now and then.</summary>
internal sealed class RandomDeath(Random random)
{
    public bool IsMortal { get; set; }

    public int Deaths { get; private set; }

    public void Pass(string at)
    {
        if (!IsMortal || at == "load" || random.Next(5) != 0) return;
        Deaths++;
        throw new HostDiedException();
    }
}
