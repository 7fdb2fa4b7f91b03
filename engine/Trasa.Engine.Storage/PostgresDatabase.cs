using System.Data.Common;
using Npgsql;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage;

/// <summary>A PostgreSQL database; the schema is the first of the connection's search path.</summary>
public sealed class PostgresDatabase(string connectionString) : IDatabase, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(WithDefaults(connectionString));

    private readonly NpgsqlDataSource _pinned = NpgsqlDataSource.Create(Unpooled(connectionString));

    public DatabaseKind Kind => DatabaseKind.PostgreSql;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<IUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            return new UnitOfWork(Kind, connection, transaction, released: null);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public bool IsTransient(Exception exception) => exception switch
    {
        PostgresException { SqlState: var state } =>
            state[..2] is "08" or "40" or "53" or "58" || state is "55P03" or "57P01" or "57P02" or "57P03" or "57P05",
        // Anything else from the driver is about the connection: it broke, timed out or could not be had.
        NpgsqlException => true,
        _ => exception.InnerException is { } inner && IsTransient(inner),
    };

    /// <summary>A connection for a loop that keeps it. The caller disposes of it.</summary>
    internal PinnedConnection NewPinned() => new(_pinned);

    /// <summary>A connection outside of the pool. The caller disposes of it.</summary>
    internal ValueTask<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellationToken) => _pinned.OpenConnectionAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _pinned.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }

    private static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(WithDefaults(connectionString)) { Pooling = false }.ToString();

    private static string WithDefaults(string connectionString)
    {
        // The typed builder claims to contain every key that it knows.
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!given.ContainsKey("Max Auto Prepare")) builder.MaxAutoPrepare = 100;
        if (!given.ContainsKey("Auto Prepare Min Usages")) builder.AutoPrepareMinUsages = 2;
        // DISCARD ALL on every return to the pool would be one more commit per burst; nothing here leaves session state behind.
        if (!given.ContainsKey("No Reset On Close")) builder.NoResetOnClose = true;
        return builder.ToString();
    }
}
