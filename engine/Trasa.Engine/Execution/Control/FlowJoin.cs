using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>
/// Brings branches of a flowchart together. Its flowchart decides when it is due; when it is the first branch that
/// counts (<c>WaitAny</c>), the others are cancelled as it runs.
/// </summary>
internal sealed class FlowJoin : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.FlowJoin", "Join", "Waits for all, for all active, or for the first of the branches that lead here.") with
        {
            Inputs = [new("mode", "String", "Which branches to wait for.", Editor: "dropdown", Options: ["WaitAll", "WaitAllActive", "WaitAny"])],
        };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var run = (ActivityRun)context;
        if (run.Parent is { Flow: { } scope } flowchart && ModeOf(run.Node, run) == JoinMode.WaitAny)
            CancelAncestors(run, flowchart, scope);
        run.Done();
        return ValueTask.CompletedTask;
    }

    public static JoinMode ModeOf(PlanNode join, ActivityRun run) =>
        ValueConversion.Text(join.Input("mode")?.Evaluate(run)) switch
        {
            "WaitAll" or "1" => JoinMode.WaitAll,
            "WaitAllActive" or "2" => JoinMode.WaitAllActive,
            _ => JoinMode.WaitAny,
        };

    private static void CancelAncestors(ActivityRun join, ActivityRun flowchart, FlowScope scope)
    {
        var ancestors = scope.Graph.Ancestors(join.Node.Position);
        for (var child = flowchart.FirstChild; child is not null;)
        {
            var next = child.Next;
            if (child != join && child.Node.Position >= 0 && ancestors[child.Node.Position]) join.Instance.Cancellation.Cancel(child);
            child = next;
        }

        for (var position = 0; position < ancestors.Length; position++)
            if (ancestors[position] && scope.Graph.IsInLoop(position)) scope.Settle(position);
    }
}

internal enum JoinMode
{
    WaitAny,
    WaitAll,
    WaitAllActive,
}
