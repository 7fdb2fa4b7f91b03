using System.Text.Json.Nodes;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Tests.Execution.Kit;
using Trasa.TestKit.Engine;

namespace Trasa.Engine.Tests.Execution;

/// <summary>What an instance on hold keeps of itself.</summary>
public sealed class HoldTests : IAsyncLifetime
{
    private static readonly Actor Maria = new(new Guid("0198a000-0000-7000-8000-000000000001"), "Maria");

    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineTestHost.StartAsync(services => services.AddActivity<Step>().AddActivity<WaitHere>().AddActivity<Fails>(), cancellationToken: Token);
        await _host.PublishAsync("two", Flow.Workflow(
            Flow.Sequence("root", Flow.Activity("Elsa.Parallel", "both", ("activities", new JsonArray(Flow.Wait("a"), Flow.Wait("b")))), Flow.Step("after")),
            Flow.Variable("count", "1", "Int32")).ToText(), Token);
    }

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Journal_says_who_held_it_why_and_who_released_it()
    {
        var id = await StartAsync();

        await _host.Engine.HoldAsync(id, "customer asked", Maria, Token);
        await _host.Engine.ReleaseAsync(id, Maria, Token);

        var journal = await _host.Get<IInstanceQueries>().JournalAsync(id, 0, 100, Token);
        Assert.Equal(["OnHold \"customer asked\" Maria", "Released  Maria", "Suspended  Maria"], journal.TakeLast(3).Select(entry => $"{entry.Event} {entry.Data} {entry.Actor}"));
        Assert.Equal(Enumerable.Range(1, journal.Count), journal.Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Both_branches_go_on_with_what_came_for_them()
    {
        var id = await StartAsync();
        await _host.Engine.HoldAsync(id, "wait", Maria, Token);
        await _host.Engine.PublishAsync(new("b"), Token);
        await _host.Engine.PublishAsync(new("a"), Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(1), Token);
        Assert.Equal(2, (await _host.BookmarksAsync(id, Token)).Count);

        await _host.Engine.ReleaseAsync(id, Maria, Token);
        await _host.RunUntilIdleAsync(Token);

        Assert.Equal(InstanceStatus.Finished, (await _host.InstanceAsync(id, Token)).Status);
        var resumed = (await _host.Get<IInstanceQueries>().JournalAsync(id, 0, 100, Token)).Where(entry => entry.Event == Journal.JournalEvents.ActivityResumed);
        Assert.Equal(["b", "a"], resumed.Select(entry => entry.ActivityId));
    }

    [Fact]
    public async Task Variables_are_changed_on_hold_and_nothing_else_is_mended()
    {
        var id = await StartAsync();
        await _host.Engine.HoldAsync(id, "wait", Maria, Token);

        var status = await _host.Engine.RepairAsync(id, [new Repair.Change(new Dictionary<string, object?> { ["count"] = 7m })], Maria, Token);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => _host.Engine.RepairAsync(id, [new Repair.Skip("a", ["Done"])], Maria, Token));

        Assert.Equal(InstanceStatus.OnHold, status);
        Assert.Contains("on hold", refusal.Message, StringComparison.Ordinal);
        var stored = await _host.InstanceAsync(id, Token);
        var definition = await _host.Definitions.FindAsync(Definitions.DefinitionKind.Workflow, "two", null, Token);
        Assert.Equal(7m, _host.Get<IInstanceRepair>().Look(definition!, stored).Variables["count"]);
    }

    private async Task<Guid> StartAsync() => (await _host.StartWorkflowAsync("two", cancellationToken: Token)).InstanceId;
}
