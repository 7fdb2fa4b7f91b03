using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Storage.Instances;
using Trasa.Engine.Stores;
using Trasa.Engine.Tests.Execution.Kit;
using Trasa.Model.Activities;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>
/// Failure tests 14 and 15: random flowcharts - decisions, forks, joins, waits - and tries that undo what they did, run by the real core on a clock that the test
/// moves, whose host dies at random commits, before them or before anybody hears of them. They end like the same flowcharts
/// undisturbed. The seed of a failure repeats it.
/// </summary>
public sealed class RandomGraphTests
{
    private const int Graphs = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Random_flowchart_ends_alike_whether_its_hosts_die_or_not(DatabaseKind kind)
    {
        var seed = (Environment.TickCount & 0xFFFF) * 1_000;
        var death = new RandomDeath(new Random(seed));
        await using var database = await TestDatabase.NewAsync(kind, Cancel);
        await using var host = await EngineTestHost.StartAsync(
            services =>
            {
                services.AddSingleton<IInstanceStore>(provider => new MortalStore(ActivatorUtilities.CreateInstance<InstanceStore>(provider), death.Pass));
                services.Configure<RunnerOptions>(options => (options.MaxAttempts, options.FirstBackOff, options.LongestBackOff) = (1_000, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)));
                services.AddTrasaEngine().AddActivity<LedgerStep>().AddActivity<WaitHere>().AddActivity<Fails>();
            },
            database, cancellationToken: Cancel);
        await CreateLedgerAsync(host, kind);

        for (var number = seed; number < seed + Graphs; number++)
        {
            await host.PublishAsync($"g{number}", Definition(number), Cancel);
            death.IsMortal = false;
            var calm = await RunAsync(host, $"g{number}");
            death.IsMortal = true;
            var troubled = await RunAsync(host, $"g{number}");
            Assert.True(calm == troubled, $"Seed {number}:\n{calm}\n{troubled}");
        }

        Assert.True(death.Deaths > Graphs / 2, $"Seed {seed}: the host died only {death.Deaths} times.");
    }

    /// <summary>Every third one fails and undoes what it did; every other one commits after each of its steps.</summary>
    private static string Definition(int seed)
    {
        var definition = Flow.Workflow(seed % 3 == 0 ? RandomUndo.Make(seed) : RandomFlow.Make(seed)).Json;
        if (seed % 2 == 0) definition["options"] = new JsonObject { ["commitStrategyName"] = "ActivityExecuted" };
        return definition.ToJsonString();
    }

    private static async Task<string> RunAsync(EngineTestHost host, string key)
    {
        var id = host.Get<IIdentifiers>().Next();
        // A client that heard nothing asks again.
        while (!await HostDiedException.SurvivesAsync(() => host.Engine.StartAsync(new(key, InstanceId: id), Cancel)));
        while (await host.InstanceAsync(id, Cancel) is { Status: InstanceStatus.Running or InstanceStatus.Suspended } instance)
        {
            if (instance.Status == InstanceStatus.Running) await host.AdvanceAsync(TimeSpan.FromMinutes(1), Cancel);
            else if ((await host.BookmarksAsync(id, Cancel)).MinBy(bookmark => bookmark.ActivityId, StringComparer.Ordinal) is { } first)
                await HostDiedException.SurvivesAsync(() => host.Engine.ResumeAsync(first.Id, null, Actor.System, Cancel));
            else Assert.Fail($"{key} waits for nothing.");
        }

        var journal = await host.Get<IInstanceQueries>().JournalAsync(id, 0, int.MaxValue, Cancel);
        var done = journal.Where(entry => entry.Event is JournalEvents.ActivityCompleted).Select(entry => $"{entry.ActivityId}:{entry.Outcome}");
        return $"{(await host.InstanceAsync(id, Cancel)).Status}, completed {string.Join(' ', done)}, rows {string.Join(' ', await LedgerAsync(host, id))}";
    }

    private static async Task CreateLedgerAsync(EngineTestHost host, DatabaseKind kind)
    {
        await using var work = await host.Database.BeginAsync(Cancel);
        await work.Command($"create table ledger (instance_id {(kind == DatabaseKind.Sqlite ? "text" : "uuid")} not null, step text not null)").ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
    }

    private static async Task<List<string>> LedgerAsync(EngineTestHost host, Guid id)
    {
        await using var connection = await host.Database.OpenAsync(Cancel);
        return await connection.Command("select step from ledger where instance_id = @id order by step", ("id", id)).QueryAsync(row => row.GetString(0), Cancel);
    }

    /// <summary>Every second one leaves a row in the burst's transaction, so that both kinds of commit happen.</summary>
    private sealed class LedgerStep : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = Step.Describe("Test.Step");

        public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
        {
            if (context.ActivityId.Length % 2 == 0)
            {
                var work = await context.WorkAsync(cancellationToken);
                await work.Command("insert into ledger (instance_id, step) values (@instance, @step)", ("instance", context.InstanceId), ("step", context.ActivityId)).ExecuteAsync(cancellationToken);
            }

            context.Complete();
        }
    }
}
