using System.Text.Json.Nodes;
using Trasa.Model.Activities;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>Checks the arrows of one flowchart.</summary>
internal sealed class FlowFindings(IActivityCatalogue catalogue, PlacedActivity flowchart, Findings findings)
{
    private readonly FlowLayout _layout = FlowLayout.Of(flowchart.Node);

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
        new JoinFindings(_layout, graph).Check((join, message) => findings.Error(ProblemCodes.JoinNeverCompletes, Placed(join), "mode", message));
    }

    private void Connections()
    {
        var ids = _layout.Activities.Select(activity => activity.Id).ToHashSet(StringComparer.Ordinal);
        var connections = flowchart.Node.Connections;
        for (var index = 0; index < connections.Count; index++)
        {
            var connection = connections[index];
            foreach (var end in (string?[])[connection.SourceId, connection.TargetId])
                if (end is null || !ids.Contains(end))
                    findings.Error(ProblemCodes.LooseConnection, flowchart, $"connections/{index}", $"The arrow leads from or to '{end}', which is no activity of this flowchart; draw it to one that is there, or delete it.");
            if (_layout.Activities.FirstOrDefault(activity => activity.Id == connection.SourceId) is { } source && !Outcomes(source, connection.SourcePort))
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
        for (var index = 0; index < graph.Count; index++)
        {
            // Another trigger is reached by its event.
            if (graph.IsReached(index) || LeadsFromTrigger(index)) continue;
            findings.Warning(ProblemCodes.Unreachable, Placed(index), "", $"No arrow leads from the start to '{Label(index)}'; it never runs.");
        }
    }

    private bool LeadsFromTrigger(int activity)
    {
        for (var index = 0; index < _layout.Activities.Count; index++)
            if (_layout.Activities[index].CanStartWorkflow && new FlowGraph(_layout.Activities.Count, _layout.Edges, index).IsReached(activity)) return true;
        return false;
    }

    private void Loops(FlowGraph graph)
    {
        foreach (var edge in _layout.Edges.Where(edge => graph.IsReached(edge.Source) && graph.IsBackward(edge) && !graph.IsSound(edge)))
            findings.Error(ProblemCodes.UnsoundLoop, Placed(edge.Source), "", $"The arrow from '{Label(edge.Source)}' back to '{Label(edge.Target)}' enters a loop from its side: every way to the first has to lead through the second.");
    }

    private string Label(int index) => _layout.Activities[index].Label;

    private PlacedActivity Placed(int index)
    {
        var list = flowchart.Node.Json.List("activities");
        var position = list.IndexOf(_layout.Activities[index].Json);
        return new(_layout.Activities[index], flowchart.Node, $"{flowchart.Place}/activities/{position}");
    }
}
