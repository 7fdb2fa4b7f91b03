using System.Runtime.CompilerServices;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Views;

internal sealed class RecordExport(IDatabase database, IRecordTypes types, RecordTables tables, IRecordTitles titles, IRecordAbilities abilities, TimeProvider time) : IRecordExport
{
    // Titles of references are looked up for this many records at once.
    private const int Batch = 200;

    public async IAsyncEnumerable<Record> ReadAsync(RecordQuery query, int limit, Actor actor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (set, table) = (types.Current, tables[query.Type]);
        var connection = await RecordConnection.OpenAsync(database, null, cancellationToken).ConfigureAwait(false);
        await using var opened = connection.ConfigureAwait(false);
        var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
        var sql = new QuerySql(set, table, query with { Skip = 0 }, actor, authority, time.GetUtcNow());
        var command = connection.Command(sql.All(limit));
        await using var commanded = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var read = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return RecordAccess.Visible(table.Read(reader), table.Type, authority);
    }

    public async Task<int> WriteCsvAsync(TextWriter writer, RecordQuery query, IReadOnlyList<string>? columns, int limit, Actor actor, CancellationToken cancellationToken)
    {
        var type = types.Current[query.Type];
        var visible = (await abilities.OfTypeAsync(query.Type, actor, cancellationToken).ConfigureAwait(false)).VisibleFields;
        var fields = (columns ?? type.ListColumns)
            .Select(name => type.Find(name) ?? throw new RecordInvalidException(type.Key, [new(name, $"{type.Key} has no such field.")]))
            .Where(field => visible.Contains(field.Name) || SystemFields.Contains(field.Name))
            .ToList();
        await writer.WriteAsync(CsvText.Line(fields.Select(field => field.Label)).AsMemory(), cancellationToken).ConfigureAwait(false);
        var count = 0;
        List<Record> batch = [];
        await foreach (var record in ReadAsync(query, limit, actor, cancellationToken).ConfigureAwait(false))
        {
            batch.Add(record);
            count++;
            if (batch.Count == Batch) await FlushAsync(writer, fields, batch, actor, cancellationToken).ConfigureAwait(false);
        }

        await FlushAsync(writer, fields, batch, actor, cancellationToken).ConfigureAwait(false);
        return count;
    }

    private async Task FlushAsync(TextWriter writer, List<RecordField> fields, List<Record> batch, Actor actor, CancellationToken cancellationToken)
    {
        var names = await titles.OfReferencesAsync(batch, actor, cancellationToken).ConfigureAwait(false);
        foreach (var record in batch)
            await writer.WriteAsync(CsvText.Line(fields.Select(field => CsvText.Of(field, field.Name == SystemFields.Id ? record.Id.ToString() : record[field.Name], names))).AsMemory(), cancellationToken).ConfigureAwait(false);
        batch.Clear();
    }
}
