using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>A composite that <c>Elsa.Break</c> ends.</summary>
internal abstract class Loop : Composite
{
    internal sealed override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes) => Turn(run);

    internal sealed override void Begin(ActivityRun run)
    {
        Prepare(run);
        Turn(run);
    }

    protected virtual void Prepare(ActivityRun run)
    {
    }

    /// <summary>Schedules the body once more, or is done.</summary>
    protected abstract void Turn(ActivityRun run);
}

internal sealed class While : Loop
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.While", "While", "Repeats its body as long as the condition holds.") with
        {
            Inputs = [Describe.Condition("condition", "Checked before every turn.")],
            Slots = ["body"],
        };

    protected override void Turn(ActivityRun run)
    {
        if (run.Node.Slot("body") is { } body && run.Input<bool>("condition")) run.Schedule(body);
        else run.Done();
    }
}

internal sealed class For : Loop
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.For", "For", "Counts from a number to another and repeats its body for each.") with
        {
            Inputs =
            [
                new("start", "Int32", "The first number."),
                new("end", "Int32", "The last number.", Required: true),
                new("step", "Int32", "What is added each time; 1 when not given."),
                Describe.Boolean("outerBoundInclusive", "Whether the last number has its turn; yes when not given."),
            ],
            Outputs = [new("currentValue", "Int32", "The number of this turn.")],
            Slots = ["body"],
        };

    /// <summary>The bounds are worked out once: changing their variables in the body does not move them.</summary>
    protected override void Prepare(ActivityRun run) => run.Work = new List<object?>
    {
        run.HasInput("start") ? run.Input<decimal>("start") : 0m,
        run.Input<decimal>("end"),
        run.HasInput("step") ? run.Input<decimal>("step") : 1m,
        !run.HasInput("outerBoundInclusive") || run.Input<bool>("outerBoundInclusive"),
    };

    protected override void Turn(ActivityRun run)
    {
        var bounds = (List<object?>)run.Work!;
        var (start, end, step, inclusive) = ((decimal)bounds[0]!, (decimal)bounds[1]!, (decimal)bounds[2]!, (bool)bounds[3]!);
        if (step == 0) throw new ActivityFaultException("The step is 0, so the loop would never end.");
        var current = start + (step * run.Step);
        var remains = step > 0 ? end - current : current - end;
        if (remains < 0 || (remains == 0 && !inclusive) || run.Node.Slot("body") is not { } body)
        {
            run.Done();
            return;
        }

        run.Output("currentValue", current);
        run.Schedule(body, item: new(current, run.Step++, null));
    }
}

internal sealed class ForEach : Loop
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.ForEach", "For each", "Repeats its body for every item of a list, one after the other.") with
        {
            Inputs = [new("items", "Object[]", "The list.", Required: true)],
            Outputs = [new("currentValue", "Object", "The item of this turn.")],
            Slots = ["body"],
        };

    protected override void Prepare(ActivityRun run) => run.Work = LoopItems.Of(run);

    protected override void Turn(ActivityRun run)
    {
        var items = (IReadOnlyList<object?>)run.Work!;
        if (run.Step >= items.Count || run.Node.Slot("body") is not { } body)
        {
            run.Done();
            return;
        }

        run.Output("currentValue", items[run.Step]);
        run.Schedule(body, item: new(items[run.Step], run.Step++, null));
    }
}

/// <summary>Every item at once, each branch with its own current value. Branches interleave; they do not run on several threads.</summary>
internal sealed class ParallelForEach : Loop
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.ParallelForEach", "Parallel for each", "Runs its body for all items of a list at once.") with
        {
            Inputs = [new("items", "Object[]", "The list.", Required: true)],
            Outputs = [new("currentValue", "Object", "The item of this branch.")],
            Slots = ["body"],
        };

    protected override void Prepare(ActivityRun run)
    {
        if (run.Node.Slot("body") is not { } body) return;
        var shown = run.Node.Outputs is [{ IsWorkflowOutput: false } output, ..] ? run.Node.Scope.Find(output.Target) : null;
        var items = LoopItems.Of(run);
        for (var index = 0; index < items.Count; index++) run.Schedule(body, item: new(items[index], index, shown));
    }

    protected override void Turn(ActivityRun run)
    {
        if (run.Active == 0) run.Done();
    }
}

internal static class LoopItems
{
    public static IReadOnlyList<object?> Of(ActivityRun run) => Values.ValueConversion.ToList(run.Input<object>("items"));
}
