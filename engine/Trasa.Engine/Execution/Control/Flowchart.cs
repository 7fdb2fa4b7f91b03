using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Plans;
using Trasa.Model.Activities;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Control;

/// <summary>
/// Activities joined by arrows. Elsa's counter mode: when an activity completes, every arrow that leaves it is visited,
/// followed or not; an activity begins when all forward arrows to it have been visited and at least one was followed.
/// When none was, it is skipped and its own arrows are visited unfollowed, so that no join waits for a dead path.
/// </summary>
internal sealed class Flowchart : Composite
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Flowchart", "Flowchart", "Activities joined by arrows.") with { IsContainer = true };

    internal override void Begin(ActivityRun run)
    {
        var flow = run.Node.Flow!;
        var graph = TriggerAt(run) is { } trigger ? flow.From(trigger) : flow.Default;
        if (graph.Start < 0)
        {
            run.Done();
            return;
        }

        run.Flow = new(graph, flow.EdgeCount);
        run.Schedule(run.Node.Activities[graph.Start]);
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        var scope = run.Flow!;
        if (child.Node.Behaviour.Descriptor.IsTerminal)
        {
            run.Done();
            return;
        }

        var position = child.Node.Position;
        if (!scope.Graph.IsReached(position))
            throw new ActivityFaultException($"No arrow leads from the start to '{child.Node.Id}', so what follows it is undecided.");
        if (!child.Backward) scope.VisitActivity(position);
        if (child.Node.Behaviour is FlowJoin && FlowJoin.ModeOf(child.Node, run) == JoinMode.WaitAny && scope.Graph.IsInLoop(position)) scope.Settle(position);
        Leave(run, scope, position, outcomes);
        if (run.Active == 0) run.Done();
    }

    internal override void ChildSignalled(ActivityRun run, ActivityRun child, string outcome)
    {
        var scope = run.Flow!;
        var first = (scope.Signalled ??= []).Add((child.Node.Position, outcome));
        foreach (var edge in scope.Graph.Outbound(child.Node.Position))
        {
            if (!string.Equals(edge.Port, outcome, StringComparison.Ordinal)) continue;
            var target = run.Node.Activities[edge.Target];
            if (first) scope.VisitEdge(edge, followed: true);
            run.Schedule(target, backward: !first);
        }
    }

    /// <summary>Visits the arrows of an activity that is done and of those that are skipped because of it, in their order.</summary>
    private static void Leave(ActivityRun run, FlowScope scope, int position, IReadOnlyList<string> outcomes)
    {
        Stack<(int Activity, int Next)>? around = null;
        var at = (Activity: position, Next: 0);
        while (true)
        {
            var outbound = scope.Graph.Outbound(at.Activity);
            if (at.Next == outbound.Count)
            {
                if (around is null || !around.TryPop(out at)) return;
                continue;
            }

            var edge = outbound[at.Next++];
            var isSkipped = around is { Count: > 0 };
            if (!isSkipped && scope.Signalled is { } signalled && signalled.Remove((at.Activity, edge.Port))) continue;
            if (!Follow(run, scope, edge, !isSkipped && outcomes.Has(edge.Port))) continue;
            scope.VisitActivity(edge.Target);
            (around ??= new()).Push(at);
            at = (edge.Target, 0);
        }
    }

    /// <summary>Visits one arrow and schedules its target when that is due; true when the target is to be skipped.</summary>
    private static bool Follow(ActivityRun run, FlowScope scope, FlowEdge edge, bool followed)
    {
        scope.VisitEdge(edge, followed);
        var target = run.Node.Activities[edge.Target];
        if (scope.Graph.IsBackward(edge))
        {
            if (followed) Return(run, scope, edge, target);
            return false;
        }

        if (target.Behaviour is FlowJoin) return Join(run, scope, edge, target, followed);
        if (!scope.AllVisited(edge.Target)) return false;
        if (!scope.AnyFollowed(edge.Target)) return true;
        run.Schedule(target);
        return false;
    }

    private static void Return(ActivityRun run, FlowScope scope, FlowEdge edge, PlanNode target)
    {
        if (!scope.Graph.IsSound(edge))
            throw new ActivityFaultException($"The arrow from '{run.Node.Activities[edge.Source].Id}' back to '{target.Id}' enters a loop from its side: every way to the first must lead through the second.");
        run.Schedule(target, backward: true);
    }

    private static bool Join(ActivityRun run, FlowScope scope, FlowEdge edge, PlanNode join, bool followed)
    {
        var mode = FlowJoin.ModeOf(join, run);
        if (mode == JoinMode.WaitAny)
        {
            if (scope.IsStale(edge)) return false;
            if (!followed) return scope.AllVisited(edge.Target) && !scope.AnyFollowed(edge.Target);
            if (!IsPending(run, join)) run.Schedule(join);
            return false;
        }

        if (!scope.AllVisited(edge.Target)) return false;
        var isDue = mode == JoinMode.WaitAll ? scope.AllFollowed(edge.Target) : scope.AnyFollowed(edge.Target);
        if (!isDue) return true;
        run.Schedule(join);
        return false;
    }

    private static bool IsPending(ActivityRun run, PlanNode join)
    {
        for (var child = run.FirstChild; child is not null; child = child.Next)
            if (child.Node == join) return true;
        return run.Instance.IsScheduled(run, join);
    }

    /// <summary>The position of the child that is the trigger, or that has it inside.</summary>
    private static int? TriggerAt(ActivityRun run)
    {
        for (var node = run.Instance.Trigger; node is not null; node = node.Parent)
            if (node.Parent == run.Node) return node.Position >= 0 ? node.Position : null;
        return null;
    }
}
