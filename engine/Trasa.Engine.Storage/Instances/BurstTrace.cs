using System.Data.Common;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// Recognises a burst in the database, for when the connection broke between sending the commit and hearing of it. The
/// journal is never changed, so its last entry identifies the burst even after later ones.
/// </summary>
internal static class BurstTrace
{
    public static async Task<bool> IsInAsync(DbConnection connection, DbTransaction? transaction, BurstCommit commit, CancellationToken cancellationToken)
    {
        var (sql, parameters) = commit.Journal.Count > 0 ? ByJournal(commit) : ByInstance(commit.Instance);
        var command = connection.Command(sql, parameters);
        command.Transaction = transaction;
        return await command.QueryFirstAsync(row => row.GetInt32(0), cancellationToken).ConfigureAwait(false) == 1;
    }

    private static (string Sql, (string Name, object? Value)[] Parameters) ByJournal(BurstCommit commit)
    {
        var last = commit.Journal[^1];
        return (
            """
            select 1 from journal where instance_id = @instance and sequence = @sequence and event = @event and time = @time
                and coalesce(activity_id, '') = @activity and coalesce(data, '') = @data
            """,
            [
                ("instance", last.InstanceId), ("sequence", last.Sequence), ("event", last.Event), ("time", last.Time),
                ("activity", last.ActivityId ?? ""), ("data", last.Data ?? ""),
            ]);
    }

    private static (string Sql, (string Name, object? Value)[] Parameters) ByInstance(StoredInstance instance) => (
        "select 1 from workflow_instance where id = @id and revision = @revision and updated_at = @updated and state = @state",
        [("id", instance.Id), ("revision", instance.Revision), ("updated", instance.UpdatedAt), ("state", instance.State.ToArray())]);
}
