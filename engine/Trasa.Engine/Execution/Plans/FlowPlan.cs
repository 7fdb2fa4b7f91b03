using System.Collections.Concurrent;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Plans;

/// <summary>The arrows of a flowchart and the graphs that they make from each place where it can start.</summary>
internal sealed class FlowPlan(FlowLayout layout)
{
    private readonly ConcurrentDictionary<int, FlowGraph> _graphs = new();

    public int EdgeCount => layout.Edges.Count;

    public FlowGraph Default { get; } = layout.Graph();

    /// <summary>The graph as seen from another start, when a trigger in the middle started the workflow.</summary>
    public FlowGraph From(int position) => position == layout.Start
        ? Default
        : _graphs.GetOrAdd(position, at => new FlowGraph(layout.Activities.Count, layout.Edges, at));
}
