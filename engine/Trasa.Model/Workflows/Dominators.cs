namespace Trasa.Model.Workflows;

/// <summary>
/// Which activities are passed on every way from the start to another one. After Cooper, Harvey and Kennedy, "A Simple, Fast
/// Dominance Algorithm": a tree in which everything hangs below the last activity that it cannot be reached without.
/// </summary>
internal sealed class Dominators
{
    private readonly int[] _above;
    private readonly int[] _first;
    private readonly int[] _last;

    /// <param name="start">Where every way begins.</param>
    /// <param name="order">What can be reached, each before what the search found behind it (reverse postorder).</param>
    /// <param name="sources">Where the arrows to an activity come from.</param>
    public Dominators(int start, IReadOnlyList<int> order, IReadOnlyList<int>[] sources)
    {
        var rank = new int[sources.Length];
        for (var index = 0; index < order.Count; index++) rank[order[index]] = index;
        _above = new int[sources.Length];
        Array.Fill(_above, -1);
        _above[start] = start;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var activity in order)
            {
                if (activity == start) continue;
                var above = -1;
                foreach (var source in sources[activity])
                    if (_above[source] >= 0) above = above < 0 ? source : Meet(above, source, rank);
                if (_above[activity] == above) continue;
                _above[activity] = above;
                changed = true;
            }
        }

        (_first, _last) = Number(start, order);
    }

    /// <summary>Whether every way from the start to <paramref name="activity"/> leads through <paramref name="over"/>.</summary>
    public bool Dominates(int over, int activity) => _above[over] >= 0 && _above[activity] >= 0 && _first[over] <= _first[activity] && _last[activity] <= _last[over];

    private int Meet(int one, int other, int[] rank)
    {
        while (one != other)
        {
            while (rank[one] > rank[other]) one = _above[one];
            while (rank[other] > rank[one]) other = _above[other];
        }

        return one;
    }

    /// <summary>When a walk through the tree enters and leaves each activity: what hangs below another lies within its times.</summary>
    private (int[] First, int[] Last) Number(int start, IReadOnlyList<int> order)
    {
        var below = new List<int>?[_above.Length];
        foreach (var activity in order)
            if (activity != start) (below[_above[activity]] ??= []).Add(activity);
        var (first, last, time) = (new int[_above.Length], new int[_above.Length], 0);
        var open = new Stack<(int Activity, int Next)>();
        open.Push((start, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == 0) first[top.Activity] = ++time;
            if (below[top.Activity] is { } children && top.Next < children.Count)
            {
                open.Push(top with { Next = top.Next + 1 });
                open.Push((children[top.Next], 0));
            }
            else
            {
                last[top.Activity] = ++time;
            }
        }

        return (first, last);
    }
}
