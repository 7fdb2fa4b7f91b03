using Trasa.Crm.Metadata;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

/// <summary>A field as an activity's input.</summary>
internal static class FieldInput
{
    public static IEnumerable<ActivityInput> Of(IEnumerable<RecordField> fields, bool requireRequired) =>
        fields.Where(field => field.Formula is null).Select(field => new ActivityInput(
            field.Name,
            TypeAlias(field),
            field.Help is { } help ? $"{field.Label}. {help}" : field.Label + ".",
            Required: requireRequired && field.Required && field.Default is null,
            Editor(field),
            field.Options.Count > 0 && !field.IsList ? [.. field.Options.Select(option => option.Value)] : null));

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
