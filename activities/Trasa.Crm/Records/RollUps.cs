using Trasa.Crm.ChangeLog;
using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>
/// Adds up or lists again what a record is part of, the moment that it changes: a quote's total is never older than its lines. The
/// change stands in the log of the whole under the name of who changed the part.
/// </summary>
internal sealed class RollUps(IRecordTypes types, RecordTables tables, RecordWriter writer, IRecords records) : IRecordReaction
{
    private const int Batch = 1000;

    public async Task ReactAsync(IUnitOfWork work, Record record, RecordChange change, CancellationToken cancellationToken)
    {
        foreach (var whole in types.Current.All)
        {
            foreach (var sums in whole.Fields.Where(field => field.RollUp?.Of == record.Type).GroupBy(field => field.RollUp!.By))
            {
                foreach (var id in Wholes(record, change, sums.Key))
                    await AddUpAsync(work, whole, id, [.. sums], new(null, change.Actor), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Where it belongs now, and where it belonged before it was moved.</summary>
    private static IEnumerable<Guid> Wholes(Record record, RecordChange change, string by)
    {
        if (record.Link(by) is { } now) yield return now;
        if (change.Kind == ChangeKind.Changed && change.Fields.GetValueOrDefault(by)?.Old is Guid before) yield return before;
    }

    private async Task AddUpAsync(IUnitOfWork work, RecordType whole, Guid id, IReadOnlyList<RecordField> fields, Actor actor, CancellationToken cancellationToken)
    {
        // Of two parts that change at once, the second waits here and then sees the first.
        if (await tables[whole.Key].FindAsync(RecordConnection.Of(work), id, forUpdate: true, cancellationToken).ConfigureAwait(false) is null) return;
        var parts = await PartsAsync(work, fields[0].RollUp!, id, cancellationToken).ConfigureAwait(false);
        var sums = fields.ToDictionary(
            field => field.Name,
            field => Value(field.RollUp!, parts),
            StringComparer.Ordinal);
        await writer.UpdateAsync(work, tables[whole.Key], id, new Dictionary<string, object?>(), sums, null, actor, cancellationToken).ConfigureAwait(false);
    }

    private static object? Value(RollUp rollUp, List<Record> parts)
    {
        if (rollUp.Sum is { } summed) return parts.Sum(part => part[summed] as decimal? ?? 0);
        if (rollUp.List is not { } listed) return (decimal)parts.Count;
        var texts = parts.Select(part => part.Text(listed)).Where(text => !string.IsNullOrEmpty(text)).ToList();
        return texts.Count == 0 ? null : string.Join(", ", texts);
    }

    private async Task<List<Record>> PartsAsync(IUnitOfWork work, RollUp rollUp, Guid id, CancellationToken cancellationToken)
    {
        List<Record> parts = [];
        while (true)
        {
            var page = await records.QueryAsync(work, new(rollUp.Of, [new(rollUp.By, FieldOperator.Equal, id)], OrderBy: ["createdAt"], Skip: parts.Count, Take: Batch), Actor.System, cancellationToken).ConfigureAwait(false);
            parts.AddRange(page.Records);
            if (page.Records.Count < Batch) return parts;
        }
    }
}
