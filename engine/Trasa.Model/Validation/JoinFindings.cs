using Trasa.Model.Activities;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>
/// Finds joins for all branches that can never be complete: two of their branches lie on different outcomes of one
/// activity that leaves by only one of them - a decision, the answer of a person, the first of several events -, or nothing ever
/// comes by one of them.
/// </summary>
/// <param name="catalogue">The types of activities.</param>
/// <param name="layout">The flowchart.</param>
/// <param name="drawn">Its arrows, all of which a join for all waits for.</param>
/// <param name="graph">Those of its arrows that may be followed.</param>
internal sealed class JoinFindings(IActivityCatalogue catalogue, FlowLayout layout, FlowGraph drawn, FlowGraph graph)
{
    /// <summary>Arrows to look at before the search is given up. What it has not found by then shows when the workflow runs.</summary>
    private const long Patience = 20_000_000;

    private long _seen;
    private HashSet<(int Source, string Port, int Target)>? _live;

    public void Check(Action<int, string> report)
    {
        var joins = Enumerable.Range(0, graph.Count).Where(IsJoinForAll).ToList();
        if (!ReferenceEquals(drawn, graph)) joins.RemoveAll(join => IsDead(join, report));
        if (joins.Count == 0) return;
        foreach (var decision in Enumerable.Range(0, graph.Count).Where(IsExclusive))
        {
            if (_seen > Patience) return;
            var sides = Sides(decision);
            foreach (var join in joins)
            {
                _seen += graph.ForwardInbound(join).Count * (long)sides.Count;
                var branches = graph.ForwardInbound(join).Select(edge => Side(edge, decision, sides)).OfType<string>().Distinct().ToList();
                if (branches.Count > 1)
                    report(join, $"The join '{Label(join)}' waits for all, but '{Label(decision)}' takes only one of {string.Join(" and ", branches)}: it is never complete. Use WaitAllActive or WaitAny.");
            }
        }
    }

    /// <summary>Whether an arrow to the join is never followed, by its outcome or because nothing leads to where it begins.</summary>
    private bool IsDead(int join, Action<int, string> report)
    {
        _live ??= [.. Enumerable.Range(0, graph.Count).Where(graph.IsReached).SelectMany(activity => graph.Outbound(activity)).Select(edge => (edge.Source, edge.Port, edge.Target))];
        if (drawn.ForwardInbound(join).FirstOrDefault(edge => !_live.Contains((edge.Source, edge.Port, edge.Target))) is not { } dead) return false;
        report(join, $"The join '{Label(join)}' waits for all, but nothing ever comes from '{Label(dead.Source)}' by '{dead.Port}': it is never complete. Delete that arrow, or use WaitAllActive or WaitAny.");
        return true;
    }

    private string Label(int activity) => layout.Activities[activity].Label;

    private bool IsJoinForAll(int activity) => graph.IsReached(activity) && layout.Activities[activity] is { Type: "Elsa.FlowJoin" } join
        && join.Input("mode") is { Type: ExpressionSource.Literal, Text: "WaitAll" };

    private bool IsExclusive(int activity) => graph.IsReached(activity) && layout.Activities[activity] switch
    {
        { Type: "Elsa.FlowDecision" } => true,
        { Type: "Elsa.FlowSwitch" } choice => choice.Input("mode") is not { } mode || JsonShapes.AsText(mode.Value) is not ("MatchAny" or "1"),
        // Ours leave by one outcome; what a boundary fires may come besides.
        var other => other.Type.StartsWith("Trasa.", StringComparison.Ordinal) && catalogue.Find(other.Type) is { } descriptor && (descriptor.Outcomes.Count > 1 || descriptor.OutcomesFrom is not null),
    };

    /// <summary>Whether the outcome may be taken beside another one.</summary>
    private bool IsBeside(int activity, string port) => Boundaries.Of(layout.Activities[activity]).Any(boundary => boundary.Outcome == port && !boundary.IsInterrupting);

    /// <summary>For each outcome of the decision, what cannot be reached without it.</summary>
    private Dictionary<string, bool[]> Sides(int decision) => graph.Outbound(decision)
        .Select(edge => edge.Port)
        .Where(port => !IsBeside(decision, port))
        .Distinct()
        .TakeWhile(_ => _seen <= Patience)
        .ToDictionary(port => port, port => ReachedWithout(decision, port));

    private static string? Side(FlowEdge edge, int decision, Dictionary<string, bool[]> sides)
    {
        if (edge.Source == decision) return sides.ContainsKey(edge.Port) ? edge.Port : null;
        foreach (var (port, reached) in sides)
            if (!reached[edge.Source]) return port;
        return null;
    }

    private bool[] ReachedWithout(int decision, string port)
    {
        var reached = new bool[graph.Count];
        var open = new Stack<int>();
        open.Push(graph.Start);
        reached[graph.Start] = true;
        while (open.TryPop(out var activity))
        {
            _seen += graph.Outbound(activity).Count;
            foreach (var edge in graph.Outbound(activity))
            {
                if (reached[edge.Target] || (edge.Source == decision && edge.Port == port)) continue;
                reached[edge.Target] = true;
                open.Push(edge.Target);
            }
        }

        return reached;
    }
}
