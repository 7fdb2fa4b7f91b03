using System.Data.Common;
using Npgsql;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage;

/// <summary>A PostgreSQL database; the schema is the first of the connection's search path.</summary>
public sealed class PostgresDatabase : IDatabase, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _pinned;

    public PostgresDatabase(string connectionString)
        : this(connectionString, NpgsqlDataSource.Create(WithDefaults(connectionString))) => ByIndex = new(connectionString, PinnedConnection.PlannedByIndex(WithDefaults(connectionString)));

    private PostgresDatabase(string connectionString, NpgsqlDataSource source) => (_source, _pinned) = (source, NpgsqlDataSource.Create(Unpooled(connectionString)));

    public DatabaseKind Kind => DatabaseKind.PostgreSql;

    /// <summary>The same database for statements that always find few rows by an index, however small the tables were when they were planned.</summary>
    internal PostgresDatabase? ByIndex { get; }

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
        // A table was changed under a prepared statement.
        PostgresException { SqlState: "0A000", Routine: "RevalidateCachedQuery" } => true,
        PostgresException { SqlState: var state } =>
            state[..2] is "08" or "40" or "53" or "58" || state is "55P03" or "57P01" or "57P02" or "57P03" or "57P05",
        // Anything else from the driver is about the connection: it broke, timed out or could not be had.
        NpgsqlException => true,
        // A command that meets a connection just as the driver takes it down after a break.
        ObjectDisposedException { ObjectName: "System.Threading.ManualResetEventSlim" } => true,
        _ => exception.InnerException is { } inner && IsTransient(inner),
    };

    /// <summary>A connection for a loop that keeps it. The caller disposes of it.</summary>
    internal PinnedConnection NewPinned() => new(_pinned);

    /// <summary>A connection outside of the pool. The caller disposes of it.</summary>
    internal ValueTask<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellationToken) => _pinned.OpenConnectionAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (ByIndex is not null) await ByIndex.DisposeAsync().ConfigureAwait(false);
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
