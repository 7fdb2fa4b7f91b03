using Trasa.Designer.Workflows;
using Trasa.Engine.Statistics;
using Trasa.Host.Components.Shared;
using Trasa.Model.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>The figures of a process over its diagram: the more time in all, the warmer.</summary>
internal static class Heat
{
    /// <summary>What takes less happens at once, as far as people care.</summary>
    private static readonly TimeSpan s_worthTelling = TimeSpan.FromMinutes(1);

    public static DiagramOverlays Of(ProcessStatistics statistics, WorkflowDefinition? definition)
    {
        var most = statistics.Steps.Select(step => step.InAll).DefaultIfEmpty().Max();
        var activities = statistics.Steps.ToDictionary(step => step.ActivityId, step => new ActivityOverlay(
            State(step), null, Text(step), most > TimeSpan.Zero ? Math.Round(step.InAll / most, 3) : 0));
        return new(activities, definition is null ? null : Taken(statistics.Left, definition));
    }

    private static OverlayState State(StepStatistics step) => step.Waiting > 0 ? OverlayState.Waiting : OverlayState.None;

    private static string Text(StepStatistics step)
    {
        var time = step.Time.Count > 0 && step.Time.Median >= s_worthTelling ? ScreenClock.Span(step.Time.Median) : "";
        return (time.Length > 0, step.Waiting > 0) switch
        {
            (true, true) => $"{time} · {step.Waiting}",
            (false, true) => $"{step.Waiting}",
            _ => time,
        };
    }

    /// <summary>How often each arrow was taken, from how often each step was left by which outcome.</summary>
    public static Dictionary<string, int> Taken(IReadOnlyDictionary<(string ActivityId, string Outcome), int> left, WorkflowDefinition definition)
    {
        var counts = new Dictionary<string, int>();
        foreach (var connection in definition.AllActivities().SelectMany(placed => placed.Node.Connections))
            if (connection is { SourceId: { } source, TargetId: { } target } && left.TryGetValue((source, connection.SourcePort), out var times))
                counts[DiagramOverlays.ConnectionKey(source, connection.SourcePort, target)] = times;
        return counts;
    }
}
