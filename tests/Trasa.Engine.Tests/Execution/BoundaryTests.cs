using System.Text.Json.Nodes;
using Trasa.Engine.Instances;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

public sealed class BoundaryTests
{
    private readonly Bench _bench = new();

    private static JsonArray Timer(string outcome, string duration, bool interrupting = true, bool repeat = false) =>
        [new JsonObject { ["kind"] = "timer", ["outcome"] = outcome, ["duration"] = duration, ["interrupting"] = interrupting, ["repeat"] = repeat }];

    [Fact]
    public async Task Interrupting_timer_cancels_the_activity_and_leaves_by_its_outcome()
    {
        var instance = await _bench.Start(Chart("flow", [Wait("w").WithCustom("boundaries", Timer("Late", "1 h")), Step("done"), Step("late")], "w -> done", "w:Late -> late"));

        await _bench.Advance(instance, TimeSpan.FromHours(1));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Equal("w late flow", instance.Completed());
        Assert.Equal("w", instance.Of("Told"));
    }

    [Fact]
    public async Task Timer_is_gone_when_the_activity_completes_first()
    {
        var instance = await _bench.Start(Chart("flow", [Wait("w").WithCustom("boundaries", Timer("Late", "1 h")), Step("done"), Step("late")], "w -> done", "w:Late -> late"));

        await _bench.Resume(instance, "w");

        Assert.Equal("w done flow", instance.Completed());
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Timer_that_does_not_interrupt_starts_its_branch_besides()
    {
        var instance = await _bench.Start(Chart("flow", [Wait("w").WithCustom("boundaries", Timer("Remind", "1 h", interrupting: false)), Step("done"), Step("remind"), Step("end")],
            "w -> done", "w:Remind -> remind", "done -> end", "remind -> end"));

        await _bench.Advance(instance, TimeSpan.FromHours(1));
        Assert.Equal(("remind", "w"), (instance.Completed(), instance.Waiting()));
        await _bench.Resume(instance, "w");

        Assert.Equal("remind w done end flow", instance.Completed());
    }

    [Fact]
    public async Task Timer_that_repeats_fires_for_as_long_as_the_activity_waits()
    {
        var instance = await _bench.Start(Chart("flow", [Wait("w").WithCustom("boundaries", Timer("Remind", "1 h", interrupting: false, repeat: true)), Step("remind")], "w:Remind -> remind"));

        for (var hour = 0; hour < 3; hour++) await _bench.Advance(instance, TimeSpan.FromHours(1));
        await _bench.Resume(instance, "w");

        Assert.Equal("remind remind remind w flow", instance.Completed());
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Event_at_the_edge_of_a_container_cancels_what_is_inside()
    {
        var boundary = new JsonArray(new JsonObject { ["kind"] = "event", ["eventName"] = "stop", ["outcome"] = "Stopped" });
        var instance = await _bench.Start(Chart("flow", [Sequence("box", Step("a"), Wait("w")).WithCustom("boundaries", boundary), Step("stopped")], "box:Stopped -> stopped"));

        await _bench.Resume(instance, instance.Bookmarks.Single(bookmark => bookmark.Name == "stop"));

        Assert.Equal("a box stopped flow", instance.Completed());
        Assert.Empty(instance.Bookmarks);
    }
}
