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
}

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}
