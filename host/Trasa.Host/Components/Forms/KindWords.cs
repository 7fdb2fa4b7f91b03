using Trasa.Crm.Metadata;

namespace Trasa.Host.Components.Forms;

/// <summary>The kinds of fields as process owners call them.</summary>
internal static class KindWords
{
    public static string Of(FieldType type) => type switch
    {
        FieldType.LongText => "Long text",
        FieldType.Integer => "Whole number",
        FieldType.Money => "Amount",
        FieldType.Boolean => "Yes or no",
        FieldType.DateTime => "Date and time",
        FieldType.MultiChoice => "Several choices",
        FieldType.User => "Person",
        FieldType.Json => "JSON",
        _ => type.ToString(),
    };
}
