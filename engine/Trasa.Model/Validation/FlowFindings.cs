using System.Text.Json.Nodes;
using Trasa.Model.Activities;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>Checks the arrows of one flowchart.</summary>
internal sealed class FlowFindings(IActivityCatalogue catalogue, PlacedActivity flowchart, Findings findings)
{
    private readonly FlowLayout _layout = FlowLayout.Of(flowchart.Node);
    private Dictionary<JsonNode, int>? _positions;

    public void Check()
    {
        Connections();
        if (_layout.Start < 0)
        {
            findings.Warning(ProblemCodes.NoStart, flowchart, "activities", "The flowchart has no activities, so it is done at once.");
            return;
        }

        var graph = _layout.Graph();
        if (IsStartGuessed()) findings.Warning(ProblemCodes.NoStart, flowchart, "", $"Every activity has an arrow to it, so it starts with the first one, '{Label(0)}'. Add an Elsa.Start.");
        Reachable(graph);
        Loops(graph);
        new JoinFindings(catalogue, _layout, graph, Followed(graph)).Check((join, message) => findings.Error(ProblemCodes.JoinNeverCompletes, Placed(join), "mode", message));
    }

    /// <summary>The flowchart without the arrows that are never followed: they would hide what the others lead to.</summary>
    private FlowGraph Followed(FlowGraph graph)
    {
        var followed = _layout.Edges.Where(edge => Outcomes(_layout.Activities[edge.Source], edge.Port)).ToList();
        return followed.Count == _layout.Edges.Count ? graph : new(graph.Count, [.. followed.Select((edge, number) => edge with { Number = number })], graph.Start);
    }

    private void Connections()
    {
        var activities = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var activity in _layout.Activities) activities.TryAdd(activity.Id, activity);
        var connections = flowchart.Node.Connections;
        for (var index = 0; index < connections.Count; index++)
        {
            var connection = connections[index];
            foreach (var end in (string?[])[connection.SourceId, connection.TargetId])
                if (end is null || !activities.ContainsKey(end))
                    findings.Error(ProblemCodes.LooseConnection, flowchart, $"connections/{index}", $"The arrow leads from or to '{end}', which is no activity of this flowchart; draw it to one that is there, or delete it.");
            if (connection.SourceId is { } from && activities.TryGetValue(from, out var source) && !Outcomes(source, connection.SourcePort))
                findings.Warning(ProblemCodes.UnknownOutcome, flowchart, $"connections/{index}", $"'{source.Label}' never leaves by '{connection.SourcePort}'; the arrow is never followed.");
        }
    }

    /// <summary>Whether the activity may leave by the outcome; types that are not known may leave by any.</summary>
    private bool Outcomes(ActivityNode activity, string port)
    {
        if (catalogue.Find(activity.Type) is not { } descriptor || descriptor.Outcomes.Contains(port)) return true;
        if (Boundaries.Of(activity).Any(boundary => boundary.Outcome == port)) return true;
        return descriptor.OutcomesFrom is { } member && (Written(activity, member) is not { } written || written.Contains(port));
    }

    /// <summary>Outcomes that the definition writes down; null when they are known only when it runs.</summary>
    private static IReadOnlyList<string>? Written(ActivityNode activity, string member)
    {
        if (activity.Json.Member(member) is JsonArray plain) return [.. plain.Select(Label)];
        return activity.Input(member) switch
        {
            { Type: "Literal", Value: JsonArray array } => [.. array.Select(Label)],
            _ => null,
        };

        static string Label(JsonNode? entry) => (entry is JsonObject one ? one.Text("label") : JsonShapes.AsText(entry)) ?? "";
    }

    private bool IsStartGuessed() =>
        _layout.Start == 0 && _layout.Edges.Any(edge => edge.Target == 0) && _layout.Activities[0] is { Type: not "Elsa.Start", CanStartWorkflow: false }
            && flowchart.Node.Json["start"] is null;

    private void Reachable(FlowGraph graph)
    {
        bool[]? byTriggers = null;
        for (var index = 0; index < graph.Count; index++)
        {
            // Another trigger is reached by its event.
            if (graph.IsReached(index) || (byTriggers ??= ReachedByTriggers(graph))[index]) continue;
            findings.Warning(ProblemCodes.Unreachable, Placed(index), "", $"No arrow leads from the start to '{Label(index)}'; it never runs.");
        }
    }

    private bool[] ReachedByTriggers(FlowGraph graph)
    {
        var reached = new bool[graph.Count];
        var open = new Stack<int>();
        foreach (var (index, activity) in _layout.Activities.Index())
        {
            if (!activity.CanStartWorkflow) continue;
            reached[index] = true;
            open.Push(index);
        }

        while (open.TryPop(out var activity))
        {
            foreach (var edge in graph.Outbound(activity))
            {
                if (reached[edge.Target]) continue;
                reached[edge.Target] = true;
                open.Push(edge.Target);
            }
        }

        return reached;
    }

    private void Loops(FlowGraph graph)
    {
        foreach (var edge in _layout.Edges.Where(edge => graph.IsReached(edge.Source) && graph.IsBackward(edge) && !graph.IsSound(edge)))
            findings.Error(ProblemCodes.UnsoundLoop, Placed(edge.Source), "", $"The arrow from '{Label(edge.Source)}' back to '{Label(edge.Target)}' enters a loop from its side: every way to the first has to lead through the second.");
    }

    private string Label(int index) => _layout.Activities[index].Label;

    private PlacedActivity Placed(int index)
    {
        _positions ??= Positions();
        return new(_layout.Activities[index], flowchart.Node, $"{flowchart.Place}/activities/{_positions[_layout.Activities[index].Json]}");
    }

    /// <summary>Where each activity stands in the file, in which others than activities may stand between them.</summary>
    private Dictionary<JsonNode, int> Positions()
    {
        var positions = new Dictionary<JsonNode, int>();
        foreach (var (position, node) in flowchart.Node.Json.List("activities").Index())
            if (node is not null) positions.TryAdd(node, position);
        return positions;
    }
}
