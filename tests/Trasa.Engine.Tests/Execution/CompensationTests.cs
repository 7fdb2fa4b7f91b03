using System.Text.Json.Nodes;
using Trasa.Engine.Instances;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

/// <summary>What was done is undone, the last first, when the try around it fails.</summary>
public sealed class CompensationTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task Fault_undoes_what_was_done_in_reverse_and_then_catches()
    {
        var root = Try("try", Sequence("s", Undoable("flight"), Undoable("hotel"), Activity("Test.Fails", "bad"), Undoable("never")), Step("rescue"));

        var instance = await _bench.Start(root);

        Assert.Equal("flight+ flight hotel+ hotel hotel- flight- rescue try", instance.Completed());
        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Empty(instance.Incidents);
    }

    [Fact]
    public async Task Work_that_faulted_itself_has_nothing_to_undo()
    {
        var bad = Activity("Trasa.Compensable", "half", ("body", Activity("Test.Fails", "bad")), ("compensation", Step("half-")));

        var instance = await _bench.Start(Try("try", Sequence("s", Undoable("a"), bad), Step("rescue")));

        Assert.Equal("a+ a a- rescue try", instance.Completed());
    }

    [Fact]
    public async Task Inner_try_that_was_done_is_undone_by_the_outer_one()
    {
        var inner = Try("inner", Sequence("s1", Undoable("a"), Undoable("b")), Step("unused"));

        var instance = await _bench.Start(Try("outer", Sequence("s2", inner, Undoable("c"), Activity("Test.Fails", "bad")), Step("rescue")));

        Assert.EndsWith("c- b- a- rescue outer", instance.Completed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_beside_an_inner_try_undoes_what_that_one_has_done_so_far()
    {
        var inner = Try("inner", Sequence("s1", Undoable("a"), Wait("w")), Step("unused"));

        var instance = await _bench.Start(Try("outer", Beside("p", inner, Sequence("s2", Wait("go"), Activity("Test.Fails", "bad"))), Step("rescue")));
        await _bench.Resume(instance, "go");

        Assert.Equal("a+ a go a- rescue outer", instance.Completed());
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Undoing_that_fails_is_an_incident_that_can_be_mended()
    {
        var broken = Activity("Trasa.Compensable", "a", ("body", Step("a+")), ("compensation", Activity("Test.Fails", "undo")));
        var instance = await _bench.Start(Try("try", Sequence("s", broken, Activity("Test.Fails", "bad")), Step("rescue")));
        Assert.Equal((InstanceStatus.Faulted, "undo"), (instance.Status, instance.Incidents.Single().ActivityId));

        await _bench.Repair(instance, new Engine.Execution.Repair.Skip("undo", ["Done"]));

        Assert.EndsWith("rescue try", instance.Completed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_knows_the_item_of_its_loop()
    {
        var undo = Set("undo", "seen", Expression("Feel", "if seen = null then CurrentValue else seen + CurrentValue"));
        var body = Activity("Trasa.Compensable", "c", ("body", Step("do")), ("compensation", undo));
        var loop = Activity("Elsa.ForEach", "l", ("items", Literal(new JsonArray("x", "y", "z"), "Object[]")), ("body", body));

        var instance = await _bench.Start(Sequence("root", Try("try", Sequence("s", loop, Activity("Test.Fails", "bad")), Step("rescue")), Wait("stay")), Variable("seen", null));

        Assert.Equal("zyx", _bench.VariableOf(instance, "seen"));
    }

    [Fact]
    public async Task Branches_are_undone_together_in_the_reverse_of_the_order_in_which_they_were_done()
    {
        var left = Sequence("left", Undoable("a"), Wait("w1"), Undoable("c"), Wait("w2"), Undoable("never"));
        var instance = await _bench.Start(Try("try", Beside("p", left, Sequence("right", Undoable("b"), Wait("go"), Activity("Test.Fails", "bad"))), Step("rescue")));

        await _bench.Resume(instance, "w1");
        await _bench.Resume(instance, "go");

        Assert.EndsWith("c- b- a- rescue try", instance.Completed(), StringComparison.Ordinal);
        Assert.Empty(instance.Bookmarks);
        Assert.Contains(instance.Journal, entry => entry is { Event: "Told", ActivityId: "w2" });
    }

    [Fact]
    public async Task Inner_try_that_ends_late_is_undone_where_its_work_stands_in_the_order()
    {
        var inner = Try("inner", Sequence("s1", Undoable("a"), Wait("w")), Step("unused"));
        var instance = await _bench.Start(Try("outer", Beside("p", inner, Sequence("s2", Wait("later"), Undoable("b"), Wait("go"), Activity("Test.Fails", "bad"))), Step("rescue")));

        await _bench.Resume(instance, "later");
        await _bench.Resume(instance, "w");
        await _bench.Resume(instance, "go");

        Assert.EndsWith("b- a- rescue outer", instance.Completed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_handed_on_is_undone_once_although_the_inner_try_fails_after_its_body()
    {
        var inner = Try("inner", Undoable("a"), Step("unused")).With("finally", Activity("Test.Fails", "bad"));

        var instance = await _bench.Start(Try("outer", inner, Step("rescue")));

        Assert.Equal("a+ a a- rescue outer", instance.Completed());
    }

    [Fact]
    public async Task Try_that_a_timer_cuts_short_leaves_what_it_did_to_the_one_around_it()
    {
        var inner = Try("inner", Sequence("s1", Undoable("a"), Wait("w")), Step("unused")).WithCustom("boundaries", Late());
        var instance = await _bench.Start(Try("outer", Sequence("s2", inner, Activity("Test.Fails", "bad")), Step("rescue")));

        await _bench.Advance(instance, TimeSpan.FromHours(2));

        Assert.Equal("a+ a inner a- rescue outer", instance.Completed());
    }

    [Fact]
    public async Task Break_out_of_a_try_leaves_what_it_did_to_the_one_around_the_loop()
    {
        var loop = Activity("Elsa.ForEach", "l", ("items", Literal(new JsonArray(1, 2, 3), "Object[]")), ("body", Try("inner", Sequence("s1", Undoable("a"), Activity("Elsa.Break", "out")), Step("unused"))));

        var instance = await _bench.Start(Try("outer", Sequence("s2", loop, Activity("Test.Fails", "bad")), Step("rescue")));

        Assert.EndsWith("l a- rescue outer", instance.Completed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_may_wait_and_what_fires_at_the_edge_waits_for_it()
    {
        var slow = Activity("Trasa.Compensable", "a", ("body", Step("a+")), ("compensation", Sequence("undo", Wait("refund"), Step("a-"))));
        var guard = Try("try", Sequence("s", Undoable("b"), slow, Activity("Test.Fails", "bad")), Step("rescue")).WithCustom("boundaries", Late());
        var instance = await _bench.Start(Chart("flow", [guard, Step("late"), Step("caught")], "try:Late -> late", "try:Caught -> caught"));
        Assert.Equal((InstanceStatus.Suspended, true), (instance.Status, instance.Bookmarks.Any(bookmark => bookmark.ActivityId == "refund")));

        await _bench.Advance(instance, TimeSpan.FromHours(2));
        await _bench.Resume(instance, "refund");

        Assert.EndsWith("refund a- undo b- try late flow", instance.Completed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_is_tried_again_as_its_activity_says_and_goes_on_where_it_was()
    {
        var shaky = Activity("Test.Fails", "undo", ("times", Literal(3, "Int32"))).WithCustom("retry", new JsonObject { ["attempts"] = 5, ["delay"] = "00:00:10" });
        var root = Try("try", Sequence("s", Undoable("a"), Activity("Trasa.Compensable", "b", ("body", Step("b+")), ("compensation", shaky)), Activity("Test.Fails", "bad")), Step("rescue"));
        var instance = await _bench.Start(Sequence("root", root), Variable("tried", 0));
        Assert.Equal(InstanceStatus.Suspended, instance.Status);

        for (var pause = 0; pause < 2; pause++) await _bench.Advance(instance, TimeSpan.FromMinutes(5));

        Assert.EndsWith("undo a- rescue try root", instance.Completed(), StringComparison.Ordinal);
        Assert.Empty(instance.Incidents);
    }

    [Fact]
    public async Task Undoing_that_fails_within_another_try_leaves_the_rest_to_that_one()
    {
        var broken = Activity("Trasa.Compensable", "b", ("body", Step("b+")), ("compensation", Activity("Test.Fails", "undo")));
        var inner = Try("inner", Sequence("s1", Undoable("a"), broken, Activity("Test.Fails", "bad")), Step("unused"));

        var instance = await _bench.Start(Try("outer", Sequence("s2", Undoable("first"), inner), Step("rescue")));

        Assert.EndsWith("a- first- rescue outer", instance.Completed(), StringComparison.Ordinal);
        Assert.Empty(instance.Incidents);
    }

    [Fact]
    public async Task Loops_beside_each_other_are_undone_once_for_each_item_in_reverse()
    {
        var undo = Set("undo", "seen", Expression("Feel", "if seen = null then CurrentValue else seen + CurrentValue"));
        var each = Activity("Trasa.Compensable", "c", ("body", Wait("w")), ("compensation", undo));
        var loop = Activity("Elsa.ParallelForEach", "l", ("items", Literal(new JsonArray("x", "y", "z"), "Object[]")), ("body", each));
        var instance = await _bench.Start(Sequence("root", Try("try", Sequence("s", loop, Activity("Test.Fails", "bad")), Step("rescue")), Wait("stay")), Variable("seen", null));
        var (x, y, z) = (instance.Bookmarks[0], instance.Bookmarks[1], instance.Bookmarks[2]);

        foreach (var bookmark in new[] { z, x, y }) await _bench.Resume(instance, bookmark);

        Assert.Equal("yxz", _bench.VariableOf(instance, "seen"));
    }

    [Fact]
    public async Task Whatever_was_done_is_undone_once_in_reverse()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var instance = await _bench.Start(RandomUndo.Make(seed));
            while (instance.Bookmarks.Count > 0) await _bench.Resume(instance, instance.Bookmarks[random.Next(instance.Bookmarks.Count)]);

            var (done, undone) = RandomUndo.Undoings(instance);
            var (owed, finals) = RandomUndo.Finals(instance);
            Assert.True(instance.Status == InstanceStatus.Finished, $"Seed {seed}: {instance.Status}");
            Assert.True(done.SequenceEqual(undone) && owed.SequenceEqual(finals), $"Seed {seed}: {instance.Completed()}");
        }
    }

    [Fact]
    public async Task Body_waits_for_every_workflow_that_was_started_in_it()
    {
        var instance = await _bench.Start(Sequence("root", Activity("Trasa.WaitForChildren", "all", ("body", Sequence("s", Activity("Test.Starts", "one"), Activity("Test.Starts", "two")))), Step("after")));
        Assert.Equal((InstanceStatus.Suspended, 2), (instance.Status, instance.Bookmarks.Count(bookmark => bookmark is { Kind: "Child", ActivityId: "all" })));
        Assert.All(instance.Stimuli, stimulus => Assert.NotNull(stimulus.BookmarkId));

        await _bench.Resume(instance, instance.Bookmarks[0], new Dictionary<string, object?> { ["status"] = "Finished", ["output"] = new Dictionary<string, object?> { ["n"] = 1m } });
        Assert.Equal(InstanceStatus.Suspended, instance.Status);
        await _bench.Resume(instance, instance.Bookmarks[0], new Dictionary<string, object?> { ["status"] = "Cancelled" });

        Assert.Equal("one two s all after root", instance.Completed());
    }
}
