using Trasa.Engine.Bookmarks;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;

namespace Trasa.Store.Compliance;

/// <summary>Bursts as a core would hand them over.</summary>
internal static class Bursts
{
    public static BurstCommit New(IIdentifiers identifiers, DateTimeOffset now, Func<BurstCommit, BurstCommit>? with = null)
    {
        var instance = new StoredInstance(
            identifiers.Next(), "test", 1, InstanceStatus.Suspended, "name", "corr", null, null, new byte[] { 1, 2, 3 }, 1, now, now, null);
        var commit = new BurstCommit(instance, null, null, [], [], [Entry(instance, 1, now)], [], [], []);
        return with is null ? commit : with(commit);
    }

    public static BurstCommit Next(BurstCommit before, DateTimeOffset now, Guid? bookmark = null) => before with
    {
        Instance = before.Instance with { Revision = before.Instance.Revision + 1, UpdatedAt = now },
        ConsumedBookmark = bookmark,
        RemovedBookmarks = [],
        CreatedBookmarks = [],
        Journal = [Entry(before.Instance, (int)before.Instance.Revision + 1, now)],
        Stimuli = [],
        Outbox = [],
        Incidents = [],
    };

    public static Bookmark Bookmark(IIdentifiers identifiers, BurstCommit commit, string name = "go", DateTimeOffset? due = null) =>
        new(identifiers.Next(), commit.Instance.Id, "wait", BookmarkKinds.Event, name, null, "{\"a\":1}", commit.Instance.UpdatedAt, due);

    private static JournalEntry Entry(StoredInstance instance, int sequence, DateTimeOffset now) =>
        new(instance.Id, sequence, now, "Something", "a", "T", "Done", "Ana", "{}");
}
