using Trasa.Engine.Bookmarks;
using Trasa.Engine.Incidents;
using Trasa.Engine.Journal;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;

namespace Trasa.Engine.Instances;

/// <summary>Everything that one burst changed. It commits together or not at all.</summary>
/// <param name="Instance">The instance after the burst; its revision is one above the one that was loaded (1 for a new one).</param>
/// <param name="ConsumedStimulus">The queued stimulus that caused the burst; it is removed. When it is gone already, the whole commit is refused.</param>
/// <param name="ConsumedBookmark">The bookmark that was resumed. When it is gone already, the whole commit is refused.</param>
/// <param name="RemovedBookmarks">Bookmarks that the burst cancelled; gone already is fine.</param>
/// <param name="CreatedBookmarks">New places to wait.</param>
/// <param name="Journal">What happened.</param>
/// <param name="Stimuli">What it sets in motion.</param>
/// <param name="Outbox">What it sends.</param>
/// <param name="Incidents">What went wrong.</param>
public sealed record BurstCommit(
    StoredInstance Instance,
    Guid? ConsumedStimulus,
    Guid? ConsumedBookmark,
    IReadOnlyList<Guid> RemovedBookmarks,
    IReadOnlyList<Bookmark> CreatedBookmarks,
    IReadOnlyList<JournalEntry> Journal,
    IReadOnlyList<Stimulus> Stimuli,
    IReadOnlyList<OutboxMessage> Outbox,
    IReadOnlyList<Incident> Incidents);

public enum CommitOutcome
{
    Committed,

    /// <summary>Another burst of the same instance came first: load it again and run again.</summary>
    InstanceMoved,

    /// <summary>The bookmark or the stimulus was consumed by somebody else: there is nothing to do.</summary>
    AlreadyConsumed,
}
