using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>Opens every branch of a flowchart that it names.</summary>
internal sealed class FlowFork : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.FlowFork", "Fork (flow)", "Goes on by all of its branches at once.") with
        {
            Inputs = [new("branches", "String[]", "The names of the branches.", Required: true, Editor: "text")],
            OutcomesFrom = "branches",
        };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Complete(context.Input<IReadOnlyList<string>>("branches") ?? Outcomes.Done);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Runs its branches at once; done when all are, or when the first is.</summary>
internal sealed class Fork : Composite
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Fork", "Fork", "Runs its branches at once; done when all of them are, or the first.") with
        {
            Inputs = [new("joinMode", "String", "Wait for all branches or for any.", Editor: "dropdown", Options: ["WaitAll", "WaitAny"])],
            Slots = ["branches"],
        };

    internal override void Begin(ActivityRun run)
    {
        foreach (var branch in run.Node.Slots) run.Schedule(branch);
        if (run.Active == 0) run.Done();
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        var any = ValueConversion.Text(run.Node.Input("joinMode")?.Evaluate(run)) is "WaitAny" or "1";
        if (any || run.Active == 0) run.Done();
    }
}
