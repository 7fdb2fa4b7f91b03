using System.Text.Json;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>How the cards of the shipped workflows stand, and how their arrows are led around them. The script is that of <c>web/tests/arrows.ts</c>.</summary>
public sealed class ArrowTests
{
    [Fact]
    public async Task No_arrow_of_a_shipped_workflow_runs_behind_a_card_and_no_card_lies_on_another()
    {
        var samples = Path.Combine(WebScript.Repository, "samples");
        var workflows = Directory.EnumerateFiles(samples, "*.json", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "workflows")
            .ToDictionary(file => Path.GetRelativePath(samples, file), File.ReadAllText);

        var flowcharts = await WebScript.RunAsync<Flowchart>("arrows.ts", new { activities = Array.Empty<object>(), workflows });

        Assert.InRange(flowcharts.Sum(flowchart => flowchart.Arrows), 500, 5_000);
        Assert.InRange(flowcharts.Sum(flowchart => flowchart.Led.Length), 50, 500);
        Assert.Empty(flowcharts.SelectMany(flowchart => flowchart.Behind.Select(arrow => $"{flowchart.File}: {arrow}")));
        Assert.Empty(flowcharts.SelectMany(flowchart => flowchart.Covered.Select(card => $"{flowchart.File}: {card}")));
        Assert.All(flowcharts, flowchart => Assert.True(flowchart.IsStable, flowchart.File));
    }

    private sealed record Flowchart(string File, int Arrows, JsonElement[] Led, string[] Behind, string[] Covered, bool IsStable);
}
