using System.Text.Json.Nodes;
using Trasa.Engine.Instances;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

/// <summary>What comes last in a try runs once, however the try is left.</summary>
public sealed class FinallyTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task Runs_when_the_catch_faults_and_an_outer_try_takes_over()
    {
        var inner = Try("inner", Sequence("s1", Undoable("b"), Fails("bad")), Fails("worse")).With("finally", Step("last"));

        var instance = await _bench.Start(Try("outer", Sequence("s2", Undoable("a"), inner), Step("rescue")).With("finally", Step("outermost")));

        Assert.Equal("a+ a b+ b b- last a- rescue outermost outer", instance.Completed());
        Assert.Equal(InstanceStatus.Finished, instance.Status);
    }

    [Fact]
    public async Task Runs_in_every_try_on_the_way_out_the_innermost_first()
    {
        var innermost = Try("t1", Fails("bad"), Fails("worse")).With("finally", Sequence("f1", Wait("w"), Step("last1")));
        var inner = Activity("Trasa.Try", "t2", ("body", Sequence("s2", innermost)), ("catch", Fails("worst")), ("finally", Step("last2")));
        var instance = await _bench.Start(Try("outer", Sequence("s3", inner), Step("rescue")));
        Assert.Equal("w", instance.Waiting());

        await _bench.Resume(instance, "w");

        Assert.Equal("w last1 f1 last2 rescue outer", instance.Completed());
    }

    [Fact]
    public async Task Runs_when_something_beside_its_try_faults()
    {
        var inner = Try("inner", Sequence("s1", Undoable("b"), Wait("w")), Step("unused")).With("finally", Step("last"));
        var instance = await _bench.Start(Try("outer", Beside("p", inner, Sequence("s2", Wait("go"), Fails("bad"))), Step("rescue")));

        await _bench.Resume(instance, "go");

        Assert.Equal("b+ b go b- last rescue outer", instance.Completed());
    }

    [Fact]
    public async Task One_that_faults_itself_is_not_run_again()
    {
        var inner = Try("inner", Step("body"), Step("unused")).With("finally", Sequence("f", Step("half"), Fails("bad")));

        var instance = await _bench.Start(Try("outer", Sequence("s", inner), Step("rescue")));

        Assert.Equal("body half rescue outer", instance.Completed());
    }

    [Fact]
    public async Task Runs_when_the_instance_is_cancelled()
    {
        var inner = Try("inner", Sequence("s1", Step("a"), Wait("w")), Step("unused")).With("finally", Step("last"));
        var instance = await _bench.Start(Sequence("root", Try("outer", Sequence("s2", inner), Step("rescue")).With("finally", Step("outermost")), Step("never")));

        await _bench.Cancel(instance);

        Assert.Equal("a last outermost outer", instance.Completed());
        Assert.Equal(InstanceStatus.Cancelled, instance.Status);
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task One_that_waits_is_not_cut_off_by_a_cancellation_but_by_the_second()
    {
        foreach (var again in (bool[])[false, true])
        {
            var instance = await _bench.Start(Sequence("root", Try("try", Step("a"), Step("unused")).With("finally", Sequence("f", Wait("w"), Step("last"))), Step("never")));
            await _bench.Cancel(instance);
            Assert.Equal((InstanceStatus.Suspended, "w"), (instance.Status, instance.Waiting()));

            if (again) await _bench.Cancel(instance);
            else await _bench.Resume(instance, "w");

            Assert.Equal(again ? "a" : "a w last f try", instance.Completed());
            Assert.Equal(InstanceStatus.Cancelled, instance.Status);
        }
    }

    [Fact]
    public async Task Deadline_at_the_edge_leaves_by_way_of_it()
    {
        var guarded = Try("try", Wait("w"), Step("unused")).With("finally", Step("last")).WithCustom("boundaries", Late());
        var instance = await _bench.Start(Chart("flow", [guarded, Step("late"), Step("done")], "try:Late -> late", "try -> done"));

        await _bench.Advance(instance, TimeSpan.FromHours(2));

        Assert.Equal("last try late flow", instance.Completed());
    }

    [Fact]
    public async Task Break_goes_out_by_way_of_every_one_on_its_way()
    {
        var inner = Activity("Trasa.Try", "t1", ("body", Sequence("s1", Undoable("a"), Activity("Elsa.Break", "break"), Step("never"))), ("finally", Sequence("f1", Wait("w"), Step("last1"))));
        var outer = Activity("Trasa.Try", "t2", ("body", Sequence("s2", inner, Step("never2"))), ("finally", Step("last2")));
        var loop = Activity("Elsa.ForEach", "each", ("items", Literal(new JsonArray(1, 2, 3), "Object[]")), ("body", Sequence("s3", outer, Step("never3"))));
        var instance = await _bench.Start(Sequence("root", loop, Step("after")));
        Assert.Equal("w", instance.Waiting());

        await _bench.Resume(instance, "w");

        Assert.Equal("a+ a break s1 w last1 f1 t1 s2 last2 t2 s3 each after root", instance.Completed());
        Assert.Equal(InstanceStatus.Finished, instance.Status);
    }

    private static JsonObject Fails(string id) => Activity("Test.Fails", id);
}
