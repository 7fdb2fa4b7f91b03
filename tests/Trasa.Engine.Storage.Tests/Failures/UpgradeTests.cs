using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;
using Trasa.Store.Compliance;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>
/// Failure test 11: a definition changes under running instances while hosts are replaced one after the other. Each instance
/// ends on the version that it began on.
/// </summary>
public sealed class UpgradeTests
{
    private const int Instances = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Instances_end_on_the_version_that_they_began_on_whichever_host_goes_on(DatabaseKind kind)
    {
        await using var database = await TestDatabase.NewAsync(kind, Cancel);
        await using var old = await StartAsync(database);
        await old.Definitions.PublishAsync(ScriptedExecutor.Workflow("work", "event go", "send a", "event end"), "test", null, Cancel);
        var first = await BeginAsync(old);
        await using var replaced = await StartAsync(database, old);
        await replaced.Definitions.PublishAsync(ScriptedExecutor.Workflow("work", "event go", "send a", "send a", "event end"), "test", null, Cancel);

        // The old host hears of the new version within a second, and both work side by side.
        while ((await old.Definitions.FindAsync(DefinitionKind.Workflow, "work", null, Cancel))!.Version == 1) await Task.Delay(20, Cancel);
        var second = (await BeginAsync(old)).Concat(await BeginAsync(replaced)).ToList();
        await ResumeAsync(first.Concat(second), (number, _) => number % 2 == 0 ? old : replaced);
        await ResumeAsync(first.Concat(second), (_, _) => replaced);

        Assert.Equal(Instances, await CountAsync(replaced, "workflow_instance where definition_version = 1 and status = 'Finished'"));
        Assert.Equal(Instances * 2, await CountAsync(replaced, "workflow_instance where definition_version = 2 and status = 'Finished'"));
        Assert.Equal(Instances * (1 + (2 * 2)), await CountAsync(replaced, "outbox"));
    }

    private static Task<EngineTestHost> StartAsync(TestDatabase database, EngineTestHost? beside = null) =>
        EngineTestHost.StartAsync(
            services =>
            {
                services.AddSingleton<IBurstExecutor, ScriptedExecutor>();
                if (beside is not null) services.AddSingleton(beside.Get<IIdentifiers>());
            },
            database, beside?.Time, Cancel);

    private static async Task<List<Guid>> BeginAsync(EngineTestHost host)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < Instances; i++) ids.Add((await host.StartWorkflowAsync("work", cancellationToken: Cancel)).InstanceId);
        return ids;
    }

    private static async Task ResumeAsync(IEnumerable<Guid> instances, Func<int, Guid, EngineTestHost> host)
    {
        foreach (var (number, id) in instances.Index())
        {
            var here = host(number, id);
            var bookmark = Assert.Single(await here.BookmarksAsync(id, Cancel));
            Assert.Equal(ResumeOutcome.Resumed, (await here.Engine.ResumeAsync(bookmark.Id, null, Actor.System, Cancel)).Outcome);
        }
    }

    private static async Task<long> CountAsync(EngineTestHost host, string table)
    {
        await using var connection = await host.Database.OpenAsync(Cancel);
        return await connection.Command($"select count(*) from {table}").QueryFirstAsync(row => row.GetInt64(0), Cancel);
    }
}
