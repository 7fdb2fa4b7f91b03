using System.Text.Json;
using System.Text.RegularExpressions;
using Trasa.Crm.Metadata;
using Trasa.Engine.Definitions;

namespace Trasa.Crm.PublicForms;

/// <summary>Public forms in files: <c>public-forms/KEY.json</c>.</summary>
internal sealed partial class PublicFormFormat : IDefinitionFormat
{
    private const int MostFields = 40;

    /// <summary>What a stranger can fill in without knowing anything of ours.</summary>
    private static readonly FieldType[] Askable =
        [FieldType.Text, FieldType.LongText, FieldType.Email, FieldType.Phone, FieldType.Choice, FieldType.Boolean, FieldType.Date, FieldType.Integer, FieldType.Number];

    public DefinitionKind Kind => DefinitionKind.PublicForm;

    public string Folder => "public-forms";

    public bool Reads(string fileName) => Path.GetExtension(fileName) == ".json";

    public DefinitionReading Read(string fileName, string content)
    {
        try
        {
            var form = PublicForm.Parse(content);
            return new(new(Kind, form.Key, form.Title, content), [.. Problems(form).Select(problem => new FileProblem(fileName, 0, "FORM-002", problem))]);
        }
        catch (JsonException problem)
        {
            return new(null, [new(fileName, (int)(problem.LineNumber ?? 0) + 1, "FORM-001", problem.Message)]);
        }
    }

    private static IEnumerable<string> Problems(PublicForm form)
    {
        if (!KeyText().IsMatch(form.Key)) yield return $"key: '{form.Key}' must be small letters, digits and hyphens; it stands in the address.";
        if (form.Fields.Count is 0 or > MostFields) yield return $"fields: a form asks from 1 to {MostFields} things.";
        foreach (var field in form.Fields)
        {
            if (!Askable.Contains(field.Type)) yield return $"{field.Name}: {field.Type} cannot be asked from strangers; there are {string.Join(", ", Askable)}.";
            if (field.Type == FieldType.Choice && field.Options.Count == 0) yield return $"{field.Name}: a choice needs options.";
        }

        if (form.Fields.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            yield return $"fields: '{twice.Key}' is asked twice.";
        if (form.First(FieldType.Email) is null && form.First(FieldType.Phone) is null) yield return "fields: ask for an e-mail address or a phone number, or nobody could be answered.";
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$")]
    private static partial Regex KeyText();
}
