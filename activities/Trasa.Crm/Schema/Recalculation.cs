using Trasa.Crm.Records;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Schema;

/// <summary>
/// Fills calculated fields of records that were there before the formula. It is no change by anybody: revision, stamps,
/// change log and events stay as they are.
/// </summary>
internal static class Recalculation
{
    private const int Batch = 500;

    public static async Task RunAsync(IUnitOfWork work, RecordTable table, CancellationToken cancellationToken)
    {
        if (!table.Formulas.Any) return;
        var connection = RecordConnection.Of(work);
        Guid? last = null;
        while (true)
        {
            var sql = new SqlText();
            sql.Add($"select {table.Columns} from {table.Name} r{(last is { } id ? $" where r.id > {sql.Value(id)}" : "")} order by r.id limit {Batch}");
            var records = await connection.Command(sql).QueryAsync(table.Read, cancellationToken).ConfigureAwait(false);
            foreach (var record in records) await RunAsync(connection, table, record, cancellationToken).ConfigureAwait(false);
            if (records.Count < Batch) return;
            last = records[^1].Id;
        }
    }

    private static async Task RunAsync(RecordConnection connection, RecordTable table, Record record, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object?>(record.Values, StringComparer.Ordinal);
        foreach (var problem in table.Formulas.Calculate(values)) values[problem.Field] = null;
        var changed = table.Type.Fields.Where(field => field.Formula is not null && !FieldValues.Same(values[field.Name], record[field.Name])).ToList();
        if (changed.Count == 0) return;
        var sql = new SqlText();
        sql.Add($"update {table.Name} set {string.Join(", ", changed.Select(field => $"{SqlName.Column(field.Name)} = {sql.Value(RecordTable.Stored(field, values[field.Name]))}"))} where id = {sql.Value(record.Id)}");
        await connection.Command(sql).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }
}
