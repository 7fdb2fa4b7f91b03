using System.Data.Common;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>One row, to be written again under other identifiers: in columns, in texts and in the bytes of a state.</summary>
internal sealed record RowToCopy(string Table, IReadOnlyList<string> Columns, IReadOnlyList<object> Values)
{
    public Guid Id => Values[Columns.ToList().IndexOf("id")] is Guid id ? id : Guid.Parse((string)Values[Columns.ToList().IndexOf("id")]);

    public static async Task<List<RowToCopy>> ReadAsync(DbConnection connection, string table, string owner, Guid instance, CancellationToken cancellationToken) =>
        await connection.Command($"select * from {table} where {owner} = @instance", ("instance", instance)).QueryAsync(row =>
        {
            // What is null in one is null in all.
            var filled = Enumerable.Range(0, row.FieldCount).Where(column => !row.IsDBNull(column)).ToList();
            return new RowToCopy(table, [.. filled.Select(row.GetName)], [.. filled.Select(row.GetValue)]);
        }, cancellationToken);

    /// <summary>PostgreSQL takes the copies as arrays, one per column, in one statement; SQLite one by one, which costs it nothing.</summary>
    public async Task CopyAsync(IUnitOfWork work, IReadOnlyList<Dictionary<Guid, Guid>> names, CancellationToken cancellationToken)
    {
        var parameters = string.Join(", ", Columns.Select(column => "@" + column));
        var rows = work.Kind == DatabaseKind.PostgreSql ? $"select * from unnest({parameters})" : $"values ({parameters})";
        await using var command = work.Command($"insert into {Table} ({string.Join(", ", Columns)}) {rows}", [.. Columns.Select(column => (column, (object?)null))]);
        if (work.Kind == DatabaseKind.PostgreSql)
        {
            for (var column = 0; column < Columns.Count; column++) command.Parameters[column].Value = InColumn(Values[column], names);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return;
        }

        foreach (var name in names)
        {
            for (var column = 0; column < Columns.Count; column++) command.Parameters[column].Value = Renamed(Values[column], name);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static Array InColumn(object value, IReadOnlyList<Dictionary<Guid, Guid>> names)
    {
        var column = Array.CreateInstance(value.GetType(), names.Count);
        for (var copy = 0; copy < names.Count; copy++) column.SetValue(Renamed(value, names[copy]), copy);
        return column;
    }

    private static object Renamed(object value, Dictionary<Guid, Guid> names) => value switch
    {
        Guid id => names.GetValueOrDefault(id, id),
        string text => names.Aggregate(text, (current, name) => current
            .Replace(name.Key.ToString(), name.Value.ToString(), StringComparison.Ordinal)
            .Replace(name.Key.ToString().ToUpperInvariant(), name.Value.ToString().ToUpperInvariant(), StringComparison.Ordinal)),
        byte[] bytes => Renamed(bytes, names),
        _ => value,
    };

    private static byte[] Renamed(byte[] bytes, Dictionary<Guid, Guid> names)
    {
        var copy = bytes.ToArray();
        foreach (var (old, @new) in names)
        {
            var wanted = old.ToByteArray();
            for (var at = copy.AsSpan().IndexOf(wanted); at >= 0; at = copy.AsSpan().IndexOf(wanted)) @new.TryWriteBytes(copy.AsSpan(at));
        }

        return copy;
    }
}
