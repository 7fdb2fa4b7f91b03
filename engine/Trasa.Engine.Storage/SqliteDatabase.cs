using System.Data.Common;
using Microsoft.Data.Sqlite;
using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage;

/// <summary>
/// A SQLite file in WAL mode with <c>synchronous=FULL</c>: an acknowledged commit survives a power cut. One writer at a
/// time, in the order of arrival; readers are not held up.
/// </summary>
public sealed class SqliteDatabase : IDatabase, IDisposable
{
    private readonly string _connectionString;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private volatile bool _isWal;

    /// <summary>The writer's connection between two transactions; changed by whoever holds the semaphore.</summary>
    private DbConnection? _idle;

    public SqliteDatabase(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = 60,
        }.ToString();
    }

    public DatabaseKind Kind => DatabaseKind.Sqlite;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (!_isWal) await PrepareAsync(connection, "pragma journal_mode = wal", cancellationToken).ConfigureAwait(false);
            // The file remembers it.
            _isWal = true;
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask<IUnitOfWork> BeginAsync(CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        DbConnection? connection = null;
        try
        {
            connection = _idle ?? await OpenWriterAsync(cancellationToken).ConfigureAwait(false);
            _idle = null;
            return new UnitOfWork(Kind, connection, ((SqliteConnection)connection).BeginTransaction(deferred: false), Release(connection), keepsConnection: true);
        }
        catch
        {
            if (connection is not null) await connection.DisposeAsync().ConfigureAwait(false);
            _writer.Release();
            throw;
        }
    }

    /// <summary>The next writer finds the connection with its prepared statements.</summary>
    private Action Release(DbConnection connection) => () =>
    {
        _idle = connection;
        _writer.Release();
    };

    private async ValueTask<DbConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await PrepareAsync(connection, "pragma synchronous = full; pragma temp_store = memory", cancellationToken).ConfigureAwait(false);
        return connection;
    }

    private static async Task PrepareAsync(DbConnection connection, string pragmas, CancellationToken cancellationToken) =>
        await connection.Command(pragmas).ExecuteAsync(cancellationToken).ConfigureAwait(false);

    public bool IsTransient(Exception exception) => exception switch
    {
        // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL
        SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 } => true,
        _ => exception.InnerException is { } inner && IsTransient(inner),
    };

    public void Dispose()
    {
        _idle?.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
        _writer.Dispose();
    }
}
