using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

/// <summary>An instance that is cancelled undoes first what it has done.</summary>
public sealed class UndoneCancellationTests
{
    private readonly Bench _bench = new();

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
    public async Task Undoing_that_is_on_its_way_goes_on_when_the_instance_is_cancelled()
    {
        var instance = await _bench.Start(Sequence("root", Try("try", Sequence("s", Undoable("b"), SlowlyUndoable("a"), Activity("Test.Fails", "bad")), Step("rescue")), Step("never")));

        await _bench.Cancel(instance);
        Assert.Equal((InstanceStatus.Suspended, "a?"), (instance.Status, instance.Waiting()));
        await _bench.Resume(instance, "a?");

        Assert.EndsWith("a? a- as b- try", instance.Completed(), StringComparison.Ordinal);
        Assert.Equal(InstanceStatus.Cancelled, instance.Status);
    }

    [Fact]
    public async Task Undoing_within_another_try_goes_on_with_what_that_one_has_done()
    {
        var inner = Try("inner", Sequence("s1", Undoable("b"), SlowlyUndoable("a"), Activity("Test.Fails", "bad")), Step("unused"));
        var instance = await _bench.Start(Try("outer", Sequence("s2", Undoable("first"), Beside("p", inner, Sequence("side", Undoable("beside"), Wait("w")))), Step("rescue")));

        await _bench.Cancel(instance);
        Assert.Equal("a?", instance.Waiting());
        await _bench.Resume(instance, "a?");

        Assert.Equal(["a-", "b-", "beside-", "first-"], instance.Completed().Split(' ').Where(id => id.EndsWith('-')).Order());
        Assert.EndsWith("first- inner", instance.Completed(), StringComparison.Ordinal);
        Assert.Equal(InstanceStatus.Cancelled, instance.Status);
    }

    [Fact]
    public async Task Undoing_that_is_stuck_is_given_up_and_the_rest_is_undone()
    {
        var broken = Activity("Trasa.Compensable", "a", ("body", Step("a+")), ("compensation", Activity("Test.Fails", "undo")));
        var instance = await _bench.Start(Try("try", Sequence("s", Undoable("b"), broken, Activity("Test.Fails", "bad")), Step("rescue")));
        Assert.Equal(InstanceStatus.Faulted, instance.Status);

        await _bench.Cancel(instance);

        Assert.EndsWith("b- try", instance.Completed(), StringComparison.Ordinal);
        Assert.Equal(InstanceStatus.Cancelled, instance.Status);
    }

    /// <summary>The try around it must not catch this: it would let the instance go on.</summary>
    [Fact]
    public async Task Undoing_that_fails_while_the_instance_is_cancelled_is_an_incident_and_cancels_after_it_is_mended()
    {
        var broken = Activity("Trasa.Compensable", "x", ("body", Step("x+")), ("compensation", Activity("Test.Fails", "undo")));
        var inner = Try("inner", Sequence("s1", broken, SlowlyUndoable("a"), Activity("Test.Fails", "bad")), Step("unused"));
        var instance = await _bench.Start(Try("outer", Sequence("s2", Undoable("first"), inner), Step("rescue")));
        await _bench.Cancel(instance);

        await _bench.Resume(instance, "a?");
        Assert.Equal((InstanceStatus.Faulted, "undo"), (instance.Status, instance.Incidents.Single().ActivityId));
        await _bench.Repair(instance, new Engine.Execution.Repair.Skip("undo", ["Done"]));

        Assert.EndsWith("undo first- inner", instance.Completed(), StringComparison.Ordinal);
        Assert.Equal(InstanceStatus.Cancelled, instance.Status);
    }

    [Fact]
    public async Task Whatever_was_done_is_undone_once_when_the_instance_is_cancelled_somewhere()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var instance = await _bench.Start(RandomUndo.Make(seed));
            for (var resumed = random.Next(8); resumed > 0 && instance.Bookmarks.Count > 0; resumed--) await Resume();
            if (instance.Status == InstanceStatus.Suspended) await _bench.Cancel(instance);
            while (instance.Bookmarks.Count > 0) await Resume();

            var (done, undone) = RandomUndo.Undoings(instance);
            var (owed, finals) = RandomUndo.Finals(instance);
            Assert.True(instance.Status is InstanceStatus.Finished or InstanceStatus.Cancelled, $"Seed {seed}: {instance.Status}");
            Assert.True(done.Order().SequenceEqual(undone.Order()) && owed.SequenceEqual(finals), $"Seed {seed}: {instance.Completed()}");

            Task Resume() => _bench.Resume(instance, instance.Bookmarks[random.Next(instance.Bookmarks.Count)]);
        }
    }
}
