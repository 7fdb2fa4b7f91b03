using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>
/// How often the activities and arrows of one flowchart execution were visited. An activity is due when every forward
/// arrow to it was visited more often than itself.
/// </summary>
internal sealed class FlowScope(FlowGraph graph, int edges)
{
    private readonly int[] _activityVisits = new int[graph.Count];
    private readonly int[] _edgeVisits = new int[edges];
    private readonly bool[] _followed = new bool[edges];

    public FlowGraph Graph => graph;

    public int[] ActivityVisits => _activityVisits;

    public int[] EdgeVisits => _edgeVisits;

    public bool[] Followed => _followed;

    /// <summary>Outcomes that a boundary signalled while its activity goes on, as source position and port.</summary>
    public HashSet<(int Activity, string Port)>? Signalled { get; set; }

    public void VisitActivity(int activity) => _activityVisits[activity]++;

    public void VisitEdge(FlowEdge edge, bool followed)
    {
        _edgeVisits[edge.Number]++;
        _followed[edge.Number] = followed;
    }

    /// <summary>Nothing is on its way to the activity any more: what did not come, or came in vain, does not count for the next round of a loop.</summary>
    public void Settle(int activity)
    {
        var inbound = graph.ForwardInbound(activity);
        for (var index = 0; index < inbound.Count; index++) _edgeVisits[inbound[index].Number] = _activityVisits[activity];
    }

    public bool IsStale(FlowEdge edge) => _edgeVisits[edge.Number] <= _activityVisits[edge.Target];

    public bool AllVisited(int activity)
    {
        var inbound = graph.ForwardInbound(activity);
        for (var index = 0; index < inbound.Count; index++)
            if (_edgeVisits[inbound[index].Number] <= _activityVisits[activity]) return false;
        return true;
    }

    public bool AnyFollowed(int activity)
    {
        var inbound = graph.ForwardInbound(activity);
        for (var index = 0; index < inbound.Count; index++)
            if (_followed[inbound[index].Number]) return true;
        return false;
    }

    public bool AllFollowed(int activity)
    {
        var inbound = graph.ForwardInbound(activity);
        for (var index = 0; index < inbound.Count; index++)
            if (!_followed[inbound[index].Number]) return false;
        return true;
    }
}
