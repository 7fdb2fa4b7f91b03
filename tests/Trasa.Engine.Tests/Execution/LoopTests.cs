using System.Text.Json.Nodes;
using Trasa.Engine.Instances;
using Trasa.Engine.Tests.Execution.Kit;
using static Trasa.Engine.Tests.Execution.Kit.Flow;

namespace Trasa.Engine.Tests.Execution;

public sealed class LoopTests
{
    private readonly Bench _bench = new();

    private static JsonObject For(string id, int start, int end, JsonObject body, bool inclusive = true) => Activity(
        "Elsa.For", id, ("start", Literal(start, "Int32")), ("end", Literal(end, "Int32")), ("outerBoundInclusive", Literal(inclusive, "Boolean")), ("body", body));

    private static JsonArray Items(params int[] items) => [.. items.Select(item => (JsonNode)item)];

    [Fact]
    public async Task For_counts_up_to_its_end()
    {
        var instance = await _bench.Start(For("for", 1, 3, Step("s")));

        Assert.Equal("s s s for", instance.Completed());
    }

    [Fact]
    public async Task For_without_its_end_stops_before_it()
    {
        var instance = await _bench.Start(For("for", 1, 3, Step("s"), inclusive: false));

        Assert.Equal("s s for", instance.Completed());
    }

    [Fact]
    public async Task For_with_a_step_of_zero_is_an_incident()
    {
        var instance = await _bench.Start(For("for", 1, 3, Step("s")).With("step", Literal(0, "Int32")));

        Assert.Equal(InstanceStatus.Faulted, instance.Status);
        Assert.Contains("step is 0", instance.Incidents.Single().Message);
    }

    [Fact]
    public async Task For_each_goes_on_after_a_wait_in_its_body()
    {
        var loop = Activity("Elsa.ForEach", "each", ("items", Literal(Items(10, 20), "Object[]")), ("body", Wait("w")));
        var instance = await _bench.Start(loop);

        await _bench.Resume(instance, "w");
        await _bench.Resume(instance, "w");

        Assert.Equal("w w each", instance.Completed());
    }

    [Fact]
    public async Task Parallel_for_each_gives_every_branch_its_own_value()
    {
        var body = Sequence("body", Wait("w"), Set("set", "sum", Expression("Feel", "sum + x")));
        var loop = Activity("Elsa.ParallelForEach", "each", ("items", Literal(Items(1, 2, 4), "Object[]")), ("body", body),
            ("currentValue", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "x" } }));
        var read = Set("read", "sum", Expression("Feel", "sum * 10"));
        var instance = await _bench.Start(Sequence("root", loop, read, Wait("last")), Variable("x", null), Variable("sum", "0", "Int32"));
        Assert.Equal(3, instance.Bookmarks.Count);

        for (var turn = 0; turn < 3; turn++) await _bench.Resume(instance, "w");

        Assert.Equal("last", instance.Waiting());
        Assert.Equal(70m, _bench.VariableOf(instance, "sum"));
    }

    [Fact]
    public async Task Break_leaves_the_innermost_loop()
    {
        var inner = For("inner", 1, 5, Sequence("seq", Step("s"), Activity("Elsa.Break", "b"), Step("never")));

        var instance = await _bench.Start(For("outer", 1, 2, inner));

        Assert.Equal("s b seq inner s b seq inner outer", instance.Completed());
    }

    [Fact]
    public async Task Endless_loop_ends_at_the_limit_and_names_it()
    {
        var bench = new Bench(options => options.StepsPerBurst = 1_000);

        var instance = await bench.Start(Activity("Elsa.While", "while", ("condition", Literal(true, "Boolean")), ("body", Step("s"))));

        Assert.Equal(InstanceStatus.Faulted, instance.Status);
        Assert.Contains("StepsPerBurst", instance.Incidents.Single().Message);
    }

    [Fact]
    public async Task Long_loop_stays_within_one_burst()
    {
        var instance = await _bench.Start(For("for", 1, 40_000, Step("s")));

        Assert.Equal(InstanceStatus.Finished, instance.Status);
    }
}
