using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

public sealed class RepairTests
{
    private readonly Bench _bench = new();

    private static JsonObject Failing() => Sequence("s", Step("a"), Activity("Test.Fails", "bad", ("times", Expression("Feel", "limit", "Int32"))), Step("b"));

    private static JsonObject[] Variables => [Variable("tried", "0", "Int32"), Variable("limit", "100", "Int32")];

    [Fact]
    public async Task Changed_variable_and_retry_let_the_instance_finish()
    {
        var instance = await _bench.Start(Failing(), Variables);
        Assert.Equal(InstanceStatus.Faulted, instance.Status);

        await _bench.Repair(instance, new Repair.Change(new Dictionary<string, object?> { ["limit"] = 0m }), new Repair.Retry("bad"));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Equal("a bad b s", instance.Completed());
        Assert.Equal(2, instance.Journal.Count(entry => entry.Event == JournalEvents.Repaired));
    }

    [Fact]
    public async Task Retry_that_fails_again_leaves_a_second_incident()
    {
        var instance = await _bench.Start(Failing(), Variables);

        await _bench.Repair(instance, new Repair.Retry("bad"));

        Assert.Equal((InstanceStatus.Faulted, 2), (instance.Status, instance.Incidents.Count));
    }

    [Fact]
    public async Task Skipped_activity_counts_as_done()
    {
        var instance = await _bench.Start(Failing(), Variables);

        await _bench.Repair(instance, new Repair.Skip("bad", ["Done"]));

        Assert.Equal((InstanceStatus.Finished, "a bad b s"), (instance.Status, instance.Completed()));
    }

    [Fact]
    public async Task Waiting_activity_can_be_skipped_and_its_bookmark_is_gone()
    {
        var instance = await _bench.Start(Sequence("s", Wait("w"), Step("b")));

        await _bench.Repair(instance, new Repair.Skip("w", ["Done"]));

        Assert.Equal((InstanceStatus.Finished, "w b s"), (instance.Status, instance.Completed()));
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Burst_that_a_limit_stopped_goes_on_where_it_stopped()
    {
        var bench = new Bench(options => options.StepsPerBurst = 50);
        var instance = await bench.Start(Activity("Elsa.For", "for", ("start", Literal(1)), ("end", Literal(60)), ("body", Step("s"))));
        Assert.Equal(InstanceStatus.Faulted, instance.Status);

        await bench.Repair(instance, new Repair.Retry(null));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Equal(60, instance.Journal.Count(entry => entry is { Event: JournalEvents.ActivityCompleted, ActivityId: "s" }));
    }

    [Fact]
    public async Task Repair_that_does_not_fit_is_refused()
    {
        var instance = await _bench.Start(Sequence("s", Wait("w")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.Repair(instance, new Repair.Retry("w")));
    }

    [Fact]
    public async Task View_shows_variables_and_where_the_instance_stands()
    {
        var instance = await _bench.Start(Sequence("s", Set("set", "x", Literal(5)), Wait("w")), Variable("x", "1", "Int32"));

        var view = _bench.Services.GetRequiredService<IInstanceRepair>().Look(instance.Definition, instance.Stored);

        Assert.Equal(5m, view.Variables["x"]);
        Assert.Equal("s w", string.Join(' ', view.Activities.Select(activity => activity.ActivityId)));
        Assert.Equal(instance.Bookmarks.Single().Id, view.Activities[1].Bookmarks.Single());
    }

    [Fact]
    public async Task Cancelled_instance_tells_what_waited_and_keeps_no_bookmark()
    {
        var instance = await _bench.Start(Sequence("s", Wait("w")));

        await _bench.Cancel(instance);

        Assert.Equal((InstanceStatus.Cancelled, "w"), (instance.Status, instance.Of("Told")));
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Timer_in_days_without_a_calendar_counts_calendar_days()
    {
        var boundary = new JsonArray(new JsonObject { ["outcome"] = "Late", ["duration"] = "2 d" });

        var instance = await _bench.Start(Chart("flow", [Wait("w").WithCustom("boundaries", boundary), Step("late")], "w:Late -> late"));

        Assert.Equal(_bench.Time.Now.AddDays(2), instance.Bookmarks.Single(bookmark => bookmark.Kind == "Timer").Due);
    }

    [Fact]
    public async Task Timer_in_working_time_without_its_calendar_is_an_incident_that_names_it()
    {
        var boundary = new JsonArray(new JsonObject { ["outcome"] = "Late", ["duration"] = "4 wh", ["calendar"] = "office" });

        var instance = await _bench.Start(Wait("w").WithCustom("boundaries", boundary));

        Assert.Contains("no calendar 'office'", instance.Incidents.Single().Message);
    }
}
