using System.Data.Common;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Instances;

/// <summary>
/// Recognises a burst in the database, for when the connection broke between sending the commit and hearing of it. The
/// journal is never changed, so its page identifies the burst even after later ones.
/// </summary>
internal static class BurstTrace
{
    public static async Task<bool> IsInAsync(DbConnection connection, DbTransaction? transaction, BurstCommit commit, CancellationToken cancellationToken)
    {
        var command = JournalRow.Of(commit) is { } row ? ByJournal(connection, row) : ByInstance(connection, commit.Instance);
        command.Transaction = transaction;
        return await command.QueryFirstAsync(row => row.GetInt32(0), cancellationToken).ConfigureAwait(false) == 1;
    }

    private static DbCommand ByJournal(DbConnection connection, JournalRow row) => connection.Command(
        "select 1 from journal where instance_id = @instance and sequence = @sequence and page = @page",
        ("instance", row.InstanceId), ("sequence", row.Sequence), ("page", row.Page));

    private static DbCommand ByInstance(DbConnection connection, StoredInstance instance) => connection.Command(
        "select 1 from workflow_instance where id = @id and revision = @revision and updated_at = @updated and state = @state",
        ("id", instance.Id), ("revision", instance.Revision), ("updated", instance.UpdatedAt), ("state", instance.State.ToArray()));
}
