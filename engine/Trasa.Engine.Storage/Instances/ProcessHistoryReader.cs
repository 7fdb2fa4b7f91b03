using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Statistics;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

internal sealed class ProcessHistoryReader(IDatabase database) : IProcessHistory
{
    private const string Mine =
        """
        select i.id, i.definition_version, i.status, i.created_at, i.finished_at from workflow_instance i
        where i.definition_key = @key and i.created_at >= @from and i.created_at < @until and (@version = 0 or i.definition_version = @version)
        order by i.created_at desc, i.id desc limit @most
        """;

    private const string Starts =
        """
        select created_at from workflow_instance
        where definition_key = @key and created_at >= @from and created_at < @until and (@version = 0 or definition_version = @version)
        """;

    private const string Ends =
        """
        select finished_at from workflow_instance
        where definition_key = @key and status = 'Finished' and finished_at >= @from and finished_at < @until and (@version = 0 or definition_version = @version)
        """;

    public async Task<ProcessHistory> ReadAsync(string definitionKey, int? version, HistoryPeriod period, int most, CancellationToken cancellationToken)
    {
        (string, object?)[] which = [("key", definitionKey), ("version", version ?? 0), ("from", period.From), ("until", period.Until)];
        var instances = await database.QueryAsync(
            Mine, row => new HistoryInstance(row.GetGuid(0), row.GetInt32(1), Enum.Parse<InstanceStatus>(row.GetString(2)), row.Instant(3), row.InstantOrNull(4)),
            cancellationToken, [.. which, ("most", most + 1)]).ConfigureAwait(false);
        var steps = await database.QueryAsync(
            $"""
            with mine as ({Mine})
            select j.instance_id, j.page from journal j join mine on mine.id = j.instance_id
            order by j.instance_id, j.sequence
            """,
            row => JournalPage.Read(row.GetGuid(0), row.GetFieldValue<byte[]>(1)).Where(IsStep).Select(Step).ToArray(),
            cancellationToken, [.. which, ("most", most)]).ConfigureAwait(false);
        return new([.. instances.Take(most)], [.. steps.SelectMany(page => page)], instances.Count > most)
        {
            Starts = await database.QueryAsync(Starts, row => row.Instant(0), cancellationToken, which).ConfigureAwait(false),
            Ends = await database.QueryAsync(Ends, row => row.Instant(0), cancellationToken, which).ConfigureAwait(false),
        };
    }

    private static bool IsStep(JournalEntry entry) => entry is
    {
        ActivityId: not null,
        Event: JournalEvents.ActivityStarted or JournalEvents.ActivityCompleted or JournalEvents.ActivityCancelled or JournalEvents.ActivityFaulted or JournalEvents.BoundaryFired,
    };

    private static HistoryStep Step(JournalEntry entry) => new(entry.InstanceId, entry.ActivityId!, entry.Event, entry.Outcome, entry.Time);
}
