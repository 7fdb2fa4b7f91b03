using Trasa.Crm.Schema;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>Holds records still while a choice between them is made.</summary>
internal static class RecordLocks
{
    /// <summary>
    /// Locks the rows until the transaction ends, in the order of their identifiers, so that two transactions never wait for
    /// each other in a ring. SQLite has one writer anyway. What is not there is not locked.
    /// </summary>
    public static async Task TakeAsync(IUnitOfWork work, string type, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        if (work.Kind != DatabaseKind.PostgreSql) return;
        foreach (var id in ids.Order())
            await work.Command($"select 1 from {SqlName.Table(type)} where id = @id for update", ("id", id)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }
}
