using System.Data.Common;
using Npgsql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Sql;

/// <summary>
/// A statement over many rows. On PostgreSQL it runs once over <c>unnest</c>ed arrays, so that a hundred rows cost one
/// plan and one message; on SQLite, where a call costs nothing, it runs once per row.
/// </summary>
internal sealed class BulkStatement<TRow>(string sqlite, string postgres, params Column<TRow>[] columns)
{
    private readonly string _orFail = BulkStatement.OrFail(postgres, columns.Length + 1);

    /// <summary>An insert of all columns.</summary>
    public static BulkStatement<TRow> Insert(string table, string suffix, params Column<TRow>[] columns)
    {
        var names = string.Join(", ", columns.Select(column => column.Name));
        var values = string.Join(", ", columns.Select(column => "@" + column.Name));
        return new(
            $"insert into {table} ({names}) values ({values}) {suffix}",
            $"insert into {table} ({names}) select * from {Unnest(columns)} {suffix}",
            columns);
    }

    /// <summary>The rows as a table in the <c>from</c> of a PostgreSQL statement; its parameters are the columns, by number.</summary>
    public static string Unnest(params Column<TRow>[] columns) =>
        $"unnest({string.Join(", ", columns.Select((column, index) => $"${index + 1}::{column.PostgresType}[]"))}) as c({string.Join(", ", columns.Select(column => column.Name))})";

    public NpgsqlBatchCommand ForPostgres(IReadOnlyList<TRow> rows) => ForPostgres(postgres, rows);

    /// <summary>
    /// As a statement that fails, and with it the whole batch, unless it changes exactly as many rows as it is given: what
    /// must still be there is checked where it is written.
    /// </summary>
    public NpgsqlBatchCommand OrFail(IReadOnlyList<TRow> rows)
    {
        var command = ForPostgres(_orFail, rows);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = rows.Count });
        return command;
    }

    private NpgsqlBatchCommand ForPostgres(string sql, IReadOnlyList<TRow> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns) command.Parameters.Add(column.Values(rows));
        return command;
    }

    /// <summary>The writer's connection stays, and so do its prepared statements.</summary>
    public async Task ExecuteOnSqliteAsync(IUnitOfWork work, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        var command = SqliteStatements.On(work.Connection, this, sqlite);
        command.Transaction = work.Transaction;
        foreach (var row in rows)
        {
            Bind(command, row);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task ExecuteAsync(IUnitOfWork work, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return;
        if (work.Kind == DatabaseKind.Sqlite)
        {
            await ExecuteOnSqliteAsync(work, rows, cancellationToken).ConfigureAwait(false);
            return;
        }

        var batch = new NpgsqlBatch((NpgsqlConnection)work.Connection, (NpgsqlTransaction)work.Transaction);
        await using var _ = batch.ConfigureAwait(false);
        batch.BatchCommands.Add(ForPostgres(rows));
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Bind(DbCommand command, TRow row)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (command.Parameters.Count == i)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = columns[i].Name;
                command.Parameters.Add(parameter);
            }

            command.Parameters[i].Value = columns[i].Value(row) ?? DBNull.Value;
        }
    }
}

internal static class BulkStatement
{
    /// <summary>How PostgreSQL calls a text that is no number.</summary>
    public const string WrongCount = "22P02";

    /// <summary>A text in place of a number is the way to fail without a stored function; the server's log shows it.</summary>
    public static string OrFail(string change, int countParameter) =>
        $"""
        with changed as ({change} returning 1)
        select case when count(*) = ${countParameter} then 1 else ('a burst lost its race: ' || count(*))::int end from changed
        """;
}
