namespace Trasa.Engine.Bookmarks;

/// <summary>A place where an instance waits. Deleting it, in the burst that resumes there, decides who resumed it.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="InstanceId">The instance that waits.</param>
/// <param name="ActivityId">The activity that waits, by its id in the definition.</param>
/// <param name="Kind">What is waited for: <c>Event</c>, <c>Timer</c>, <c>UserTask</c>, <c>Child</c>, <c>Task</c>, ...</param>
/// <param name="Name">The name of the event or task; empty for kinds that need none.</param>
/// <param name="CorrelationId">Only a stimulus with the same correlation resumes it; null takes any.</param>
/// <param name="Payload">JSON for the activity and for screens, or null.</param>
/// <param name="CreatedAt">Since when it waits.</param>
/// <param name="Due">When it resumes by itself (a timer), or null.</param>
/// <param name="DueExplanation">How the due time was computed, as JSON, or null.</param>
public sealed record Bookmark(
    Guid Id,
    Guid InstanceId,
    string ActivityId,
    string Kind,
    string Name,
    string? CorrelationId,
    string? Payload,
    DateTimeOffset CreatedAt,
    DateTimeOffset? Due = null,
    string? DueExplanation = null);
