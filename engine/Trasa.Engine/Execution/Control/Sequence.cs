using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>One activity after the other.</summary>
internal sealed class Sequence : Composite
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Sequence", "Sequence", "One activity after the other.") with { IsContainer = true };

    internal override void Begin(ActivityRun run) => Next(run);

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes) => Next(run);

    private static void Next(ActivityRun run)
    {
        if (run.Step < run.Node.Activities.Length) run.Schedule(run.Node.Activities[run.Step++]);
        else run.Done();
    }
}

/// <summary>All activities at once; done when all are.</summary>
internal sealed class Parallel : Composite
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Parallel", "Parallel", "All activities at once; done when all of them are.") with { IsContainer = true };

    internal override void Begin(ActivityRun run)
    {
        foreach (var activity in run.Node.Activities) run.Schedule(activity);
        if (run.Active == 0) run.Done();
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        if (run.Active == 0) run.Done();
    }
}

/// <summary>The outermost activity of definitions that were written by code.</summary>
internal sealed class WorkflowRoot : Composite
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Workflow", "Workflow from code", "The outermost activity of a workflow that was written by code: runs the one activity inside of it.") with { Slots = ["root"] };

    internal override void Begin(ActivityRun run)
    {
        if (run.Node.Slot("root") is { } root) run.Schedule(root);
        else run.Done();
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes) => run.Complete(outcomes);
}

/// <summary>A box around one activity.</summary>
internal sealed class Container : Composite
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.FlowNode", "Container", "A box around one activity.") with { Slots = ["body"] };

    internal override void Begin(ActivityRun run)
    {
        if (run.Node.Slot("body") is { } body) run.Schedule(body);
        else run.Done();
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes) => run.Done();
}
