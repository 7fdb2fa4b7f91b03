using System.Text.Json.Nodes;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

public sealed class FaultTests
{
    private readonly Bench _bench = new();

    [Fact]
    public async Task Fault_stops_its_branch_and_lets_the_others_go_on()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One", "Two"), Activity("Test.Fails", "bad"), Step("a"), Step("after")], "f:One -> bad", "f:Two -> a", "bad -> after"));

        Assert.Equal(InstanceStatus.Faulted, instance.Status);
        Assert.Equal("f a", instance.Completed());
        Assert.Equal(("bad", "It broke."), (instance.Incidents.Single().ActivityId, instance.Incidents.Single().Message));
    }

    [Fact]
    public async Task Instance_with_an_incident_still_waits_where_it_can()
    {
        var instance = await _bench.Start(Chart("flow", [Fork("f", "One", "Two"), Activity("Test.Fails", "bad"), Wait("w")], "f:One -> bad", "f:Two -> w"));
        Assert.Equal(InstanceStatus.Suspended, instance.Status);

        await _bench.Resume(instance, "w");

        Assert.Equal(InstanceStatus.Faulted, instance.Status);
        Assert.Empty(instance.Bookmarks);
    }

    [Fact]
    public async Task What_a_faulted_activity_published_is_taken_back()
    {
        var instance = await _bench.Start(Activity("Test.Fails", "bad"));

        Assert.Empty(instance.Stimuli);
    }

    [Fact]
    public async Task Activity_that_neither_completes_nor_waits_is_an_incident()
    {
        var instance = await _bench.Start(Activity("Test.Forgets", "x"));

        Assert.Contains("neither completed nor waits", instance.Incidents.Single().Message);
    }

    [Fact]
    public async Task Unknown_activity_faults_only_when_it_is_reached()
    {
        var instance = await _bench.Start(Sequence("seq", Step("a"), Activity("Acme.Missing", "m")));

        Assert.Equal("a", instance.Completed());
        Assert.Contains("'Acme.Missing' is not installed", instance.Incidents.Single().Message);
    }

    [Fact]
    public async Task Retry_comes_after_a_pause_that_doubles()
    {
        var bad = Activity("Test.Fails", "bad", ("times", Literal(2, "Int32")))
            .WithCustom("retry", new JsonObject { ["attempts"] = 3, ["delay"] = "00:01:00" });
        var instance = await _bench.Start(bad, Variable("tried", "0", "Int32"));
        Assert.Equal(_bench.Time.Now.AddMinutes(1), instance.Bookmarks.Single().Due);

        await _bench.Advance(instance, TimeSpan.FromMinutes(1));
        Assert.Equal(_bench.Time.Now.AddMinutes(2), instance.Bookmarks.Single().Due);
        await _bench.Advance(instance, TimeSpan.FromMinutes(2));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
        Assert.Empty(instance.Incidents);
    }

    [Fact]
    public async Task Retries_that_are_used_up_leave_an_incident()
    {
        var bad = Activity("Test.Fails", "bad").WithCustom("retry", new JsonObject { ["attempts"] = 1, ["delay"] = "PT1S" });
        var instance = await _bench.Start(bad);

        await _bench.Advance(instance, TimeSpan.FromSeconds(1));

        Assert.Equal(InstanceStatus.Faulted, instance.Status);
        Assert.Single(instance.Incidents);
    }

    [Fact]
    public async Task Try_catches_a_fault_from_deep_inside_and_cancels_the_rest_of_its_body()
    {
        var body = Chart("body", [Fork("f", "One", "Two"), Wait("w"), Sequence("deep", Activity("Test.Fails", "bad"))], "f:One -> w", "f:Two -> deep");
        var root = Activity("Trasa.Try", "try", ("body", body), ("catch", Step("rescue")), ("finally", Step("last")),
            ("error", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "problem" } }));

        var instance = await _bench.Start(Sequence("root", root, Wait("stay")), Variable("problem", null));

        Assert.Equal("f rescue last try", instance.Completed());
        Assert.Empty(instance.Incidents);
        Assert.Equal("bad", instance.Of(JournalEvents.FaultCaught));
        Assert.Equal("It broke.", ((IReadOnlyDictionary<string, object?>)_bench.VariableOf(instance, "problem")!)["message"]);
        Assert.Equal("stay", instance.Waiting());
    }

    [Fact]
    public async Task Bad_expression_is_an_incident_at_its_place()
    {
        var instance = await _bench.Start(Sequence("s", Step("a"), Activity("Elsa.FlowDecision", "d", ("condition", Expression("Feel", "1 +", "Boolean")))));

        Assert.Equal("d", instance.Incidents.Single().ActivityId);
        Assert.Contains("is not FEEL", instance.Incidents.Single().Message);
    }

    [Fact]
    public async Task Condition_that_is_neither_true_nor_false_is_an_incident()
    {
        var instance = await _bench.Start(Activity("Elsa.FlowDecision", "d", ("condition", Expression("Feel", "missing.part > 3", "Boolean"))));

        Assert.Contains("neither true nor false", instance.Incidents.Single().Message);
    }
}
