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

    /// <summary>As <see cref="Of"/>, with identifiers as text: workflows know text, numbers, booleans, dates, lists and contexts.</summary>
    public static Dictionary<string, object?> ForWorkflow(Record record)
    {
        var values = Of(record);
        foreach (var (name, value) in values)
        {
            if (value is Guid id) values[name] = id.ToString();
            else if (value is IReadOnlyList<object?> list) values[name] = list.Select(item => item is Guid entry ? entry.ToString() : item).ToList();
        }

        return values;
    }
}
