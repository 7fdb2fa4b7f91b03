using System.Data.Common;
using Trasa.Engine.Stores;

namespace Trasa.Activities.People;

/// <summary>Reads user tasks outside of a transaction.</summary>
internal sealed class WorkItemStore(IDatabase database)
{
    /// <summary>Most urgent first, then what is due first, then oldest.</summary>
    private const string Order =
        "case priority when 'urgent' then 0 when 'high' then 1 when 'low' then 3 else 2 end, case when due_at is null then 1 else 0 end, due_at, created_at, id";

    public async Task<List<T>> ReadAsync<T>(Func<DbConnection, Task<List<T>>> read, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = connection.ConfigureAwait(false);
        return await read(connection).ConfigureAwait(false);
    }

    public async Task<WorkItem?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(connection => connection.Command($"select {WorkItemTable.Columns} from work_item where id = @id", ("id", id)).QueryAsync(WorkItemTable.Item, cancellationToken), cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public Task<List<WorkItem>> QueryAsync(string where, string? order, (string, object?)[] parameters, CancellationToken cancellationToken) =>
        ReadAsync(connection => connection.Command($"select {WorkItemTable.Columns} from work_item w where {where} order by {order ?? Order}", parameters).QueryAsync(WorkItemTable.Item, cancellationToken), cancellationToken);

    public Task<List<WorkItemEvent>> HistoryAsync(Guid id, CancellationToken cancellationToken) => ReadAsync(
        connection => connection.Command("select at, event, actor_id, actor, on_behalf_of, on_behalf_of_name, comment from work_item_event where work_item_id = @id order by sequence", ("id", id))
            .QueryAsync(row => new WorkItemEvent(row.Instant(0), row.GetString(1), row.GuidOrNull(2), row.GetString(3), row.GuidOrNull(4), row.StringOrNull(5), row.StringOrNull(6)), cancellationToken),
        cancellationToken);
}
