using Trasa.Designer.Workflows;
using Trasa.Engine.Statistics;
using Trasa.Host.Components.Shared;
using Trasa.Model.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>The figures of a process over its diagram: the more time in all, the warmer.</summary>
internal static class Heat
{
    public static DiagramOverlays Of(ProcessStatistics statistics, WorkflowDefinition? definition)
    {
        var most = statistics.Steps.Select(step => step.InAll).DefaultIfEmpty().Max();
        var activities = statistics.Steps.ToDictionary(step => step.ActivityId, step => new ActivityOverlay(
            State(step), null, Text(step), most > TimeSpan.Zero ? Math.Round(step.InAll / most, 3) : 0));
        return new(activities, definition is null ? null : Connections(statistics, definition));
    }

    private static OverlayState State(StepStatistics step) => step.Waiting > 0 ? OverlayState.Waiting : OverlayState.None;

    private static string Text(StepStatistics step)
    {
        var time = step.Time.Count > 0 ? ScreenClock.Span(step.Time.Median) : "–";
        return step.Waiting > 0 ? $"{time} · {step.Waiting}" : time;
    }

    private static Dictionary<string, int> Connections(ProcessStatistics statistics, WorkflowDefinition definition)
    {
        var counts = new Dictionary<string, int>();
        foreach (var connection in definition.AllActivities().SelectMany(placed => placed.Node.Connections))
            if (connection is { SourceId: { } source, TargetId: { } target } && statistics.Left.TryGetValue((source, connection.SourcePort), out var times))
                counts[DiagramOverlays.ConnectionKey(source, connection.SourcePort, target)] = times;
        return counts;
    }
}
