using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Model.Activities;
using Trasa.TestKit.Engine;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Workflows;

/// <summary>Workflows that start each other by the events that they cause.</summary>
public sealed class LoopGuardTests : IAsyncLifetime
{
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await EngineTestHost.StartAsync(
        services => services.AddControlActivities().AddActivity<Tells>().Configure<RunnerOptions>(options => options.EventRounds = 5), cancellationToken: Token);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Two_workflows_that_answer_each_other_are_stopped_with_an_incident_that_names_the_round()
    {
        await PublishAsync("ping", "served", Publish("returned"));
        await PublishAsync("pong", "returned", Publish("served"));
        await PublishAsync("watcher", "returned", Activity("Elsa.SetName", "n", ("value", "seen")));

        await _host.Engine.PublishAsync(new("served"), Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);

        Assert.Equal((5, 5, 5), (await CountAsync("ping"), await CountAsync("pong"), await CountAsync("watcher")));
        var incident = Assert.Single((await _host.Get<IInstanceQueries>().OpenIncidentsAsync(null, 0, 10, Token)).Items);
        Assert.Equal("pong", incident.DefinitionKey);
        Assert.Contains("'ping' is not started", incident.Incident.Message, StringComparison.Ordinal);
        Assert.Contains("EventRounds", incident.Incident.Message, StringComparison.Ordinal);
        Assert.Contains("ping -> pong -> ping", incident.Incident.Message, StringComparison.Ordinal);
        var parked = Assert.Single(await _host.Get<IWorkQueue>().ParkedAsync(10, Token));
        Assert.Equal(incident.Incident.InstanceId, parked.InstanceId);
    }

    [Fact]
    public async Task Workflow_that_starts_itself_through_a_child_is_stopped_too()
    {
        await PublishAsync("self", "again", Activity("Elsa.DispatchWorkflow", "d", ("workflowDefinitionId", "child")));
        await _host.PublishAsync("child", Workflow("child", Sequence(Publish("again"))), Token);

        await _host.Engine.PublishAsync(new("again"), Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);

        Assert.Equal(5, await CountAsync("self"));
        Assert.Single(await _host.Get<IWorkQueue>().ParkedAsync(10, Token));
    }

    /// <summary>As data services do: an event of their own, in the transaction of the step that they work for.</summary>
    [Fact]
    public async Task Event_that_is_raised_in_the_transaction_of_a_step_is_caused_by_its_instance()
    {
        await PublishAsync("round", "told", Activity("Test.Tells", "t"));

        await _host.Engine.PublishAsync(new("told"), Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);

        Assert.Equal(5, await CountAsync("round"));
        var parked = Assert.Single(await _host.Get<IWorkQueue>().ParkedAsync(10, Token));
        Assert.Contains("round -> round", parked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slow_rounds_and_many_starts_by_one_event_are_no_loop()
    {
        await PublishAsync("yearly", "due", Activity("Elsa.Delay", "wait", ("timeSpan", "00:05:00")), Publish("due"));
        await PublishAsync("fan", "open", Publish("opened"), Publish("opened"), Publish("opened"), Publish("opened"), Publish("opened"), Publish("opened"), Publish("opened"));
        await PublishAsync("each", "opened", Activity("Elsa.SetName", "n", ("value", "seen")));

        await _host.Engine.PublishAsync(new("due"), Token);
        await _host.Engine.PublishAsync(new("open"), Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(2), Token);

        Assert.Equal((25, 7), (await CountAsync("yearly"), await CountAsync("each")));
        Assert.Empty(await _host.Get<IWorkQueue>().ParkedAsync(10, Token));
    }

    private sealed class Tells(IStimulusQueue queue, IIdentifiers identifiers) : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = new() { Type = "Test.Tells", Category = "Test", DisplayName = "Tells", Description = "Tells" };

        public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
        {
            var work = await context.WorkAsync(cancellationToken);
            await queue.EnqueueAsync(work, new(identifiers.Next(), StimulusKind.Event, "told", null, null, null, null, context.Now, CausedBy: "desk"), cancellationToken);
            context.Complete();
        }
    }

    private int _published;

    private JsonObject Publish(string name) => Activity("Elsa.PublishEvent", $"publish{++_published}", ("eventName", name));

    private async Task PublishAsync(string key, string startedBy, params JsonObject[] then) =>
        await _host.PublishAsync(key, Workflow(key, Sequence([Activity("Elsa.Event", "start", ("eventName", startedBy)).Starts(), .. then])), Token);

    private async Task<int> CountAsync(string key) => (int)(await _host.Get<IInstanceQueries>().SearchAsync(new(key), 0, 1, Token)).Total;
}
