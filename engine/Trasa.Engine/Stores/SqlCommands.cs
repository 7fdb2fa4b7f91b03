using System.Data.Common;

namespace Trasa.Engine.Stores;

/// <summary>
/// The SQL that both databases understand is written once, with <c>@name</c> parameters. Instants are
/// <see cref="DateTimeOffset"/> in UTC (timestamptz, or sortable text in SQLite), identifiers are <see cref="Guid"/>,
/// documents are text.
/// </summary>
public static class SqlCommands
{
    /// <summary>"cached plan must not change result type"; anything else that PostgreSQL does not support fails again.</summary>
    private const string ResultTypeChanged = "0A000";

    public static DbCommand Command(this IUnitOfWork work, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = work.Connection.Command(sql, parameters);
        command.Transaction = work.Transaction;
        return command;
    }

    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                DateTimeOffset instant => instant.ToUniversalTime(),
                Enum kind => kind.ToString(),
                _ => value,
            };
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static async Task<int> ExecuteAsync(this DbCommand command, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
        {
            return await OnTodaysPlanAsync(command, () => command.ExecuteNonQueryAsync(cancellationToken)).ConfigureAwait(false);
        }
    }

    public static async Task<List<T>> QueryAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using (command.ConfigureAwait(false))
        {
            return await OnTodaysPlanAsync(command, () => RowsAsync(command, read, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>The first row, or the default of <typeparamref name="T"/> when there is none.</summary>
    public static async Task<T?> QueryFirstAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = await command.QueryAsync(read, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? default : rows[0];
    }

    private static async Task<List<T>> RowsAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>
    /// A statement that was prepared before a column of its table got another type fails once, and with that the driver
    /// forgets it. A transaction is lost by then and is its owner's to repeat (<see cref="IDatabase.IsTransient"/>).
    /// </summary>
    private static async Task<T> OnTodaysPlanAsync<T>(DbCommand command, Func<Task<T>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (DbException problem) when (problem.SqlState == ResultTypeChanged && command.Transaction is null)
        {
            return await run().ConfigureAwait(false);
        }
    }

    public static DateTimeOffset Instant(this DbDataReader reader, int column) =>
        reader.GetFieldValue<DateTimeOffset>(column).ToUniversalTime();

    public static DateTimeOffset? InstantOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.Instant(column);

    public static string? StringOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static Guid? GuidOrNull(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetGuid(column);
}
