using Trasa.Crm.Metadata;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

/// <summary>A field as an activity's input.</summary>
internal static class FieldInput
{
    // Members that an activity's JSON, or these activities themselves, use for something else.
    private static readonly HashSet<string> s_taken = new(StringComparer.Ordinal)
    {
        "id", "nodeId", "name", "type", "version", "metadata", "customProperties", "runAsynchronously", "canStartWorkflow", "source",
        "activities", "connections", "variables", "record", "recordId", "reference", "records", "count", "values", "changes", "expectedRevision",
    };

    /// <summary>The input for a field: its own name, or with that of the type before it (<c>companyName</c>) where the plain name is taken.</summary>
    public static string Name(RecordType type, RecordField field) =>
        s_taken.Contains(field.Name) ? $"{type.Key}{char.ToUpperInvariant(field.Name[0])}{field.Name[1..]}" : field.Name;

    /// <summary>The fields that are written one by one; the number is given by the product and is an output.</summary>
    public static IEnumerable<RecordField> Writable(RecordType type) =>
        type.Fields.Where(field => !field.IsComputed && !(field.Name == "number" && type.NumberFormat is not null));

    public static IEnumerable<ActivityInput> Of(RecordType type, IEnumerable<RecordField> fields, bool requireRequired, string? givenBy = null) =>
        fields.Select(field => new ActivityInput(
            Name(type, field),
            TypeAlias(field),
            field.Help is { } help ? $"{field.Label}. {help}" : field.Label + ".",
            Required: requireRequired && field.Required && field.Default is null,
            Editor(field),
            field.Options.Count > 0 && !field.IsList ? [.. field.Options.Select(option => option.Value)] : null,
            givenBy));

    private static string TypeAlias(RecordField field) => field.IsList ? "Object" : field.Type switch
    {
        FieldType.Integer => "Int64",
        FieldType.Number or FieldType.Money => "Decimal",
        FieldType.Boolean => "Boolean",
        FieldType.Date or FieldType.DateTime or FieldType.Json or FieldType.MultiChoice or FieldType.Reference or FieldType.User => "Object",
        FieldType.Text or FieldType.LongText or FieldType.Email or FieldType.Phone or FieldType.Choice => "String",
    };

    private static string Editor(RecordField field) => field.IsList ? "expression" : field.Type switch
    {
        FieldType.LongText => "multiline",
        FieldType.Boolean => "checkbox",
        FieldType.Choice => "dropdown",
        FieldType.User => "person",
        FieldType.Text or FieldType.Email or FieldType.Phone => "text",
        FieldType.Integer or FieldType.Number or FieldType.Money or FieldType.Date or FieldType.DateTime or FieldType.Json or FieldType.MultiChoice or FieldType.Reference => "expression",
    };
}
