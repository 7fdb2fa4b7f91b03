using Trasa.Crm.Records;

namespace Trasa.Crm.ChangeLog;

/// <summary>One entry of a record's change log.</summary>
/// <param name="Id">Its identifier; later entries sort after earlier ones.</param>
/// <param name="Record">What was changed.</param>
/// <param name="Revision">The revision that the change made.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What was done.</param>
/// <param name="ActorId">Who, or null for the system.</param>
/// <param name="Actor">Their name at the time.</param>
/// <param name="OnBehalfOf">For whom, when substituting.</param>
/// <param name="Cause">The workflow step that did it, or null when a person did.</param>
/// <param name="Fields">Field to old and new value.</param>
/// <param name="Workflow">The name of the workflow of <paramref name="Cause"/>, as far as its instance is still kept; read, never written.</param>
public sealed record RecordChange(
    Guid Id,
    RecordReference Record,
    long Revision,
    DateTimeOffset At,
    ChangeKind Kind,
    Guid? ActorId,
    string Actor,
    Guid? OnBehalfOf,
    ChangeCause? Cause,
    IReadOnlyDictionary<string, FieldChange> Fields,
    string? Workflow = null);

public sealed record FieldChange(object? Old, object? New);

public enum ChangeKind
{
    Created,
    Changed,
    Deleted,
}
