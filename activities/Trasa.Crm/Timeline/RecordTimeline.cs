using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Timeline;

internal sealed class RecordTimeline(IDatabase database, IRecordTypes types, IRecords records, IChangeLog changeLog, IRecordTitles titles) : ITimeline
{
    private readonly ChildStory _children = new(records, titles);

    public async Task<TimelinePage> ReadAsync(TimelineQuery query, Actor actor, CancellationToken cancellationToken)
    {
        var set = types.Current;
        var changes = await changeLog.ReadAsync(query.Record, actor, cancellationToken).ConfigureAwait(false);
        if (changes.Count == 0) return new([], 0);
        List<TimelineEntry> entries = [.. await ChangesAsync(set[query.Record.Type], changes, query, actor, cancellationToken).ConfigureAwait(false)];
        entries.AddRange(await _children.TellAsync(set, query, actor, cancellationToken).ConfigureAwait(false));
        if (query.Audience != TimelineAudience.Customer) entries.AddRange(await MachineAsync(query, cancellationToken).ConfigureAwait(false));

        // A stable sort: what happened at the same instant keeps the order of its source.
        IEnumerable<TimelineEntry> story = entries.OrderBy(entry => entry.At);
        if (query.NewestFirst) story = story.Reverse();
        return new([.. story.Skip(query.Skip).Take(query.Take)], entries.Count);
    }

    private async Task<IEnumerable<TimelineEntry>> ChangesAsync(RecordType type, IReadOnlyList<RecordChange> changes, TimelineQuery query, Actor actor, CancellationToken cancellationToken)
    {
        var named = changes
            .SelectMany(change => change.Fields.Where(field => type.Find(field.Key) is not null)
                .SelectMany(field => ValuesInWords.References(type[field.Key], field.Value.Old).Concat(ValuesInWords.References(type[field.Key], field.Value.New))))
            .Concat(changes.Select(change => change.OnBehalfOf).OfType<Guid>().Select(id => new RecordReference("user", id)));
        var known = await titles.OfAsync(named, actor, cancellationToken).ConfigureAwait(false);
        var people = known.Where(entry => entry.Key.Type == "user").ToDictionary(entry => entry.Key.Id, entry => entry.Value);
        var story = new ChangeStory(type, new(known, query.TimeZone ?? TimeZoneInfo.Utc), people);
        return changes.Select(change => story.Tell(change, query.Audience)).OfType<TimelineEntry>();
    }

    private async Task<IEnumerable<TimelineEntry>> MachineAsync(TimelineQuery query, CancellationToken cancellationToken)
    {
        var connection = await RecordConnection.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var decisions = await MachineStory.DecisionsAsync(connection, query.Record, cancellationToken).ConfigureAwait(false);
            return decisions.Concat(await MachineStory.StepsAsync(connection, query.Record, query.Audience, cancellationToken).ConfigureAwait(false));
        }
    }
}
