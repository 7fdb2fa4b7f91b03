using System.Data.Common;

namespace Trasa.Engine.Stores;

/// <summary>The one database of an installation: a SQLite file or a PostgreSQL schema.</summary>
public interface IDatabase
{
    DatabaseKind Kind { get; }

    /// <summary>An open connection for reading. The caller disposes of it.</summary>
    ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Begins one write transaction. On SQLite, which has a single writer, this waits for the writers before it.
    /// </summary>
    ValueTask<IUnitOfWork> BeginAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether the same transaction may succeed when it is tried again: a dropped connection, a restarted or full server,
    /// a deadlock, a busy file. Everything else is the caller's mistake and stays one.
    /// </summary>
    bool IsTransient(Exception exception);
}

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
