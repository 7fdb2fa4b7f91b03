using System.Data.Common;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Sql;

internal sealed class UnitOfWork(DatabaseKind kind, DbConnection connection, DbTransaction transaction, Action? released, bool keepsConnection = false) : IUnitOfWork
{
    private readonly List<Action> _committed = [];
    private int _disposed;

    public DatabaseKind Kind => kind;

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public Guid? InstanceId { get; set; }

    public int EventDepth { get; set; }

    public void OnCommitted(Action action) => _committed.Add(action);

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // From here the outcome is the database's: a cancelled wait would leave it in doubt.
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        foreach (var action in _committed) action();
    }

    public async ValueTask DisposeAsync()
    {
        // Once: the driver uses transaction objects again, so a second disposal could end the transaction of somebody else.
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        try
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
            if (!keepsConnection) await connection.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            released?.Invoke();
        }
    }
}
