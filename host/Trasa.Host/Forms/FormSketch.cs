using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;

namespace Trasa.Host.Forms;

/// <summary>Changes of a form as an author makes them: each gives another form and leaves the one before as it was.</summary>
internal static class FormSketch
{
    public static TaskForm With(this TaskForm form, int index, FormField field) => form with { Fields = [.. form.Fields.Select((one, at) => at == index ? field : one)] };

    public static TaskForm Without(this TaskForm form, int index) => form with { Fields = [.. form.Fields.Where((_, at) => at != index)] };

    public static TaskForm And(this TaskForm form, FormField field) => form with { Fields = [.. form.Fields, field] };

    /// <summary>Puts a field at another place; out of range means at the end that is nearest.</summary>
    public static TaskForm Moved(this TaskForm form, int from, int to)
    {
        var fields = form.Fields.ToList();
        var field = fields[from];
        fields.RemoveAt(from);
        fields.Insert(Math.Clamp(to, 0, fields.Count), field);
        return form with { Fields = fields };
    }

    /// <summary>Asks for a comment at an outcome, or no longer.</summary>
    public static TaskForm WithComment(this TaskForm form, string outcome, bool required) =>
        form with { CommentRequired = [.. form.CommentRequired.Where(one => one != outcome).Concat(required ? [outcome] : [])] };

    /// <summary>What the workflows that show the form know and it does not ask for yet: a field for each, read-only when the workflow fills it in.</summary>
    public static IEnumerable<FormField> Offered(TaskForm form, RecordType? record, IEnumerable<FormUse> uses)
    {
        var known = uses.ToList();
        var given = known.SelectMany(use => use.Given).Select(name => record?.Find(name) is null
            ? new FormField { Name = name, Label = Spoken(name), Type = TypeOf(known, name), ReadOnly = true }
            : new FormField { Name = name, ReadOnly = true });
        var variables = known.SelectMany(use => use.Variables).Select(variable => new FormField { Name = variable.Name, Label = Spoken(variable.Name), Type = TypeOf(variable.TypeName) });
        return given.Concat(variables).DistinctBy(field => field.Name).ExceptBy(form.Fields.Select(field => field.Name), field => field.Name);
    }

    /// <summary>A name that no field has yet.</summary>
    public static string NewName(TaskForm form) =>
        Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? "field" : $"field{number}").First(name => form.Fields.All(field => field.Name != name));

    /// <summary>What is wrong between the form and the steps that show it.</summary>
    public static IEnumerable<string> Problems(TaskForm form, IReadOnlyList<FormUse> uses)
    {
        foreach (var use in uses)
            foreach (var outcome in use.Unconnected)
                yield return $"{use.WorkflowName}, {use.Step}: no arrow leaves from the button '{outcome}', so the workflow ends there.";
        var certain = uses.Count > 0 && uses.All(use => use.Outcomes.Count > 0);
        var outcomes = uses.SelectMany(use => use.Outcomes).ToHashSet();
        foreach (var outcome in form.CommentRequired.Concat(form.Fields.SelectMany(field => field.Outcomes)).Distinct().Where(outcome => certain && !outcomes.Contains(outcome)))
            yield return $"No step that shows this form has a button '{outcome}'; there are {string.Join(", ", outcomes.Order())}.";
        foreach (var use in uses)
            foreach (var name in use.Given.Where(name => form.Fields.All(field => field.Name != name)))
                yield return $"{use.WorkflowName}, {use.Step}: fills in '{name}', and the form has no such field.";
    }

    private static FieldType TypeOf(List<FormUse> uses, string name) =>
        TypeOf(uses.SelectMany(use => use.Variables).FirstOrDefault(variable => variable.Name == name)?.TypeName ?? "");

    private static FieldType TypeOf(string variable) => variable switch
    {
        "Boolean" => FieldType.Boolean,
        "Int32" or "Int64" => FieldType.Integer,
        "Decimal" or "Double" or "Single" => FieldType.Number,
        "DateOnly" => FieldType.Date,
        "DateTime" or "DateTimeOffset" => FieldType.DateTime,
        _ => FieldType.Text,
    };

    /// <summary><c>openCases</c> as people write it: Open cases.</summary>
    private static string Spoken(string name)
    {
        var words = string.Concat(name.Select((letter, at) => at == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
        return words.Length == 0 ? name : words;
    }
}
