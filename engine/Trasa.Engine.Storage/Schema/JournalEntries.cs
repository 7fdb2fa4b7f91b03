using System.Data.Common;
using Trasa.Engine.Journal;
using Trasa.Engine.Storage.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Schema;

/// <summary>
/// Turns the journal of older versions, a row per entry, into pages. Some instances per transaction, the rows removed with
/// the pages written, so that a start that is interrupted goes on where it was.
/// </summary>
internal static class JournalEntries
{
    private const int Batch = 200;

    public static async Task ConvertAsync(IDatabase database, CancellationToken cancellationToken)
    {
        while (await ConvertSomeAsync(database, cancellationToken).ConfigureAwait(false)) cancellationToken.ThrowIfCancellationRequested();
    }

    private static async Task<bool> ConvertSomeAsync(IDatabase database, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var instances = await work.Command("select distinct instance_id from journal_entry order by instance_id limit @batch", ("batch", Batch))
            .QueryAsync(row => row.GetGuid(0), cancellationToken).ConfigureAwait(false);
        foreach (var instance in instances)
        {
            var entries = await work.Command(
                "select instance_id, sequence, time, event, activity_id, activity_type, outcome, actor, data from journal_entry where instance_id = @id order by sequence",
                ("id", instance)).QueryAsync(Entry, cancellationToken).ConfigureAwait(false);
            var rows = Runs(entries).Select(run => new JournalRow(instance, run[^1].Sequence, JournalPage.Write(run))).ToList();
            await BurstRows.InsertJournal.ExecuteAsync(work, rows, cancellationToken).ConfigureAwait(false);
            await work.Command("delete from journal_entry where instance_id = @id", ("id", instance)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }

        await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        return instances.Count > 0;
    }

    /// <summary>A page has no gaps.</summary>
    private static IEnumerable<IReadOnlyList<JournalEntry>> Runs(IReadOnlyList<JournalEntry> entries)
    {
        var run = new List<JournalEntry>();
        foreach (var entry in entries)
        {
            if (run.Count > 0 && run[^1].Sequence + 1 != entry.Sequence)
            {
                yield return run;
                run = [];
            }

            run.Add(entry);
        }

        if (run.Count > 0) yield return run;
    }

    private static JournalEntry Entry(DbDataReader row) => new(
        row.GetGuid(0), row.GetInt32(1), row.Instant(2), row.GetString(3), row.StringOrNull(4), row.StringOrNull(5), row.StringOrNull(6), row.StringOrNull(7), row.StringOrNull(8));
}
