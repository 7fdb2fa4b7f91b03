using System.Data.Common;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>Where a read happens: in the caller's transaction, or on a connection of its own.</summary>
internal sealed class RecordConnection : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;

    private RecordConnection(DatabaseKind kind, DbConnection connection, DbTransaction? transaction)
    {
        Kind = kind;
        _connection = connection;
        _transaction = transaction;
    }

    public DatabaseKind Kind { get; }

    public static RecordConnection Of(IUnitOfWork work) => new(work.Kind, work.Connection, work.Transaction);

    public static async ValueTask<RecordConnection> OpenAsync(IDatabase database, IUnitOfWork? work, CancellationToken cancellationToken) =>
        work is not null ? Of(work) : new(database.Kind, await database.OpenAsync(cancellationToken).ConfigureAwait(false), null);

    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.Command(sql, parameters);
        command.Transaction = _transaction;
        return command;
    }

    public DbCommand Command(SqlText sql) => Command(sql.ToString(), [.. sql.Parameters]);

    public ValueTask DisposeAsync() => _transaction is null ? _connection.DisposeAsync() : ValueTask.CompletedTask;
}
