namespace Trasa.Crm.Records;

/// <summary>A record as one dictionary, as expressions, templates and event payloads see it.</summary>
public static class RecordValues
{
    /// <summary>The values with <c>id</c>, <c>reference</c> (type:id) and <c>revision</c> beside them.</summary>
    public static Dictionary<string, object?> Of(Record record) => new(record.Values, StringComparer.Ordinal)
    {
        ["id"] = record.Id,
        ["reference"] = record.Reference.ToString(),
        ["revision"] = (decimal)record.Revision,
    };
}
