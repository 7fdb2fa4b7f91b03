namespace Trasa.Engine.Bookmarks;

/// <summary>The kinds that the engine itself gives a meaning to; activities may add their own.</summary>
public static class BookmarkKinds
{
    /// <summary>Resumed by every event of the name whose correlation fits.</summary>
    public const string Event = "Event";

    /// <summary>Resumed by its due time only.</summary>
    public const string Timer = "Timer";

    /// <summary>Resumed when the instance that was started from there ends.</summary>
    public const string Child = "Child";

    /// <summary>Starts a workflow by the clock; its name is the schedule.</summary>
    public const string Schedule = "Schedule";
}
