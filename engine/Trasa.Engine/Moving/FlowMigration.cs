using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Moving;

/// <summary>
/// The counters of a flowchart in the terms of the new version. Arrows that both versions have keep their counts. What is new
/// before the point where the instance stands counts as passed over, so that no join waits for it and nothing that is done
/// is done again; what is new behind that point runs when control comes to it.
/// </summary>
internal sealed class FlowMigration
{
    private readonly ActivityRun _old;
    private readonly ActivityRun _run;
    private readonly FlowScope _before;
    private readonly FlowScope _after;
    private readonly FlowGraph _graph;
    private readonly int[] _toNew;
    private readonly int[] _toOld;
    private readonly bool[] _known;

    public FlowMigration(ActivityRun old, ActivityRun run, NodeMap map)
    {
        (_old, _run, _before) = (old, run, old.Flow!);
        _toNew = Array.ConvertAll(old.Node.Activities, node => map[node] is { } target && target.Parent == run.Node ? target.Position : -1);
        _toOld = new int[run.Node.Activities.Length];
        Array.Fill(_toOld, -1);
        for (var position = 0; position < _toNew.Length; position++)
            if (_toNew[position] is >= 0 and var target && (_toOld[target] < 0 || old.Node.Activities[position].Id == run.Node.Activities[target].Id)) _toOld[target] = position;
        var start = _before.Graph.Start == old.Node.Flow!.Default.Start ? run.Node.Flow!.Default.Start : _toNew[_before.Graph.Start];
        _graph = start < 0 ? run.Node.Flow!.Default : run.Node.Flow!.From(start);
        _after = new(_graph, run.Node.Flow!.EdgeCount);
        _known = new bool[run.Node.Flow.EdgeCount];
    }

    public FlowScope Carry()
    {
        Reached();
        for (var position = 0; position < _toNew.Length; position++)
            if (_toNew[position] is >= 0 and var target) _after.ActivityVisits[target] = Math.Max(_after.ActivityVisits[target], _before.ActivityVisits[position]);
        Arrows();
        foreach (var edge in Edges(_before.Graph)) Held(edge);
        foreach (var position in Order()) PassOver(position);
        foreach (var (activity, port) in _before.Signalled ?? [])
            if (_toNew[activity] >= 0) (_after.Signalled ??= []).Add((_toNew[activity], port));
        NothingTwice();
        return _after;
    }

    private void Reached()
    {
        for (var child = _run.FirstChild; child is not null; child = child.Next)
            if (!_graph.IsReached(child.Node.Position))
                throw new CannotMoveException($"No arrow leads from the start of '{_run.Node.Name}' ({_run.Node.Id}) to '{child.Node.Name}' ({child.Node.Id}) in the new version.");
    }

    private void Arrows()
    {
        var old = Edges(_before.Graph).ToLookup(edge => (edge.Source, edge.Port, edge.Target));
        foreach (var edge in Edges(_graph))
        {
            if (_toOld[edge.Source] < 0 || _toOld[edge.Target] < 0 || old[(_toOld[edge.Source], edge.Port, _toOld[edge.Target])].FirstOrDefault() is not { } same) continue;
            Set(edge, _before.EdgeVisits[same.Number], _before.Followed[same.Number]);
        }
    }

    /// <summary>Control that has come along an arrow and waits at its end for others has to find its way in the new version too.</summary>
    private void Held(FlowEdge edge)
    {
        if (!_before.Followed[edge.Number] || _before.Graph.IsBackward(edge) || _before.EdgeVisits[edge.Number] <= _before.ActivityVisits[edge.Target] || IsRunning(edge.Target)) return;
        var (source, target) = (_toNew[edge.Source], _toNew[edge.Target]);
        if (source >= 0 && target >= 0 && _graph.Outbound(source).Any(next => next.Target == target && next.Port == edge.Port)) return;
        if (source < 0 || target < 0 || Way(source, target) is not { } way)
        {
            throw new CannotMoveException(
                $"A branch has come from '{_old.Node.Activities[edge.Source].Name}' and waits at '{_old.Node.Activities[edge.Target].Name}' for the others; the new version has no way between them.");
        }

        foreach (var step in way)
        {
            Set(step, _before.EdgeVisits[edge.Number], followed: true);
            if (step.Target != target) _after.ActivityVisits[step.Target] = _before.EdgeVisits[edge.Number];
        }
    }

    /// <summary>The shortest way through activities that are new.</summary>
    private List<FlowEdge>? Way(int source, int target)
    {
        var by = new Dictionary<int, FlowEdge>();
        var open = new Queue<int>([source]);
        while (open.TryDequeue(out var position))
        {
            foreach (var edge in _graph.Outbound(position))
            {
                if (_graph.IsBackward(edge) || by.ContainsKey(edge.Target) || (edge.Target != target && _toOld[edge.Target] >= 0)) continue;
                by[edge.Target] = edge;
                if (edge.Target != target) open.Enqueue(edge.Target);
                else return Back(by, source, target);
            }
        }

        return null;
    }

    private static List<FlowEdge> Back(Dictionary<int, FlowEdge> by, int source, int target)
    {
        var way = new List<FlowEdge>();
        for (var at = target; at != source; at = by[at].Source) way.Add(by[at]);
        return way;
    }

    /// <summary>A new activity whose every arrow has been passed is passed itself; new arrows of what is done have been passed without being followed.</summary>
    private void PassOver(int position)
    {
        if (_toOld[position] < 0)
        {
            var inbound = _graph.ForwardInbound(position);
            var passed = inbound.Count == 0 ? (position == _graph.Start ? 1 : 0) : inbound.Min(edge => _after.EdgeVisits[edge.Number]);
            _after.ActivityVisits[position] = Math.Max(_after.ActivityVisits[position], passed);
        }

        foreach (var edge in _graph.Outbound(position))
            if (!_known[edge.Number]) Set(edge, _after.ActivityVisits[position], followed: false);
    }

    private void NothingTwice()
    {
        for (var child = _run.FirstChild; child is not null; child = child.Next)
        {
            var (at, was) = (child.Node.Position, _toOld[child.Node.Position]);
            for (var position = 0; position < _toNew.Length; position++)
            {
                if (_toNew[position] is not (>= 0 and var target) || _before.ActivityVisits[position] == 0 || target == at) continue;
                if (!_graph.Ancestors(target)[at] || (was >= 0 && _before.Graph.Ancestors(position)[was])) continue;
                throw new CannotMoveException($"The step '{_old.Node.Activities[position].Name}' ({_old.Node.Activities[position].Id}) is done, but comes after '{child.Node.Name}' in the new version: it would be done again.");
            }
        }
    }

    private bool IsRunning(int oldPosition)
    {
        for (var child = _old.FirstChild; child is not null; child = child.Next)
            if (child.Node.Position == oldPosition) return true;
        return _old.Instance.IsScheduled(_old, _old.Node.Activities[oldPosition]);
    }

    private void Set(FlowEdge edge, int visits, bool followed)
    {
        _after.EdgeVisits[edge.Number] = visits;
        _after.Followed[edge.Number] = followed;
        _known[edge.Number] = true;
    }

    /// <summary>Sources before targets, along the forward arrows.</summary>
    private List<int> Order()
    {
        var waiting = new int[_graph.Count];
        for (var position = 0; position < waiting.Length; position++) waiting[position] = _graph.ForwardInbound(position).Count;
        var order = new List<int>();
        var open = new Queue<int>(Enumerable.Range(0, waiting.Length).Where(position => waiting[position] == 0 && _graph.IsReached(position)));
        while (open.TryDequeue(out var position))
        {
            order.Add(position);
            foreach (var edge in _graph.Outbound(position))
                if (!_graph.IsBackward(edge) && --waiting[edge.Target] == 0) open.Enqueue(edge.Target);
        }

        return order;
    }

    private static IEnumerable<FlowEdge> Edges(FlowGraph graph) => Enumerable.Range(0, graph.Count).SelectMany(graph.Outbound);
}
