using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;

namespace Trasa.Crm.Changes;

/// <summary>One change of a record with all that it was before and after it.</summary>
internal sealed record RecordTransition(RecordChange Change, Record Before, Record After);

/// <summary>How a record came to be what it is: its changes told backwards from what stands in its table.</summary>
internal static class RecordHistory
{
    /// <param name="type">The declared type.</param>
    /// <param name="current">As the record stands.</param>
    /// <param name="changes">Its changes up to there, oldest first.</param>
    /// <returns>The same changes, oldest first.</returns>
    public static IReadOnlyList<RecordTransition> Of(RecordType type, Record current, IReadOnlyList<RecordChange> changes)
    {
        var steps = new List<RecordTransition>();
        var after = current;
        foreach (var change in changes.Reverse().Where(change => change.Kind == ChangeKind.Changed))
        {
            var before = Undo(type, after, change);
            steps.Add(new(change, before, after));
            after = before;
        }

        steps.Reverse();
        return steps;
    }

    private static Record Undo(RecordType type, Record after, RecordChange change)
    {
        var values = new Dictionary<string, object?>(after.Values, StringComparer.Ordinal);
        foreach (var (name, field) in change.Fields)
            if (type.Find(name) is { } declared) values[name] = Value(declared, field.Old);
        return new(after.Type, after.Id, change.Revision - 1, values);
    }

    /// <summary>The log keeps values as JSON; one that its field would not take any more stays as it was written.</summary>
    public static object? Value(RecordField field, object? written) =>
        FieldValues.Convert(field, written) is { Problem: null } fitting ? fitting.Value : written;
}
