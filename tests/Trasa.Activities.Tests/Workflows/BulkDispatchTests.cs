using System.Text.Json.Nodes;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;
using Trasa.TestKit.Engine;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Workflows;

public sealed class BulkDispatchTests : IAsyncLifetime
{
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineTestHost.StartAsync(services => services.AddControlActivities(), cancellationToken: Token);
        await PublishAsync("child", Sequence(Activity("Elsa.Event", "stay", ("eventName", "end"))));
    }

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Batches_are_started_after_every_pause()
    {
        await StartAsync(7, ("batch", 3), ("pause", "1 min"));

        Assert.Equal(3, await ChildrenAsync());
        await _host.AdvanceAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal(6, await ChildrenAsync());
        await _host.AdvanceAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal(7, await ChildrenAsync());
        Assert.Equal(InstanceStatus.Finished, await ParentAsync());
    }

    [Fact]
    public async Task No_more_run_at_once_than_asked_for_and_each_end_runs_what_stands_for_it()
    {
        await StartAsync(3, ("waitForCompletion", true), ("atOnce", 2), ("childCompleted", Activity("Elsa.SetName", "note", ("value", Expression("JavaScript", "getVariable('CurrentValue').status")))), ("childFaulted", Activity("Elsa.Correlate", "lost", ("correlationId", "lost"))));
        Assert.Equal(2, await ChildrenAsync());

        await _host.Engine.PublishAsync(new("end", "item 1"), Token);
        await _host.RunUntilIdleAsync(Token);
        Assert.Equal(3, await ChildrenAsync());
        var second = (await SearchAsync("child", InstanceStatus.Suspended)).First(child => child.CorrelationId == "item 2");
        await _host.Engine.CancelAsync(second.Id, "test", Actor.System, Token);
        await _host.RunUntilIdleAsync(Token);
        Assert.Equal(InstanceStatus.Suspended, await ParentAsync());
        await _host.Engine.PublishAsync(new("end", "item 3"), Token);
        await _host.RunUntilIdleAsync(Token);

        var parent = Assert.Single(await SearchAsync("parent", InstanceStatus.Finished));
        Assert.Equal(("Finished", "lost"), (parent.Name, parent.CorrelationId));
        var ending = (await _host.Get<IInstanceQueries>().JournalAsync(parent.Id, 0, 100, Token)).Single(entry => entry is { ActivityId: "bulk", Event: "ActivityCompleted" });
        Assert.Equal("Canceled, Done", ending.Outcome);
    }

    [Fact]
    public async Task Cancelling_the_parent_cancels_the_children_that_it_waits_for_and_starts_no_more()
    {
        await StartAsync(4, ("waitForCompletion", true), ("batch", 2), ("pause", "1 min"));

        await _host.Engine.CancelAsync((await SearchAsync("parent", InstanceStatus.Suspended)).Single().Id, "test", Actor.System, Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);

        Assert.Equal(2, (await SearchAsync("child", InstanceStatus.Cancelled)).Count);
        Assert.Equal(2, await ChildrenAsync());
    }

    [Fact]
    public async Task No_items_are_done_at_once()
    {
        await StartAsync(0, ("waitForCompletion", true), ("pause", "1 min"));

        Assert.Equal(InstanceStatus.Finished, await ParentAsync());
    }

    private async Task StartAsync(int items, params (string Name, JsonNode? Value)[] inputs)
    {
        (string, JsonNode?)[] members =
        [
            ("workflowDefinitionId", "child"),
            ("items", Expression("Object", $"[{string.Join(',', Enumerable.Range(1, items))}]")),
            ("correlationIdFunction", Expression("JavaScript", "'item ' + args.Item")),
            .. inputs,
        ];
        await PublishAsync("parent", Sequence(Activity("Elsa.BulkDispatchWorkflows", "bulk", members)));
        await _host.StartWorkflowAsync("parent", cancellationToken: Token);
        await _host.RunUntilIdleAsync(Token);
    }

    private async Task PublishAsync(string key, JsonObject root) => await _host.PublishAsync(key, Workflow(key, root), Token);

    private async Task<int> ChildrenAsync() => (await SearchAsync("child", null)).Count;

    private async Task<InstanceStatus> ParentAsync() => (await SearchAsync("parent", null)).Single().Status;

    private async Task<IReadOnlyList<InstanceSummary>> SearchAsync(string key, InstanceStatus? status) =>
        (await _host.Get<IInstanceQueries>().SearchAsync(new(key, Status: status), 0, 100, Token)).Items;
}
