using Trasa.Crm.Metadata;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Schema;

/// <summary>
/// Brings the tables to what the types declare: missing tables, columns and indexes are added. Nothing is ever dropped
/// or converted, so it can be repeated at any time and by several hosts at once.
/// </summary>
internal static class RecordSchema
{
    // One number for the whole product's record schema: hosts that start together take turns.
    private const long Lock = 0x54_52_41_53_41_01;

    /// <exception cref="InvalidOperationException">A column that is there keeps another type than the declaration says.</exception>
    public static async Task EnsureAsync(IUnitOfWork work, RecordTypeSet types, CancellationToken cancellationToken)
    {
        await TakeTurnAsync(work, cancellationToken).ConfigureAwait(false);
        await EnsureOwnTablesAsync(work, cancellationToken).ConfigureAwait(false);
        await work.Command(string.Join('\n', types.All.Select(type => Table(type, work.Kind)))).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        var columns = await ColumnsAsync(work, cancellationToken).ConfigureAwait(false);
        await work.Command(string.Join('\n', types.All.SelectMany(type => ColumnsAndIndexes(type, work.Kind, columns)))).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tables beside the records: stored declarations, counters, the change log, contents of attachments.</summary>
    public static async Task EnsureOwnTablesAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var (uuid, instant, bytes) = (ColumnType.Identifier(work.Kind), ColumnType.Instant(work.Kind), work.Kind == DatabaseKind.Sqlite ? "blob" : "bytea");
        await work.Command(
            $"""
            create table if not exists record_type (key text primary key, declaration text not null, changed_at {instant} not null, changed_by text not null);
            create table if not exists record_counter (type text not null, scope text not null, value bigint not null, primary key (type, scope));
            create table if not exists record_change (
                id {uuid} primary key, type text not null, record_id {uuid} not null, revision bigint not null, at {instant} not null,
                kind text not null, actor_id {uuid}, actor text not null, on_behalf_of {uuid}, instance_id {uuid}, activity_id text, changes text not null);
            create index if not exists ix_record_change_record on record_change (type, record_id, at);
            create index if not exists ix_record_change_at on record_change (at);
            create table if not exists record_content (id {uuid} primary key, content {bytes} not null);
            """).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    public static async Task TakeTurnAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        if (work.Kind == DatabaseKind.PostgreSql)
            await work.Command($"select pg_advisory_xact_lock({Lock})").ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Table(RecordType type, DatabaseKind kind)
    {
        var (uuid, instant) = (ColumnType.Identifier(kind), ColumnType.Instant(kind));
        return $"""
            create table if not exists {SqlName.Table(type.Key)} (
                id {uuid} primary key, revision bigint not null, created_at {instant} not null, created_by {uuid},
                changed_at {instant} not null, changed_by {uuid}, search_text text not null default '');
            """;
    }

    private static IEnumerable<string> ColumnsAndIndexes(RecordType type, DatabaseKind kind, Dictionary<(string Table, string Column), string> columns)
    {
        var table = SqlName.Table(type.Key);
        yield return $"create index if not exists {SqlName.Index(type.Key, "createdAt", unique: false)} on {table} (created_at);";
        foreach (var field in type.Fields)
        {
            var (column, wanted) = (SqlName.Column(field.Name), ColumnType.Of(field, kind));
            if (!columns.TryGetValue((SqlName.Plain(table), SqlName.Plain(column)), out var there))
                yield return $"alter table {table} add column {column} {wanted};";
            else if (there != ColumnType.InCatalogue(wanted))
                throw new InvalidOperationException($"{type.Key}.{field.Name} is kept as {there} and is declared as {field.Type} ({wanted}). Give the field another name; the old column keeps its data.");
            if (IndexOn(type, field, table, column) is { } index) yield return index;
        }
    }

    private static string? IndexOn(RecordType type, RecordField field, string table, string column)
    {
        var name = SqlName.Index(type.Key, field.Name, field.Unique);
        if (field.Unique) return $"create unique index if not exists {name} on {table} ({(IsText(field) ? $"lower({column})" : column)});";
        if (field.Type == FieldType.Email) return $"create index if not exists {name} on {table} ({column});";
        var indexed = field.Indexed || field.Target is not null || field.IsOpenReference || field.Name == type.Status?.Field;
        return indexed && !field.IsList ? $"create index if not exists {name} on {table} ({column});" : null;
    }

    internal static bool IsText(RecordField field) => field.Type is FieldType.Text or FieldType.Email or FieldType.Phone or FieldType.Choice;

    private static async Task<Dictionary<(string Table, string Column), string>> ColumnsAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var sql = work.Kind == DatabaseKind.Sqlite
            ? "select its.name, own.name, lower(own.type) from sqlite_master its join pragma_table_info(its.name) own where its.type = 'table'"
            : "select table_name, column_name, data_type from information_schema.columns where table_schema = current_schema()";
        var rows = await work.Command(sql)
            .QueryAsync(reader => (Table: reader.GetString(0), Column: reader.GetString(1), Type: reader.GetString(2)), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => (row.Table, row.Column), row => row.Type);
    }
}
