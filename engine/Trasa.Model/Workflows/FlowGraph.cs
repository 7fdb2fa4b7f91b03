using System.Collections.Concurrent;

namespace Trasa.Model.Workflows;

/// <summary>
/// A flowchart as seen from its start: which arrows lead forward, which lead back into a loop, what can be reached.
/// An arrow leads back when it ends on the path by which the search came; it is sound when every way to its source
/// leads through its target.
/// </summary>
public sealed class FlowGraph
{
    private static readonly FlowEdge[] None = [];

    /// <summary>Activities up to which the ancestors of each are kept; beyond, they would take more memory than time.</summary>
    private const int MostKept = 2_000;

    private readonly FlowEdge[][] _outbound;
    private readonly FlowEdge[][] _inbound;
    private readonly bool[] _backward;
    private readonly bool[] _sound;
    private readonly bool[] _reached;
    private readonly ConcurrentDictionary<int, bool[]> _ancestors = new();
    private readonly ConcurrentDictionary<int, bool> _inLoop = new();
    private readonly List<int> _order = [];

    /// <param name="activities">How many activities there are; edges refer to them by position.</param>
    /// <param name="edges">The arrows.</param>
    /// <param name="start">Where it starts; negative when there is no activity.</param>
    public FlowGraph(int activities, IReadOnlyList<FlowEdge> edges, int start)
    {
        (Count, Start) = (activities, start);
        _outbound = ByActivity(edges, edge => edge.Source);
        _backward = new bool[edges.Count];
        _sound = new bool[edges.Count];
        _reached = new bool[activities];
        if (start >= 0) Search();
        _inbound = ByActivity(edges.Where(edge => !_backward[edge.Number] && _reached[edge.Source]), edge => edge.Target);
        FindSound(edges);
    }

    /// <summary>How many activities there are.</summary>
    public int Count { get; }

    public int Start { get; }

    /// <summary>The arrows that leave an activity, in the order of the file.</summary>
    public IReadOnlyList<FlowEdge> Outbound(int activity) => _outbound[activity];

    /// <summary>The forward arrows that lead to an activity from what can be reached.</summary>
    public IReadOnlyList<FlowEdge> ForwardInbound(int activity) => _inbound[activity];

    public bool IsReached(int activity) => _reached[activity];

    public bool IsBackward(FlowEdge edge) => _backward[edge.Number];

    /// <summary>Whether a backward arrow closes a proper loop: its target is passed on every way to its source.</summary>
    public bool IsSound(FlowEdge edge) => _sound[edge.Number];

    /// <summary>The activities from which forward arrows lead to this one.</summary>
    public bool[] Ancestors(int activity) => Count <= MostKept ? _ancestors.GetOrAdd(activity, FindAncestors) : FindAncestors(activity);

    /// <summary>Whether an arrow leads back from behind the activity to it or before it, so that it may come again.</summary>
    public bool IsInLoop(int activity) => _inLoop.GetOrAdd(activity, FindInLoop);

    /// <summary>Depth first, in the order of the arrows, without recursion: flowcharts may be long.</summary>
    private void Search()
    {
        var onPath = new bool[Count];
        var path = new Stack<(int Activity, int Next)>();
        path.Push((Start, 0));
        _reached[Start] = onPath[Start] = true;
        while (path.TryPop(out var top))
        {
            if (top.Next == _outbound[top.Activity].Length)
            {
                onPath[top.Activity] = false;
                _order.Add(top.Activity);
                continue;
            }

            var edge = _outbound[top.Activity][top.Next];
            path.Push(top with { Next = top.Next + 1 });
            if (onPath[edge.Target]) _backward[edge.Number] = true;
            else if (!_reached[edge.Target])
            {
                _reached[edge.Target] = onPath[edge.Target] = true;
                path.Push((edge.Target, 0));
            }
        }
    }

    private void FindSound(IReadOnlyList<FlowEdge> edges)
    {
        var backward = edges.Where(edge => _backward[edge.Number]).ToList();
        if (backward.Count == 0) return;
        _order.Reverse();
        var sources = new List<int>[Count];
        for (var activity = 0; activity < Count; activity++) sources[activity] = [];
        foreach (var edge in edges.Where(edge => _reached[edge.Source])) sources[edge.Target].Add(edge.Source);
        var dominators = new Dominators(Start, _order, sources);
        foreach (var edge in backward) _sound[edge.Number] = dominators.Dominates(edge.Target, edge.Source);
    }

    private bool FindInLoop(int activity)
    {
        var (before, behind) = (Ancestors(activity), FindDescendants(activity));
        return _outbound.SelectMany(edges => edges).Any(edge =>
            _backward[edge.Number] && (edge.Target == activity || before[edge.Target]) && (edge.Source == activity || behind[edge.Source]));
    }

    private bool[] FindDescendants(int activity)
    {
        var found = new bool[Count];
        if (!_reached[activity]) return found;
        var open = new Stack<int>();
        open.Push(activity);
        while (open.TryPop(out var next))
        {
            foreach (var edge in _outbound[next])
            {
                if (_backward[edge.Number] || found[edge.Target]) continue;
                found[edge.Target] = true;
                open.Push(edge.Target);
            }
        }

        return found;
    }

    private bool[] FindAncestors(int activity)
    {
        var found = new bool[Count];
        var open = new Stack<int>();
        open.Push(activity);
        while (open.TryPop(out var next))
        {
            foreach (var edge in _inbound[next])
            {
                if (found[edge.Source]) continue;
                found[edge.Source] = true;
                open.Push(edge.Source);
            }
        }

        return found;
    }

    private FlowEdge[][] ByActivity(IEnumerable<FlowEdge> edges, Func<FlowEdge, int> end)
    {
        var lists = new FlowEdge[Count][];
        Array.Fill(lists, None);
        foreach (var group in edges.GroupBy(end)) lists[group.Key] = [.. group];
        return lists;
    }
}

/// <summary>An arrow between two activities of a flowchart.</summary>
/// <param name="Number">Its number within the flowchart.</param>
/// <param name="Source">Position of the activity that it leaves.</param>
/// <param name="Port">The outcome that it leaves by.</param>
/// <param name="Target">Position of the activity that it leads to.</param>
public sealed record FlowEdge(int Number, int Source, string Port, int Target);
