using Trasa.Engine.Instances;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

public sealed class FlowchartTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task Arrows_lead_from_activity_to_activity()
    {
        var instance = await _bench.Start(Chart("flow", [Step("a"), Step("b"), Step("c")], "a -> b", "b -> c"));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Equal("a b c flow", instance.Completed());
    }

    [Fact]
    public async Task Decision_leaves_by_one_outcome()
    {
        var instance = await _bench.Start(Chart("flow", [Decision("d", true), Step("yes"), Step("no")], "d:True -> yes", "d:False -> no"));

        Assert.Equal("d yes flow", instance.Completed());
    }

    [Fact]
    public async Task Dead_path_is_skipped_so_that_what_follows_does_not_wait_for_it()
    {
        var instance = await _bench.Start(Chart("flow", [Decision("d", false), Step("a"), Step("b"), Step("end")], "d:True -> a", "d:False -> b", "a -> end", "b -> end"));

        Assert.Equal("d b end flow", instance.Completed());
    }

    [Fact]
    public async Task Ordinary_activity_waits_for_all_active_branches()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One", "Two"), Step("a"), Wait("b"), Step("end")], "f:One -> a", "f:Two -> b", "a -> end", "b -> end"));
        Assert.Equal("f a", instance.Completed());

        await _bench.Resume(instance, "b");

        Assert.Equal("f a b end flow", instance.Completed());
    }

    [Fact]
    public async Task Join_for_any_takes_the_first_branch_and_cancels_the_others()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One", "Two"), Step("a"), Wait("b"), Join("j", "WaitAny"), Step("end")], "f:One -> a", "f:Two -> b", "a -> j", "b -> j", "j -> end"));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Equal("f a j end flow", instance.Completed());
        Assert.Equal("b", instance.Of("ActivityCancelled"));
        Assert.Equal("b", instance.Of("Told"));
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Join_for_any_takes_the_first_branch_of_every_round_of_a_loop()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One", "Two"), Wait("a"), Wait("b"), Join("j", "WaitAny"), Wait("again")], "f:One -> a", "f:Two -> b", "a -> j", "b -> j", "j -> again", "again -> f"));

        foreach (var winner in (string[])["a", "again", "b", "again", "b", "again", "a"]) await _bench.Resume(instance, winner);

        Assert.Equal("f a j again f b j again f b j again f a j", instance.Completed());
        Assert.Equal(["again"], instance.Bookmarks.Select(bookmark => bookmark.ActivityId));
    }

    [Fact]
    public async Task Half_a_join_of_cancelled_branches_does_not_count_in_the_next_round()
    {
        var instance = await _bench.Start(Chart(
            "flow",
            [Fork("f", "One", "Two", "Three"), Wait("a"), Wait("b"), Wait("c"), Join("both", "WaitAll"), Join("j", "WaitAny"), Wait("again")],
            "f:One -> a", "f:Two -> b", "f:Three -> c", "a -> both", "b -> both", "both -> j", "c -> j", "j -> again", "again -> f"));

        foreach (var step in (string[])["a", "c", "again", "b"]) await _bench.Resume(instance, step);

        Assert.Equal("f a c j again f b", instance.Completed());
        await _bench.Resume(instance, "a");
        Assert.Equal("f a c j again f b a both j", instance.Completed());
    }

    [Fact]
    public async Task Join_for_all_is_skipped_when_a_branch_is_dead()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One"), Step("a"), Step("b"), Join("j", "WaitAll"), Step("end")], "f:One -> a", "f:Two -> b", "a -> j", "b -> j", "j -> end"));

        Assert.Equal("f a flow", instance.Completed());
    }

    [Fact]
    public async Task Join_for_all_active_goes_on_without_the_dead_branch()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One"), Step("a"), Step("b"), Join("j", "WaitAllActive"), Step("end")], "f:One -> a", "f:Two -> b", "a -> j", "b -> j", "j -> end"));

        Assert.Equal("f a j end flow", instance.Completed());
    }

    [Fact]
    public async Task End_ends_the_flowchart_and_cancels_what_waits()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One", "Two"), Wait("w"), Activity("Elsa.End", "end")], "f:One -> w", "f:Two -> end"));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Equal("f end flow", instance.Completed());
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Finish_ends_the_workflow_from_deep_inside()
    {
        var instance = await _bench.Start(Sequence("outer", Sequence("inner", Activity("Elsa.Finish", "x"), Step("never")), Step("never2")));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Equal("x", instance.Completed());
    }

    [Fact]
    public async Task Arrow_that_enters_a_loop_from_its_side_is_an_incident()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One", "Two"), Step("a"), Step("b")], "f:One -> a", "f:Two -> b", "a -> b", "b -> a"));

        Assert.Equal(InstanceStatus.Faulted, instance.Status);
        Assert.Contains("enters a loop from its side", instance.Incidents.Single().Message);
    }

    [Fact]
    public async Task Ten_thousand_skipped_activities_in_a_row_cost_no_stack()
    {
        var steps = Enumerable.Range(0, 10_000).Select(index => Step("s" + index)).ToArray();
        var arrows = Enumerable.Range(1, steps.Length - 1).Select(index => $"s{index - 1} -> s{index}").Append("d:True -> s0");

        var instance = await _bench.Start(Chart("flow", [Decision("d", false), .. steps], [.. arrows]));

        Assert.Equal("d flow", instance.Completed());
    }
}
