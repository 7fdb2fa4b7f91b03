using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Outbox;
using Trasa.Engine.Storage.Instances;
using Trasa.Engine.Stores;
using Trasa.Store.Compliance;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Engine.Storage.Tests;

/// <summary>Random workflows whose host dies at random commits end like those whose host lives.</summary>
public sealed class RandomDeathTests
{
    private const int Workflows = 40;

    private static readonly string[] Words = ["ledger", "ledger", "commit", "timer 5", "send effect", "event go"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Hosts_that_die_at_any_commit_change_nothing(DatabaseKind kind)
    {
        var seed = Environment.TickCount & 0xFFFF;
        var scripts = new Random(seed);
        await using var database = await TestDatabase.NewAsync(kind, Cancel);
        var channel = new EffectChannel();
        var death = new RandomDeath(new Random(seed));
        await using var host = await EngineTestHost.StartAsync(
            services =>
            {
                services.AddSingleton<IBurstExecutor, ScriptedExecutor>();
                services.AddSingleton<IOutboxChannel>(channel);
                services.AddSingleton<IInstanceStore>(provider => new MortalStore(ActivatorUtilities.CreateInstance<InstanceStore>(provider), death.Pass));
                services.Configure<RunnerOptions>(options => (options.MaxAttempts, options.FirstBackOff, options.LongestBackOff) = (1_000, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)));
            },
            database, cancellationToken: Cancel);
        await CreateLedgerAsync(host, kind);

        for (var i = 0; i < Workflows; i++)
        {
            var script = Enumerable.Range(0, scripts.Next(2, 10)).Select(_ => Words[scripts.Next(Words.Length)]).ToArray();
            await host.Definitions.PublishAsync(ScriptedExecutor.Workflow($"w{i}", script), "test", null, Cancel);
            death.IsMortal = false;
            var calm = await RunAsync(host, channel, $"w{i}", script);
            death.IsMortal = true;
            var troubled = await RunAsync(host, channel, $"w{i}", script);
            Assert.True(calm == troubled, $"Seed {seed}, workflow {i} ({string.Join(", ", script)}): {calm} without and {troubled} with deaths.");
        }

        Assert.True(death.Deaths > Workflows, $"Seed {seed}: the host died only {death.Deaths} times.");
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Of_three_deliveries_from_two_hosts_each_bookmark_takes_one(DatabaseKind kind)
    {
        const int Instances = 200;
        await using var database = await TestDatabase.NewAsync(kind, Cancel);
        await using var one = await EngineTestHost.StartAsync(services => services.AddSingleton<IBurstExecutor, ScriptedExecutor>(), database, cancellationToken: Cancel);
        await using var two = await EngineTestHost.StartAsync(services => services.AddSingleton<IBurstExecutor, ScriptedExecutor>(), database, one.Time, Cancel);
        await CreateLedgerAsync(one, kind);
        await one.Definitions.PublishAsync(ScriptedExecutor.Workflow("wait", "event go", "ledger"), "test", null, Cancel);
        var bookmarks = new List<Guid>();
        for (var i = 0; i < Instances; i++)
            bookmarks.Add((await one.BookmarksAsync((await one.StartWorkflowAsync("wait", cancellationToken: Cancel)).InstanceId, Cancel)).Single().Id);

        var answers = await Task.WhenAll(bookmarks.SelectMany(bookmark => new[] { one, two, one }.Select(host =>
            Task.Run(() => host.Engine.ResumeAsync(bookmark, null, Actor.System, Cancel)))));

        Assert.Equal(Instances, answers.Count(answer => answer.Outcome == ResumeOutcome.Resumed));
        Assert.Equal(Instances * 2, answers.Count(answer => answer.Outcome == ResumeOutcome.AlreadyConsumed));
        Assert.Equal(Instances, (await LedgerAsync(one, null)).Count);
    }

    private static async Task<string> RunAsync(EngineTestHost host, EffectChannel channel, string key, string[] script)
    {
        var id = host.Get<IIdentifiers>().Next();
        // A client that heard nothing asks again.
        for (var done = false; !done;) done = await HostDiedException.SurvivesAsync(() => host.Engine.StartAsync(new(key, InstanceId: id), Cancel));
        for (var wait = 0; wait < script.Length; wait++)
        {
            await host.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
            foreach (var bookmark in await host.BookmarksAsync(id, Cancel))
                await HostDiedException.SurvivesAsync(() => host.Engine.ResumeAsync(bookmark.Id, null, Actor.System, Cancel));
        }

        // What was resumed and died before its commit waits still.
        while (await host.InstanceAsync(id, Cancel) is { Status: InstanceStatus.Suspended or InstanceStatus.Running })
        {
            foreach (var bookmark in await host.BookmarksAsync(id, Cancel))
                await HostDiedException.SurvivesAsync(() => host.Engine.ResumeAsync(bookmark.Id, null, Actor.System, Cancel));
            await host.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
        }

        await host.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
        var instance = await host.InstanceAsync(id, Cancel);
        return $"{instance.Status} at {instance.Revision}, steps {string.Join(' ', await LedgerAsync(host, id))}, effects {channel.Keys.Keys.Count(sent => sent.StartsWith(id.ToString(), StringComparison.Ordinal))}";
    }

    private static async Task CreateLedgerAsync(EngineTestHost host, DatabaseKind kind)
    {
        await using var work = await host.Database.BeginAsync(Cancel);
        await work.Command($"create table ledger (instance_id {(kind == DatabaseKind.Sqlite ? "text" : "uuid")} not null, step integer not null)").ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
    }

    private static async Task<List<int>> LedgerAsync(EngineTestHost host, Guid? id)
    {
        await using var connection = await host.Database.OpenAsync(Cancel);
        return id is { } instance
            ? await connection.Command("select step from ledger where instance_id = @id order by step", ("id", instance)).QueryAsync(row => row.GetInt32(0), Cancel)
            : await connection.Command("select step from ledger").QueryAsync(row => row.GetInt32(0), Cancel);
    }
}
