using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

internal sealed class RecordServices(IDatabase database, IRecordTypes types, RecordTables tables, RecordWriter writer, TimeProvider time) : IRecords
{
    public async Task<Record?> FindAsync(IUnitOfWork? work, string type, Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var table = tables[type];
        var connection = await RecordConnection.OpenAsync(database, work, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
            if (!await RecordAccess.HoldsAsync(connection, table.Type, id, authority, RecordOperation.Read, cancellationToken).ConfigureAwait(false)) return null;
            var record = await table.FindAsync(connection, id, forUpdate: false, cancellationToken).ConfigureAwait(false);
            return record is null ? null : RecordAccess.Visible(record, table.Type, authority);
        }
    }

    public async Task<RecordPage> QueryAsync(IUnitOfWork? work, RecordQuery query, Actor actor, CancellationToken cancellationToken)
    {
        var declared = types.Current;
        var table = tables[query.Type];
        var connection = await RecordConnection.OpenAsync(database, work, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var authority = await Authority.OfAsync(connection, actor, cancellationToken).ConfigureAwait(false);
            var sql = new QuerySql(declared, table, query, actor, authority, time.GetUtcNow());
            var records = await connection.Command(sql.Page()).QueryAsync(table.Read, cancellationToken).ConfigureAwait(false);
            var isWhole = query.Skip <= 0 && records.Count < Math.Clamp(query.Take, 0, 1000);
            var total = isWhole
                ? records.Count
                : (int)await connection.Command(sql.Count()).QueryFirstAsync(reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false);
            return new([.. records.Select(record => RecordAccess.Visible(record, table.Type, authority))], total);
        }
    }

    public Task<Record> CreateAsync(IUnitOfWork work, string type, IReadOnlyDictionary<string, object?> values, Actor actor, CancellationToken cancellationToken) =>
        writer.CreateAsync(work, tables[type], values, actor, cancellationToken);

    public Task<Record> UpdateAsync(IUnitOfWork work, string type, Guid id, IReadOnlyDictionary<string, object?> changes, long? expectedRevision, Actor actor, CancellationToken cancellationToken) =>
        writer.UpdateAsync(work, tables[type], id, changes, null, expectedRevision, actor, cancellationToken);

    public Task<Record> UpdateMeasuredAsync(IUnitOfWork work, string type, Guid id, IReadOnlyDictionary<string, object?> changes, IReadOnlyDictionary<string, object?> measured, Actor actor, CancellationToken cancellationToken) =>
        writer.UpdateAsync(work, tables[type], id, changes, measured, null, actor, cancellationToken);

    public Task DeleteAsync(IUnitOfWork work, string type, Guid id, Actor actor, CancellationToken cancellationToken) =>
        writer.DeleteAsync(work, tables[type], id, actor, cancellationToken);
}
