using Trasa.Crm.Records;

namespace Trasa.Crm.Messaging;

/// <summary>With which record a message is filed: a case has a field of its own, every other record stands in <c>about</c>.</summary>
public static class MessageFiling
{
    private const string Case = "case";
    private const string About = "about";

    /// <summary>The field that files a message with the record, and its value.</summary>
    public static (string Field, object Value) Of(RecordReference record) =>
        record.Type == Case ? (Case, record.Id) : (About, record.ToString());

    /// <summary>The messages of the record.</summary>
    public static FieldCondition Condition(RecordReference record)
    {
        var (field, value) = Of(record);
        return new(field, FieldOperator.Equal, value);
    }

    /// <summary>Which record a message is filed with, or null.</summary>
    public static RecordReference? RecordOf(Record message)
    {
        if (message.Link(Case) is { } id) return new(Case, id);
        return RecordReference.TryParse(message.Text(About), out var about) ? about : null;
    }

    internal static bool IsFilingField(string field) => field is Case or About;
}
