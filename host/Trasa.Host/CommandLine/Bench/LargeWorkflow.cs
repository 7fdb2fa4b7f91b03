namespace Trasa.Host.CommandLine.Bench;

/// <summary>A flowchart of many steps in rows of 25, each step after the one before.</summary>
internal static class LargeWorkflow
{
    public static string Of(int steps)
    {
        var activities = Enumerable.Range(0, steps).Select(number => $$"""
            { "id": "a{{number}}", "type": "Elsa.WriteLine", "metadata": { "displayText": "Step {{number}}", "designer": { "position": { "x": {{number % 25 * 260}}, "y": {{number / 25 * 130}} } } } }
            """);
        var connections = Enumerable.Range(1, steps - 1).Select(number => $$"""
            { "source": { "activity": "a{{number - 1}}", "port": "Done" }, "target": { "activity": "a{{number}}", "port": "In" } }
            """);
        return $$"""
            { "id": "bench-{{steps}}", "definitionId": "bench-{{steps}}", "name": "Bench", "version": 1, "root": { "id": "flow", "type": "Elsa.Flowchart",
              "activities": [{{string.Join(',', activities)}}], "connections": [{{string.Join(',', connections)}}] } }
            """;
    }
}
