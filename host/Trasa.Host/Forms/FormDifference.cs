using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;

namespace Trasa.Host.Forms;

/// <summary>What differs between two versions of a form, in sentences for people.</summary>
internal static class FormDifference
{
    public static IReadOnlyList<string> Between(string key, string before, string after, RecordTypeSet types)
    {
        var (old, now) = (FormText.Read(key, before, types), FormText.Read(key, after, types));
        if (old.Form is not { } was || now.Form is not { } form) return ["One of the two versions cannot be read."];
        List<string> sentences = [];
        if (was.Name != form.Name) sentences.Add($"It is called “{form.Name}”, before “{was.Name}”.");
        if (was.Text != form.Text) sentences.Add(form.Text is null ? "The text above the fields is gone." : $"The text above the fields is “{form.Text}”.");
        if (was.Record != form.Record) sentences.Add($"The task is about {form.Record ?? "no record"}, before about {was.Record ?? "no record"}.");
        if (was.Files != form.Files) sentences.Add(form.Files ? "Files can be attached." : "Files can no longer be attached.");
        sentences.AddRange(now.Fields.ExceptBy(Names(old), field => field.Name).Select(field => $"“{field.Label}” was added."));
        sentences.AddRange(old.Fields.ExceptBy(Names(now), field => field.Name).Select(field => $"“{field.Label}” was removed."));
        foreach (var field in now.Fields)
            if (old.Fields.FirstOrDefault(other => other.Name == field.Name) is { } other && Changes(other, field).ToList() is { Count: > 0 } changes)
                sentences.Add($"“{field.Label}” {string.Join(", ", changes)}.");
        var (kept, order) = (Names(old).Intersect(Names(now)).ToList(), Names(now).Intersect(Names(old)).ToList());
        if (!kept.SequenceEqual(order)) sentences.Add($"The order of the fields is now {string.Join(", ", now.Fields.Select(field => field.Label))}.");
        sentences.AddRange(form.CommentRequired.Except(was.CommentRequired).Select(outcome => $"“{outcome}” needs a comment."));
        sentences.AddRange(was.CommentRequired.Except(form.CommentRequired).Select(outcome => $"“{outcome}” no longer needs a comment."));
        return sentences;
    }

    private static IEnumerable<string> Names(FormReading reading) => reading.Fields.Select(field => field.Name);

    private static IEnumerable<string> Changes(RecordField old, RecordField now)
    {
        if (old.Label != now.Label) yield return $"was called “{old.Label}” before";
        if (old.Type != now.Type) yield return $"is {Words(now.Type)}, before {Words(old.Type)}";
        if (old.Required != now.Required) yield return now.Required ? "is required now" : "is no longer required";
        if (old.ReadOnly != now.ReadOnly) yield return now.ReadOnly ? "is only shown now" : "can be filled in now";
        if (old.Help != now.Help) yield return now.Help is null ? "has no help any more" : "has another help text";
        if (old.Min != now.Min || old.Max != now.Max || old.MaxLength != now.MaxLength) yield return "has other limits";
        if (old.To != now.To || old.Many != now.Many) yield return "refers to something else";
        if (!old.Options.SequenceEqual(now.Options)) yield return $"has the options {string.Join(", ", now.Options.Select(option => option.Text))}";
        if (!old.ReadRoles.SequenceEqual(now.ReadRoles)) yield return now.ReadRoles.Count == 0 ? "is seen by whoever has the task" : $"is seen by {string.Join(", ", now.ReadRoles)} only";
        if (!old.WriteRoles.SequenceEqual(now.WriteRoles)) yield return now.WriteRoles.Count == 0 ? "is filled in by whoever has the task" : $"is filled in by {string.Join(", ", now.WriteRoles)} only";
    }

    private static string Words(FieldType type) => type switch
    {
        FieldType.LongText => "a long text",
        FieldType.Integer => "a whole number",
        FieldType.MultiChoice => "a choice of several",
        FieldType.DateTime => "a date with time",
        FieldType.Boolean => "yes or no",
        FieldType.Json => "JSON",
        FieldType.Email => "an e-mail address",
        _ => $"a {type.ToString().ToLowerInvariant()}",
    };
}
