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
            await connection
                .Command("pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory;")
                .ExecuteAsync(cancellationToken).ConfigureAwait(false);
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
        try
        {
            var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
            var transaction = ((SqliteConnection)connection).BeginTransaction(deferred: false);
            return new UnitOfWork(Kind, connection, transaction, () => _writer.Release());
        }
        catch
        {
            _writer.Release();
            throw;
        }
    }

    public bool IsTransient(Exception exception) => exception switch
    {
        // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL
        SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 } => true,
        _ => exception.InnerException is { } inner && IsTransient(inner),
    };

    public void Dispose()
    {
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
        _writer.Dispose();
    }
}
