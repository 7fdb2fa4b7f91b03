using Trasa.Crm.Timeline;

namespace Trasa.Host.Timelines;

/// <summary>One thing that happened to a record, in plain words.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What sort of thing: the icon and the filter go by it.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Detail">The text of a message or note, or a reason; or null.</param>
/// <param name="Changes">What changed, field by field, where it is more than the sentence says.</param>
/// <param name="DecisionId">The decision record that explains it, or null.</param>
public sealed record StoryEntry(
    DateTimeOffset At,
    StoryKind Kind,
    string Text,
    string? Detail = null,
    IReadOnlyList<FieldInWords>? Changes = null,
    Guid? DecisionId = null);

public enum StoryKind
{
    Change,
    Received,
    Sent,
    Note,
    Task,
    Decision,
    Machine,
    Sla,
    Incident,
}
