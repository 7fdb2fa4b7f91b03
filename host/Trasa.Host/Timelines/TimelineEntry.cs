namespace Trasa.Host.Timelines;

/// <summary>One thing that happened to a record, in plain words.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What sort of thing: the icon and the filter go by it.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Text">What they did, following the name in a sentence.</param>
/// <param name="Body">The text of a message or note, or null.</param>
/// <param name="Details">Further lines.</param>
/// <param name="DecisionId">The decision record that explains it, or null.</param>
public sealed record TimelineEntry(
    DateTimeOffset At,
    TimelineKind Kind,
    string Actor,
    string Text,
    string? Body = null,
    IReadOnlyList<string>? Details = null,
    Guid? DecisionId = null);

public enum TimelineKind
{
    Received,
    Sent,
    Note,
    Change,
    Decision,
    Task,
    Sla,
}
