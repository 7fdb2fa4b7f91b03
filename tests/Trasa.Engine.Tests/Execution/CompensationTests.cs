using System.Text.Json.Nodes;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

/// <summary>What was done is undone, the last first, when the try around it fails or the instance is cancelled.</summary>
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

        var instance = await _bench.Start(Try("outer", Activity("Elsa.Parallel", "p", ("activities", new JsonArray(inner, Sequence("s2", Wait("go"), Activity("Test.Fails", "bad"))))), Step("rescue")));
        await _bench.Resume(instance, "go");

        Assert.Equal("a+ a go a- rescue outer", instance.Completed());
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Cancelled_instance_undoes_first_and_waits_where_the_undoing_waits()
    {
        var slow = Activity("Trasa.Compensable", "a", ("body", Step("a+")), ("compensation", Sequence("undo", Wait("refund"), Step("a-"))));
        var instance = await _bench.Start(Sequence("root", Try("try", Sequence("s", slow, Undoable("b"), Wait("w")), Step("rescue")), Step("never")));

        await _bench.Cancel(instance);
        Assert.Equal((InstanceStatus.Suspended, "refund"), (instance.Status, instance.Waiting()));
        await _bench.Resume(instance, "refund");

        Assert.Equal("a+ a b+ b b- refund a- undo try".Split(' ').Order(), instance.Completed().Split(' ').Order());
        Assert.Equal(InstanceStatus.Cancelled, instance.Status);
        Assert.Contains(instance.Journal, entry => entry.Event == JournalEvents.Compensates && entry.Data == "\"test\"");
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task Second_cancellation_ends_the_undoing()
    {
        var slow = Activity("Trasa.Compensable", "a", ("body", Step("a+")), ("compensation", Wait("refund")));
        var instance = await _bench.Start(Try("try", Sequence("s", slow, Wait("w")), Step("rescue")));

        await _bench.Cancel(instance);
        await _bench.Cancel(instance);

        Assert.Equal(InstanceStatus.Cancelled, instance.Status);
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

    private static JsonObject Try(string id, JsonObject body, JsonObject rescue) => Activity("Trasa.Try", id, ("body", body), ("catch", rescue));

    private static JsonObject Undoable(string id) => Activity("Trasa.Compensable", id, ("body", Step(id + "+")), ("compensation", Step(id + "-")));
}
