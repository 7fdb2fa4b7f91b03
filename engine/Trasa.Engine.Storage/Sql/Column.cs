using Npgsql;

namespace Trasa.Engine.Storage.Sql;

/// <summary>One column of rows that are written in bulk: as an array to PostgreSQL, one by one to SQLite.</summary>
internal abstract class Column<TRow>(string name, string postgresType)
{
    public string Name => name;

    public string PostgresType => postgresType;

    public abstract object? Value(TRow row);

    public abstract NpgsqlParameter Values(IReadOnlyList<TRow> rows);
}

internal sealed class Column<TRow, TValue>(string name, string postgresType, Func<TRow, TValue> read) : Column<TRow>(name, postgresType)
{
    public override object? Value(TRow row) => read(row) switch
    {
        null => null,
        DateTimeOffset instant => instant.ToUniversalTime(),
        Enum kind => kind.ToString(),
        TValue value => value,
    };

    public override NpgsqlParameter Values(IReadOnlyList<TRow> rows)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = read(rows[i]);
        return new NpgsqlParameter<TValue[]> { TypedValue = values };
    }
}
