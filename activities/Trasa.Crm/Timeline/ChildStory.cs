using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Timeline;

/// <summary>What belongs to the record - messages, notes, tasks, attachments, and whatever types are declared to - as sentences.</summary>
internal sealed class ChildStory(IRecords records, IRecordTitles titles)
{
    public const int Most = 1000;

    public async Task<IReadOnlyList<TimelineEntry>> TellAsync(RecordTypeSet types, TimelineQuery query, Actor actor, CancellationToken cancellationToken)
    {
        List<TimelineEntry> entries = [];
        foreach (var (type, field) in types.All.SelectMany(type => type.BelongsTo.Select(name => (type, type[name]))))
        {
            if (field.Target != query.Record.Type && !field.IsOpenReference) continue;
            if (query.Audience == TimelineAudience.Customer && type.Key != "message") continue;
            object value = field.IsOpenReference ? query.Record.ToString() : query.Record.Id;
            var page = await records.QueryAsync(null, new(type.Key, [new(field.Name, FieldOperator.Equal, value)], OrderBy: ["createdAt"], Take: Most), actor, cancellationToken).ConfigureAwait(false);
            var authors = await titles.OfAsync(page.Records.Select(record => record.Link(SystemFields.CreatedBy)).OfType<Guid>().Select(id => new RecordReference("user", id)), actor, cancellationToken).ConfigureAwait(false);
            entries.AddRange(page.Records.Where(record => query.Audience != TimelineAudience.Customer || record["internal"] is not true)
                .Select(record => Tell(type, record, Author(record, authors))));
        }

        return entries;
    }

    private static string Author(Record record, IReadOnlyDictionary<RecordReference, string> authors) =>
        record.Link(SystemFields.CreatedBy) is { } id ? authors.GetValueOrDefault(new("user", id), TimelineTexts.Word("Unknown")) : Actor.System.Name;

    private static TimelineEntry Tell(RecordType type, Record record, string author) => type.Key switch
    {
        "message" => Message(type, record),
        "note" => Entry(record, TimelineKind.Note, TimelineTexts.Say("Note", author), record.Text("text"), author),
        "task" => Entry(record, TimelineKind.Task, TimelineTexts.Say("Task", author, record.Text("title"), record.Text("status")), record.Text("description"), author),
        "attachment" => Entry(record, TimelineKind.Attachment, TimelineTexts.Say("Attachment", author, record.Text("fileName")), null, author),
        _ => Entry(record, TimelineKind.Related, TimelineTexts.Say("Related", author, type.Label, record[type.TitleField]), null, author),
    };

    private static TimelineEntry Message(RecordType type, Record record)
    {
        if (record["internal"] is true && record.Text("direction") == "in") return InternalMessage(record);
        var (isIn, channel) = (record.Text("direction") == "in", type["channel"].Option(record.Text("channel") ?? "")?.Text ?? "");
        var text = isIn
            ? TimelineTexts.Say("MessageIn", record.Text("from") ?? TimelineTexts.Word("Unknown"), channel, record.Text("subject"))
            : TimelineTexts.Say(record["automatic"] is true ? "MessageOutAutomatic" : "MessageOut", record.Text("to"), channel, record.Text("subject"));
        return Entry(record, isIn ? TimelineKind.MessageIn : TimelineKind.MessageOut, text, record.Text("bodyText"), record.Text("from"));
    }

    /// <summary>A colleague wrote it: a note that came by mail.</summary>
    private static TimelineEntry InternalMessage(Record record)
    {
        var author = record.Text("fromName") is { Length: > 0 } name ? name : record.Text("from");
        return Entry(record, TimelineKind.Note, TimelineTexts.Say("NoteByMail", author, record.Text("from")), record.Text("newText") ?? record.Text("bodyText"), author);
    }

    private static TimelineEntry Entry(Record record, TimelineKind kind, string text, string? detail, string? author) =>
        new((DateTimeOffset)record[SystemFields.CreatedAt]!, kind, text, detail, author, record.Reference);
}
