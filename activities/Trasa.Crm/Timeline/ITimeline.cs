using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Timeline;

/// <summary>
/// The story of a record in plain language: what changed, what was said, done, decided and run. Made from what is stored
/// anyway, in the language of the reader (<see cref="System.Globalization.CultureInfo.CurrentUICulture"/>).
/// </summary>
public interface ITimeline
{
    /// <summary>A page of the story; empty when the actor may not see the record.</summary>
    Task<TimelinePage> ReadAsync(TimelineQuery query, Actor actor, CancellationToken cancellationToken);
}

/// <param name="Record">Whose story.</param>
/// <param name="Audience">Who reads it.</param>
/// <param name="Skip">Entries left out at the start.</param>
/// <param name="Take">Entries returned at the most.</param>
/// <param name="NewestFirst">The order.</param>
/// <param name="TimeZone">In which the instants inside texts are written; UTC when not given.</param>
public sealed record TimelineQuery(
    RecordReference Record,
    TimelineAudience Audience = TimelineAudience.Agent,
    int Skip = 0,
    int Take = 50,
    bool NewestFirst = true,
    TimeZoneInfo? TimeZone = null);

public enum TimelineAudience
{
    /// <summary>Registered, states, and messages that are not internal.</summary>
    Customer,

    /// <summary>Everything that helps the work.</summary>
    Agent,

    /// <summary>Everything, with every step of every workflow.</summary>
    Auditor,
}

public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, int Total);

/// <param name="At">When.</param>
/// <param name="Kind">What sort of thing happened; decides the icon.</param>
/// <param name="Text">One or more sentences.</param>
/// <param name="Detail">The message, note or explanation itself, or null.</param>
/// <param name="Actor">Who, as they were called then.</param>
/// <param name="Record">The message, note, task or attachment that it is about, or null.</param>
/// <param name="DecisionId">The decision record behind it: the place to ask why.</param>
/// <param name="Cause">The workflow step behind it.</param>
/// <param name="Changes">Label of the field, old and new value in words.</param>
public sealed record TimelineEntry(
    DateTimeOffset At,
    TimelineKind Kind,
    string Text,
    string? Detail = null,
    string? Actor = null,
    RecordReference? Record = null,
    Guid? DecisionId = null,
    ChangeCause? Cause = null,
    IReadOnlyList<FieldInWords>? Changes = null);

public sealed record FieldInWords(string Label, string? Old, string? New);

public enum TimelineKind
{
    Created,
    Changed,
    Status,
    Deleted,
    MessageIn,
    MessageOut,
    Note,
    Task,
    Attachment,
    Related,
    Decision,
    Step,
    Incident,
}
