namespace Trasa.Engine.Journal;

/// <summary>The words of the journal. They are stored: never change one.</summary>
public static class JournalEvents
{
    public const string Started = "Started";
    public const string Suspended = "Suspended";
    public const string Resumed = "Resumed";
    public const string Finished = "Finished";
    public const string Faulted = "Faulted";
    public const string Cancelled = "Cancelled";
    /// <summary>A cancelled instance undoes what it has done first; its data is the reason of the cancellation.</summary>
    public const string Compensates = "Compensates";
    /// <summary>A person stopped the instance; its data is the reason.</summary>
    public const string OnHold = "OnHold";
    public const string Released = "Released";
    public const string Repaired = "Repaired";
    public const string Migrated = "Migrated";

    public const string ActivityStarted = "ActivityStarted";
    public const string ActivityCompleted = "ActivityCompleted";
    public const string ActivityWaits = "ActivityWaits";
    public const string ActivityResumed = "ActivityResumed";
    public const string ActivityCancelled = "ActivityCancelled";
    public const string ActivityFaulted = "ActivityFaulted";
    public const string ActivityRetries = "ActivityRetries";
    public const string FaultCaught = "FaultCaught";
    public const string BoundaryFired = "BoundaryFired";

    /// <summary>An expression gave no value; its data says why.</summary>
    public const string Diagnostic = "Diagnostic";

    /// <summary>A line written by <c>Elsa.WriteLine</c>; its data is the text as JSON.</summary>
    public const string Line = "Line";
}
