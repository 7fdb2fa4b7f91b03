using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Outbox;
using Trasa.Engine.Storage.Hosting;
using Trasa.Engine.Storage.Instances;
using Trasa.Engine.Stores;
using Trasa.Store.Compliance;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>
/// Failure test 2: a host dies at each point where it matters, the first and the second time that it comes there. Another host,
/// which knows nothing of it but the database, does the rest: every step once, every effect under one key.
/// </summary>
public sealed class FailpointTests
{
    private static readonly string[] Script = ["ledger", "send effect", "commit", "event go", "ledger", "timer 5", "ledger", "send effect", "publish heard", "event heard", "event go", "timer 5", "commit"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Host_that_dies_at_any_point_is_followed_by_one_that_does_the_rest(DatabaseKind kind)
    {
        await using var database = await TestDatabase.NewAsync(kind, Cancel);
        var channel = new EffectChannel();
        await using var survivor = await StartAsync(database, channel, death: null, beside: null);
        await CreateLedgerAsync(survivor, kind);
        await survivor.Definitions.PublishAsync(ScriptedExecutor.Workflow("work", Script), "test", null, Cancel);

        foreach (var point in (IEnumerable<string>)[.. MortalStore.Points, .. MortalQueue.Points])
        {
            for (var pass = 1; pass <= 2; pass++)
            {
                var where = $"{point}, time {pass}";
                var id = survivor.Get<IIdentifiers>().Next();
                var death = new Death(point, pass);
                await using (var victim = await StartAsync(database, channel, death, survivor)) await WorkAsync(victim, id);
                Assert.True(death.IsDead, $"No host has ever come to '{where}'.");

                await WorkAsync(survivor, id);

                Assert.True(InstanceStatus.Finished == (await survivor.InstanceAsync(id, Cancel)).Status, where);
                Assert.True("0 4 6" == string.Join(' ', await LedgerAsync(survivor, id)), where);
                Assert.True(2 == channel.Keys.Keys.Count(key => key.StartsWith(id.ToString(), StringComparison.Ordinal)), where);
            }
        }

        Assert.Empty(await survivor.Get<IWorkQueue>().ParkedAsync(10, Cancel));
    }

    /// <summary>Asks for everything that the workflow needs, as clients that do not know how far it is, until it has ended or the host is dead.</summary>
    private static async Task WorkAsync(EngineTestHost host, Guid id)
    {
        try
        {
            await host.Engine.StartAsync(new("work", InstanceId: id), Cancel);
            for (var turn = 0; turn < 12 && await host.Instances.LoadAsync(id, Cancel) is not { Status: InstanceStatus.Finished }; turn++)
            {
                await host.AdvanceAsync(TimeSpan.FromMinutes(1), Cancel);
                if ((await host.BookmarksAsync(id, Cancel)).Any(bookmark => bookmark.Name == "go")) await host.Engine.PublishAsync(new("go"), Cancel);
            }

            await host.AdvanceAsync(TimeSpan.FromMinutes(1), Cancel);
        }
        catch (HostDiedException)
        {
            // Nothing more comes from this one.
        }
    }

    private static Task<EngineTestHost> StartAsync(TestDatabase database, EffectChannel channel, Death? death, EngineTestHost? beside) => EngineTestHost.StartAsync(
        services =>
        {
            services.AddSingleton<IBurstExecutor, ScriptedExecutor>();
            services.AddSingleton<IOutboxChannel>(channel);
            if (beside is not null) services.AddSingleton(beside.Get<IIdentifiers>());
            if (death is null) return;
            services.AddSingleton<IInstanceStore>(provider => new MortalStore(ActivatorUtilities.CreateInstance<InstanceStore>(provider), death.Pass));
            services.AddSingleton<IWorkQueue>(provider => new MortalQueue(ActivatorUtilities.CreateInstance<WorkQueue>(provider), death.Pass));
        },
        database, beside?.Time, Cancel);

    private static async Task CreateLedgerAsync(EngineTestHost host, DatabaseKind kind)
    {
        await using var work = await host.Database.BeginAsync(Cancel);
        await work.Command($"create table ledger (instance_id {(kind == DatabaseKind.Sqlite ? "text" : "uuid")} not null, step integer not null)").ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
    }

    private static async Task<List<int>> LedgerAsync(EngineTestHost host, Guid id)
    {
        await using var connection = await host.Database.OpenAsync(Cancel);
        return await connection.Command("select step from ledger where instance_id = @id order by step", ("id", id)).QueryAsync(row => row.GetInt32(0), Cancel);
    }
}
