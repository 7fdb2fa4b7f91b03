using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>
/// Failure test 17: statements that were planned while the tables were empty are still good when they are large and nobody has
/// gathered statistics. A plan that reads tables from end to end shows in the rows that the server has read.
/// </summary>
public sealed class YoungTableTests
{
    private const int Instances = 4_000;

    private const int Cycles = 100;

    private static readonly string[] Tables = ["workflow_instance", "bookmark", "stimulus", "journal", "outbox"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Plans_made_on_empty_tables_read_no_large_table_from_end_to_end()
    {
        await using var database = await TestDatabase.NewPostgresAsync(Cancel);
        await using (var host = await WorkingHost.StartAsync(database.Address))
        {
            foreach (var table in Tables) await host.ExecuteAsync($"alter table {table} set (autovacuum_enabled = false)");
            await host.PublishAsync("work", "event go x", "send nowhere");
            await host.PublishAsync("timed", "timer 0.01");
            await CycleAsync(host, 10);

            await host.BeginAsync("work", Instances, parallel: 128);
            await CycleAsync(host, Cycles);
            foreach (var id in await host.BeginAsync("timed", Cycles, parallel: 1))
                while (await host.Get<IInstanceStore>().LoadAsync(id, Cancel) is not { Status: InstanceStatus.Finished }) await Task.Delay(10, Cancel);
        }

        await using var after = await WorkingHost.StartAsync(database.Address);
        // What a session has read is known when it has ended. A write that was tried again counts twice.
        await after.UntilAsync($"(select n_tup_ins from pg_stat_user_tables where schemaname = current_schema() and relname = 'workflow_instance') >= {Instances + 10 + (2 * Cycles)}");
        foreach (var table in Tables)
        {
            var read = await after.CountAsync($"select coalesce(sum(seq_tup_read), 0)::bigint from pg_stat_user_tables where schemaname = current_schema() and relname = '{table}'");
            Assert.True(read < Instances * 5, $"{read} rows of {table} were read by scans of the whole table.");
        }
    }

    private static async Task CycleAsync(WorkingHost host, int count)
    {
        var store = host.Get<IInstanceStore>();
        foreach (var id in await host.BeginAsync("work", count, parallel: 1))
        {
            var bookmark = Assert.Single(await store.BookmarksAsync(id, Cancel));
            Assert.Equal(ResumeOutcome.Resumed, (await host.Engine.ResumeAsync(bookmark.Id, null, Actor.System, Cancel)).Outcome);
        }
    }
}
