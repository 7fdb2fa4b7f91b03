using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>One of two activities inside it.</summary>
internal sealed class If : Composite
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.If", "If", "Runs one activity when the condition holds and another when not.") with
        {
            Inputs = [Describe.Condition("condition", "What decides.")],
            Outputs = [new("result", "Boolean", "Whether the condition held.")],
            Slots = ["then", "else"],
        };

    internal override void Begin(ActivityRun run)
    {
        var holds = run.Input<bool>("condition");
        run.Output("result", holds);
        if (run.Node.Slot(holds ? "then" : "else") is { } branch) run.Schedule(branch);
        else run.Done();
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes) => run.Done();
}

/// <summary>A fork in a flowchart: true or false.</summary>
internal sealed class FlowDecision : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.FlowDecision", "Decision", "Leaves by True when the condition holds, otherwise by False.") with
        {
            Inputs = [Describe.Condition("condition", "What decides.")],
            Outcomes = ["True", "False"],
        };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Complete(context.Input<bool>("condition") ? Outcomes.True : Outcomes.False);
        return ValueTask.CompletedTask;
    }
}
