using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;

namespace Trasa.Crm.Forms;

/// <summary>What was filled in, brought to the types of the fields; one way for colleagues at a task and for strangers at a public form.</summary>
public static class FormValues
{
    /// <summary>What somebody answers to a user task, with the comment that its outcome may want.</summary>
    public static FormAnswer Read(TaskForm form, IReadOnlyList<RecordField> fields, WorkCompletion completion)
    {
        var answer = Read(form, fields, completion.Values ?? new Dictionary<string, object?>(), completion.Outcome);
        return string.IsNullOrWhiteSpace(completion.Comment) && form.CommentRequired.Contains(completion.Outcome)
            ? answer with { Problems = [.. answer.Problems, new("comment", $"Say why: '{completion.Outcome}' needs a comment.")] }
            : answer;
    }

    /// <param name="form">The form as it was written.</param>
    /// <param name="fields">Its fields with all that they take from the record type.</param>
    /// <param name="given">By field.</param>
    /// <param name="outcome">What was chosen, where there is something to choose.</param>
    public static FormAnswer Read(TaskForm form, IReadOnlyList<RecordField> fields, IReadOnlyDictionary<string, object?> given, string? outcome)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        List<FieldFlaw> flaws = [];
        foreach (var name in given.Keys.Where(name => fields.All(field => field.Name != name)))
            flaws.Add(new(name, $"The form '{form.Name}' has no such field."));
        foreach (var field in fields.Where(field => !field.ReadOnly))
        {
            var (value, problem) = FieldValues.Convert(field, given.GetValueOrDefault(field.Name));
            problem ??= field.Required && IsAsked(form, field, outcome) ? Missing(field, value) : null;
            if (problem is not null) flaws.Add(new(field.Name, $"{Named(field)} {problem}"));
            else values[field.Name] = ForWorkflow(value);
        }

        return new(values, flaws);
    }

    /// <summary>A label that is a question is quoted, so that the sentence goes on after it.</summary>
    private static string Named(RecordField field) => field.Label.EndsWith('?') ? $"“{field.Label}”" : field.Label;

    private static bool IsAsked(TaskForm form, RecordField field, string? outcome)
    {
        var asked = form.Fields.First(declared => declared.Name == field.Name).Outcomes;
        return outcome is null || asked.Count == 0 || asked.Contains(outcome);
    }

    private static string? Missing(RecordField field, object? value) => (field.Type, value) switch
    {
        (FieldType.Boolean, not true) => "has to be ticked.",
        (_, null) => "is required.",
        _ => null,
    };

    private static object? ForWorkflow(object? value) => value switch
    {
        Guid id => id.ToString(),
        IReadOnlyList<object?> list => list.Select(ForWorkflow).ToList(),
        _ => value,
    };
}
