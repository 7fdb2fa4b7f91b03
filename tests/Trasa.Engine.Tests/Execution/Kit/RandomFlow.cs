using System.Text.Json.Nodes;

namespace Trasa.Engine.Tests.Execution.Kit;

/// <summary>A random flowchart without loops: decisions, forks, joins, waits, nested sequences. The same seed gives the same one.</summary>
internal static class RandomFlow
{
    public static JsonObject Make(int seed, string[]? joins = null, bool waits = true)
    {
        var random = new Random(seed);
        joins ??= ["WaitAll", "WaitAllActive", "WaitAny"];
        var count = random.Next(4, 20);
        var activities = new List<JsonObject> { Flow.Activity("Elsa.Start", "a0") };
        var arrows = new List<string>();
        for (var index = 1; index < count; index++)
        {
            activities.Add(Activity(random, "a" + index, joins, waits));
            foreach (var source in Enumerable.Range(0, index).OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Order())
                arrows.Add($"a{source}:{Port(random, activities[source])} -> a{index}");
        }

        return Flow.Chart("flow", [.. activities], [.. arrows.Distinct()]);
    }

    private static JsonObject Activity(Random random, string id, string[] joins, bool waits) => random.Next(10) switch
    {
        0 or 1 => Flow.Decision(id, random.Next(2) == 0),
        2 => Flow.Fork(id, "One", "Two"),
        3 or 4 => Flow.Join(id, joins[random.Next(joins.Length)]),
        5 or 6 => waits ? Flow.Wait(id) : Flow.Step(id),
        7 => Flow.Sequence(id, Flow.Step(id + "x"), waits ? Flow.Wait(id + "y") : Flow.Step(id + "y")),
        _ => Flow.Step(id),
    };

    private static string Port(Random random, JsonObject source) => source["type"]!.ToString() switch
    {
        "Elsa.FlowDecision" => random.Next(2) == 0 ? "True" : "False",
        "Elsa.FlowFork" => random.Next(2) == 0 ? "One" : "Two",
        _ => "Done",
    };
}
