using System.Collections.Concurrent;

namespace Trasa.Engine.Execution.Plans;

/// <summary>The arrows of a flowchart and the graphs that they make from each place where it can start.</summary>
internal sealed class FlowPlan(PlanNode[] activities, FlowEdge[] edges, int start)
{
    private readonly ConcurrentDictionary<int, FlowGraph> _graphs = new();
    private readonly FlowGraph _default = new(activities, edges, start);

    public PlanNode[] Activities => activities;

    public int EdgeCount => edges.Length;

    public FlowGraph Default => _default;

    /// <summary>The graph as seen from another start, when a trigger in the middle started the workflow.</summary>
    public FlowGraph From(int position) => position == start ? _default : _graphs.GetOrAdd(position, at => new FlowGraph(activities, edges, at));
}

/// <summary>An arrow.</summary>
/// <param name="Number">Its number within the flowchart; visit counters refer to it.</param>
/// <param name="Source">Position of the activity that it leaves.</param>
/// <param name="Port">The outcome that it leaves by.</param>
/// <param name="Target">Position of the activity that it leads to.</param>
internal sealed record FlowEdge(int Number, int Source, string Port, int Target);
