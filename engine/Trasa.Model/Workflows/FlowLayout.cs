using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>The activities and arrows of a flowchart by position, and where it starts.</summary>
/// <param name="Activities">In the order of the file.</param>
/// <param name="Edges">The arrows whose two ends are there.</param>
/// <param name="Start">Position of the start; -1 when there is no activity.</param>
public sealed record FlowLayout(IReadOnlyList<ActivityNode> Activities, IReadOnlyList<FlowEdge> Edges, int Start)
{
    public static FlowLayout Of(ActivityNode flowchart)
    {
        var activities = flowchart.Activities;
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < activities.Count; index++) positions.TryAdd(activities[index].Id, index);
        var edges = new List<FlowEdge>();
        foreach (var connection in flowchart.Connections)
        {
            // An arrow from or to an activity that is not there cannot be followed; the validation warns of it.
            if (connection.SourceId is { } source && connection.TargetId is { } target
                && positions.TryGetValue(source, out var from) && positions.TryGetValue(target, out var to))
                edges.Add(new(edges.Count, from, connection.SourcePort, to));
        }

        return new(activities, edges, FindStart(flowchart, activities, positions, edges));
    }

    public FlowGraph Graph() => new(Activities.Count, Edges, Start);

    /// <summary>The explicit start, an <c>Elsa.Start</c>, one that can start the workflow, one that nothing leads to, the first.</summary>
    private static int FindStart(ActivityNode flowchart, IReadOnlyList<ActivityNode> activities, Dictionary<string, int> positions, List<FlowEdge> edges)
    {
        if (activities.Count == 0) return -1;
        if (ExplicitStart(flowchart) is { } id && positions.TryGetValue(id, out var position)) return position;
        var targets = edges.Select(edge => edge.Target).ToHashSet();
        return First(index => activities[index].Type == "Elsa.Start")
            ?? First(index => activities[index].CanStartWorkflow)
            ?? First(index => !targets.Contains(index))
            ?? 0;

        int? First(Func<int, bool> fits)
        {
            for (var index = 0; index < activities.Count; index++)
                if (fits(index)) return index;
            return null;
        }
    }

    private static string? ExplicitStart(ActivityNode flowchart) => flowchart.Json.Member("start") switch
    {
        JsonObject start => start.Text("id"),
        JsonValue start => start.ToString(),
        _ => null,
    };
}
