using Trasa.Engine.Storage.Sql;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Hosting;

/// <summary>Removes what has been kept for long enough, a few hundred instances per transaction, so that nobody waits for it.</summary>
internal static class Retirement
{
    private const int Batch = 500;

    public static async Task ForgetJournalAsync(IDatabase database, DateTimeOffset before, CancellationToken cancellationToken)
    {
        const string Sql =
            """
            delete from journal where instance_id in (
                select i.id from workflow_instance i
                where i.created_at < @before and i.finished_at < @before and exists (select 1 from journal j where j.instance_id = i.id)
                order by i.created_at limit @batch)
            """;
        while (await database.ExecuteAsync(Sql, cancellationToken, ("before", before), ("batch", Batch)).ConfigureAwait(false) > 0)
            cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>One instance, when it has finished and nothing is open at it.</summary>
    public static async Task ForgetFinishedAsync(IUnitOfWork work, Guid id, CancellationToken cancellationToken)
    {
        var found = await work.Command(
            """
            select 1 from workflow_instance i
            where i.id = @id and i.status = 'Finished' and not exists (select 1 from incident x where x.instance_id = i.id and x.resolved_at is null)
            """,
            ("id", id)).QueryAsync(row => row.GetInt32(0), cancellationToken).ConfigureAwait(false);
        if (found.Count > 0) await ForgetAsync(work, id, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ForgetAsync(IUnitOfWork work, Guid id, CancellationToken cancellationToken)
    {
        foreach (var sql in (string[])["delete from journal where instance_id = @id", "delete from incident where instance_id = @id", "delete from workflow_instance where id = @id"])
            await work.Command(sql, ("id", id)).ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An instance with an open incident stays: somebody has still to look at it.</summary>
    public static async Task ForgetInstancesAsync(IDatabase database, DateTimeOffset before, CancellationToken cancellationToken)
    {
        while (true)
        {
            var old = await database.QueryAsync(
                """
                select i.id from workflow_instance i
                where i.created_at < @before and i.finished_at < @before
                    and not exists (select 1 from incident x where x.instance_id = i.id and x.resolved_at is null)
                order by i.created_at limit @batch
                """,
                row => row.GetGuid(0), cancellationToken, ("before", before), ("batch", Batch)).ConfigureAwait(false);
            if (old.Count == 0) return;
            var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = work.ConfigureAwait(false);
            foreach (var id in old) await ForgetAsync(work, id, cancellationToken).ConfigureAwait(false);

            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
