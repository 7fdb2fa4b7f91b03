using Trasa.Engine.Bookmarks;
using Trasa.Engine.Journal;

namespace Trasa.Host.Workflows;

/// <summary>
/// What the journal says and what an instance waits for, as people say it: after the name of the step or of the workflow it
/// makes a sentence. The texts are keys of the designer's resources; the page of an instance and a trial use the same.
/// </summary>
internal static class JournalWords
{
    public static string Of(JournalEntry entry) => Of(entry.Event, entry.Outcome);

    public static string Of(string journalEvent, string? outcome = null) => journalEvent switch
    {
        JournalEvents.Started => "was started",
        JournalEvents.Suspended => "waits",
        JournalEvents.Resumed => "goes on",
        JournalEvents.Finished => "is finished",
        JournalEvents.Faulted => "has stopped",
        JournalEvents.Cancelled => "was cancelled",
        JournalEvents.Compensates => "undoes what it has done",
        JournalEvents.OnHold => "was put on hold",
        JournalEvents.Released => "was let go on",
        JournalEvents.Repaired => Repair(outcome),
        JournalEvents.Migrated => "was moved to another version",
        JournalEvents.ActivityStarted => "begins",
        JournalEvents.ActivityCompleted => "is done",
        JournalEvents.ActivityWaits => "waits",
        JournalEvents.ActivityResumed => "goes on",
        JournalEvents.ActivityCancelled => "was cancelled",
        JournalEvents.ActivityFaulted => "has failed",
        JournalEvents.ActivityRetries => "failed and will be tried again",
        JournalEvents.FaultCaught => "failed, and the workflow takes care of it",
        JournalEvents.BoundaryFired => "was left at its edge",
        JournalEvents.Diagnostic => "has a remark",
        JournalEvents.Line => "writes",
        "UserTask" => "was given to people",
        "Assigned" => "chose somebody",
        "Decided" => "has decided",
        "Sla" => "changed a target time",
        "Approval.Leg" => "asks for approval",
        "Approval.Vote" => "got an answer",
        "Approval.NextLevel" => "asks the next level",
        "Approval.Ended" => "has all answers",
        _ => journalEvent,
    };

    /// <summary>Whether the outcome says more than the words do.</summary>
    public static bool TellsOutcome(JournalEntry entry) => entry.Outcome is { Length: > 0 } and not "Done" && entry.Event != JournalEvents.Repaired;

    /// <summary>What is waited for; <c>{0}</c> is the bookmark's name.</summary>
    public static string Of(Bookmark bookmark) => bookmark.Kind switch
    {
        "UserTask" => "an answer of somebody",
        "Reminder" => "the moment to remind",
        "Escalation" => "the moment to escalate",
        BookmarkKinds.Event => "the event “{0}”",
        BookmarkKinds.Timer => "its moment",
        BookmarkKinds.Child => "the end of the workflow “{0}”",
        "Retry" or "HttpRetry" => "the next try",
        "Task" => "the outside task “{0}”",
        "HttpEndpoint" => "a call at “{0}”",
        "HttpAnswer" => "the answer of another system",
        _ => bookmark.Kind,
    };

    private static string Repair(string? kind) => kind switch
    {
        "Retry" => "was tried again",
        "Skip" => "was skipped",
        "ContinueFrom" => "was made to go on here",
        "Change" => "got other values",
        _ => "was mended",
    };
}
