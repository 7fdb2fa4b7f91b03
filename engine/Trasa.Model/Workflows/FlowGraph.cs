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

    private readonly FlowEdge[][] _outbound;
    private readonly FlowEdge[][] _inbound;
    private readonly bool[] _backward;
    private readonly bool[] _sound;
    private readonly bool[] _reached;
    private readonly ConcurrentDictionary<int, bool[]> _ancestors = new();

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
        foreach (var edge in edges.Where(edge => _backward[edge.Number])) _sound[edge.Number] = Dominates(edge.Target, edge.Source);
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
    public bool[] Ancestors(int activity) => _ancestors.GetOrAdd(activity, FindAncestors);

    /// <summary>Whether an arrow leads back from behind the activity to it or before it, so that it may come again.</summary>
    public bool IsInLoop(int activity) => _outbound.SelectMany(edges => edges).Any(edge =>
        _backward[edge.Number]
        && (edge.Target == activity || Ancestors(activity)[edge.Target])
        && (edge.Source == activity || Ancestors(edge.Source)[activity]));

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

    private bool Dominates(int target, int source)
    {
        if (target == source || target == Start) return true;
        var seen = new bool[Count];
        var open = new Stack<int>();
        open.Push(Start);
        seen[Start] = true;
        while (open.TryPop(out var activity))
        {
            if (activity == source) return false;
            foreach (var edge in _outbound[activity])
            {
                if (edge.Target == target || seen[edge.Target]) continue;
                seen[edge.Target] = true;
                open.Push(edge.Target);
            }
        }

        return true;
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
