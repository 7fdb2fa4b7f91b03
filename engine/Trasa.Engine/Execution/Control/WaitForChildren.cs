using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>
/// Runs its body and then waits until every workflow that was started in it, without being waited for there, has ended.
/// </summary>
internal sealed class WaitForChildren : Composite
{
    private const string Results = "results";

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Trasa.WaitForChildren", "Wait for children", "Runs what is inside it and then waits until every workflow that was started there has ended.") with
        {
            Outputs = [new("results", "Object[]", "The outputs of each, in the order of their ends; null for one that was cancelled.")],
            Outcomes = ["Done", "Canceled"],
            Slots = ["body"],
        };

    public static ActivityRun? Around(ActivityRun run)
    {
        for (var around = run.Parent; around is not null; around = around.Parent)
            if (around is { Node.Behaviour: WaitForChildren, Status: RunStatus.Running }) return around;
        return null;
    }

    internal override void Begin(ActivityRun run)
    {
        if (run.Node.Slot("body") is { } body) run.Schedule(body);
        else End(run);
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes) => End(run);

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        var (run, ending) = ((ActivityRun)context, ChildEnding.Read(resumption.Payload));
        run[Results] = (run[Results] as IReadOnlyList<object?> ?? []).Append(ending.IsCancelled ? null : ending.Output).ToList();
        if (ending.IsCancelled) run.Work = true;
        End(run);
        return ValueTask.CompletedTask;
    }

    private static void End(ActivityRun run)
    {
        if (run.Active > 0 || run.Instance.IsWaiting(run)) return;
        run.Output("results", run[Results] ?? new List<object?>());
        run.Complete(run.Work is true ? "Canceled" : "Done");
    }
}
