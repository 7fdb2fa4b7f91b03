using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Plans;

/// <summary>Compiles the arrows of a flowchart and finds where it starts.</summary>
internal static class FlowCompiler
{
    public static FlowPlan Compile(PlanNode[] activities, ActivityNode flowchart)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var activity in activities) positions.TryAdd(activity.Id, activity.Position);
        var edges = new List<FlowEdge>();
        foreach (var connection in flowchart.Connections)
        {
            // An arrow from or to an activity that is not there cannot be followed; the validation warns of it.
            if (connection.SourceId is { } source && connection.TargetId is { } target
                && positions.TryGetValue(source, out var from) && positions.TryGetValue(target, out var to))
                edges.Add(new(edges.Count, from, connection.SourcePort, to));
        }

        return new(activities, [.. edges], Start(activities, flowchart, positions, edges));
    }

    /// <summary>The explicit start, an <c>Elsa.Start</c>, one that can start the workflow, one that nothing leads to, the first.</summary>
    private static int Start(PlanNode[] activities, ActivityNode flowchart, Dictionary<string, int> positions, List<FlowEdge> edges)
    {
        if (activities.Length == 0) return -1;
        if (ExplicitStart(flowchart) is { } id && positions.TryGetValue(id, out var position)) return position;
        var targets = edges.Select(edge => edge.Target).ToHashSet();
        return First(activity => activity.Type == "Elsa.Start")
            ?? First(activity => new ActivityNode(activity.Json).CanStartWorkflow)
            ?? First(activity => !targets.Contains(activity.Position))
            ?? 0;

        int? First(Func<PlanNode, bool> fits) => Array.FindIndex(activities, activity => fits(activity)) is >= 0 and var found ? found : null;
    }

    private static string? ExplicitStart(ActivityNode flowchart) => flowchart.Json["start"] switch
    {
        System.Text.Json.Nodes.JsonObject start => start["id"]?.ToString(),
        System.Text.Json.Nodes.JsonValue start => start.ToString(),
        _ => null,
    };
}
