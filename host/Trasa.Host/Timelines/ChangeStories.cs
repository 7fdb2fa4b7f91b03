using System.Globalization;
using Microsoft.Extensions.Localization;
using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Host.Resources;

namespace Trasa.Host.Timelines;

/// <summary>The change log as sentences. What only the machinery writes (due times, counters) is left to its own entries.</summary>
internal sealed class ChangeStories(IChangeLog log, IRecordTypes types, IRecordTitles titles, IStringLocalizer<Texts> text)
{
    private static readonly string[] Told = ["assignee", "offeredTo", "status", "team", "priority"];

    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(Record record, Actor actor, CancellationToken cancellationToken)
    {
        var type = types.Current[record.Type];
        var changes = await log.ReadAsync(record.Reference, actor, cancellationToken);
        var names = await titles.OfAsync(changes.SelectMany(change => change.Fields).SelectMany(entry => References(type, entry)).Distinct(), actor, cancellationToken);
        List<TimelineEntry> entries = [];
        foreach (var change in changes)
        {
            var lines = change.Kind == ChangeKind.Changed ? Lines(type, change, names) : [];
            if (change.Kind == ChangeKind.Changed && lines.Count == 0) continue;
            var said = change.Kind switch
            {
                ChangeKind.Created => text["created it"],
                ChangeKind.Changed => text["changed it"],
                ChangeKind.Deleted => text["deleted it"],
            };
            entries.Add(new(change.At, TimelineKind.Change, change.Actor, said, Details: lines));
        }

        return entries;
    }

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid?> users, Actor actor, CancellationToken cancellationToken)
    {
        var found = await titles.OfAsync(users.OfType<Guid>().Distinct().Select(id => new RecordReference("user", id)), actor, cancellationToken);
        return found.ToDictionary(entry => entry.Key.Id, entry => entry.Value);
    }

    private List<string> Lines(RecordType type, RecordChange change, IReadOnlyDictionary<RecordReference, string> names) =>
        [
            .. from entry in change.Fields
               let field = type.Find(entry.Key)
               where field is not null && (!field.ReadOnly || Told.Contains(field.Name))
               let before = Word(field, entry.Value.Old, names)
               let after = Word(field, entry.Value.New, names)
               where before.Length + after.Length > 0
               select before.Length == 0 ? $"{text[field.Label]}: {after}" : $"{text[field.Label]}: {before} → {(after.Length == 0 ? text["none"] : after)}",
        ];

    private string Word(RecordField field, object? value, IReadOnlyDictionary<RecordReference, string> names) => value switch
    {
        null => "",
        string id when field.Target is { } target && Guid.TryParse(id, out var guid) => names.GetValueOrDefault(new(target, guid), "?"),
        string option when field.Option(option) is { } known => text[known.Text],
        string instant when field.Type == FieldType.DateTime && DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, out var at) => at.ToString("g", CultureInfo.CurrentCulture),
        string words => words.Length > 120 ? words[..120] + "…" : words,
        bool yes => yes ? text["Yes"] : text["No"],
        IEnumerable<object?> several => string.Join(", ", several.Select(item => Word(field, item, names))),
        _ => Convert.ToString(value, CultureInfo.CurrentCulture) ?? "",
    };

    private static IEnumerable<RecordReference> References(RecordType type, KeyValuePair<string, FieldChange> change) =>
        type.Find(change.Key)?.Target is { } target
            ? Ids(change.Value.Old).Concat(Ids(change.Value.New)).Select(id => new RecordReference(target, id))
            : [];

    private static IEnumerable<Guid> Ids(object? value) => value switch
    {
        string text when Guid.TryParse(text, out var id) => [id],
        IEnumerable<object?> several => several.SelectMany(Ids),
        _ => [],
    };
}
