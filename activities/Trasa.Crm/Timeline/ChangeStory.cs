using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;

namespace Trasa.Crm.Timeline;

/// <summary>Changes of the record itself as sentences: the state and the people first, the rest in one breath.</summary>
internal sealed class ChangeStory(RecordType type, ValuesInWords words, IReadOnlyDictionary<Guid, string> people)
{
    private const int MostInSentence = 60;

    /// <summary>Fields that speak for themselves in a sentence of their own.</summary>
    private static readonly string[] s_sentences = ["assignee", "priority", "team", "slaState"];

    public TimelineEntry? Tell(RecordChange change, TimelineAudience audience)
    {
        var fields = change.Fields.Where(field => type.Find(field.Key) is { } declared && Interests(declared, audience))
            .Select(field => (Field: type[field.Key], field.Value)).ToList();
        var inWords = fields.Select(field => new FieldInWords(field.Field.Label, words.Say(field.Field, field.Value.Old), words.Say(field.Field, field.Value.New))).ToList();
        return change.Kind switch
        {
            ChangeKind.Created => Entry(change, TimelineKind.Created, TimelineTexts.Say("Created", audience == TimelineAudience.Customer ? TimelineTexts.Word("We") : Who(change), Lower(type.Label)), audience == TimelineAudience.Customer ? null : inWords),
            ChangeKind.Deleted => Entry(change, TimelineKind.Deleted, TimelineTexts.Say("Deleted", Who(change), Lower(type.Label)), inWords),
            ChangeKind.Changed when fields.Count == 0 => null,
            ChangeKind.Changed => Entry(change, fields.Any(field => field.Field.Name == type.Status?.Field) ? TimelineKind.Status : TimelineKind.Changed, Sentences(change, fields, audience), inWords),
        };
    }

    private string Sentences(RecordChange change, List<(RecordField Field, FieldChange Value)> fields, TimelineAudience audience)
    {
        List<string> said = [];
        var who = audience == TimelineAudience.Customer ? TimelineTexts.Word("We") : Who(change);
        foreach (var (field, value) in fields.Where(field => field.Field.Name == type.Status?.Field))
            said.Add(TimelineTexts.Say("Status", who, words.Say(field, value.Old), words.Say(field, value.New)));
        foreach (var name in s_sentences)
        {
            var (field, value) = fields.FirstOrDefault(entry => entry.Field.Name == name && entry.Field.Name != type.Status?.Field);
            if (field is null) continue;
            said.Add(Single(who, field, value));
        }

        var rest = fields.Where(entry => entry.Field.Name != type.Status?.Field && !s_sentences.Contains(entry.Field.Name)).ToList();
        if (rest is [var (lone, becomes)]) said.Add(Single(who, lone, becomes));
        else if (rest.Count > 0) said.Add(TimelineTexts.Say("ChangedFields", who, string.Join(", ", rest.Select(entry => entry.Field.Label))));
        return string.Join(' ', said);
    }

    /// <summary>What a field says now; of a long text only that it is another.</summary>
    private string Single(string who, RecordField field, FieldChange value) => words.Say(field, value.New) switch
    {
        null => TimelineTexts.Say("Emptied", who, field.Label),
        { Length: > MostInSentence } => TimelineTexts.Say("ChangedFields", who, field.Label),
        var now => TimelineTexts.Say("Set", who, field.Label, now),
    };

    private bool Interests(RecordField field, TimelineAudience audience) => audience switch
    {
        TimelineAudience.Customer => field.Name == type.Status?.Field,
        // What is computed follows from what else changed.
        TimelineAudience.Agent => !field.IsComputed && field.Name is not ("instance" or "reopenCount" or "offeredTo"),
        TimelineAudience.Auditor => true,
    };

    /// <summary>Within a sentence, as all our languages write it.</summary>
    private static string Lower(string label) => label.Length == 0 ? label : char.ToLowerInvariant(label[0]) + label[1..];

    private string Who(RecordChange change) => ChangeAuthor.Of(change, change.OnBehalfOf is { } absent ? people.GetValueOrDefault(absent) : null);

    private static TimelineEntry Entry(RecordChange change, TimelineKind kind, string text, IReadOnlyList<FieldInWords>? fields) =>
        new(change.At, kind, text, Actor: change.Actor, Cause: change.Cause, Changes: fields);
}
