using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Control;
using Trasa.Engine.Execution.Plans;

namespace Trasa.Engine.Moving;

/// <summary>Puts a container that is new around a step into the state in which that step is running.</summary>
internal static class Entering
{
    public static void Enter(ActivityRun run, PlanNode at)
    {
        switch (run.Node.Behaviour)
        {
            case Sequence:
                run.Step = at.Position + 1;
                break;
            case Flowchart:
                Enter(run, run.Node.Flow!.Default, at);
                break;
            case Execution.Control.Parallel or Container or WorkflowRoot or If or Switch or Fork:
                break;
            case TryCatch when at.Property == "body":
                break;
            default:
                throw new CannotMoveException($"'{at.Name}' ({at.Id}) stands inside '{run.Node.Name}' ({run.Node.Type}) in the new version, which cannot be entered in its middle.");
        }
    }

    /// <summary>As if control had come by every way that leads to the step.</summary>
    private static void Enter(ActivityRun run, Trasa.Model.Workflows.FlowGraph graph, PlanNode at)
    {
        if (!graph.IsReached(at.Position)) throw new CannotMoveException($"No arrow leads from the start of '{run.Node.Name}' ({run.Node.Id}) to '{at.Name}' ({at.Id}).");
        var scope = new FlowScope(graph, run.Node.Flow!.EdgeCount);
        var passed = graph.Ancestors(at.Position);
        for (var position = 0; position < passed.Length; position++)
        {
            if (!passed[position]) continue;
            scope.VisitActivity(position);
            foreach (var edge in graph.Outbound(position))
                if (!graph.IsBackward(edge)) scope.VisitEdge(edge, edge.Target == at.Position || passed[edge.Target]);
        }

        run.Flow = scope;
    }
}
