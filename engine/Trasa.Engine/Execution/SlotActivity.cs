using System.Text.Json.Nodes;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution;

/// <summary>An activity that may run activities inside it: it waits or works as any other, and then runs what fits.</summary>
/// <remarks>It is done when the activities that it ran are, unless <see cref="ActivityDone"/> is overridden.</remarks>
public abstract class SlotActivity : Composite
{
    /// <summary>Runs what stands in the slot; false when nothing does.</summary>
    protected static bool RunSlot(ActivityContext context, string slot) => Run(context, node => node.Property == slot && node.Position < 0);

    /// <summary>Runs what stands in the slot, once more if it is running already, with a value that it sees as <c>CurrentValue</c>; false when nothing stands there.</summary>
    protected static bool RunSlot(ActivityContext context, string slot, object? value) =>
        Run(context, node => node.Property == slot && node.Position < 0, new(ValueConversion.Canonical(value), 0, variable: null));

    /// <summary>Runs the activity that this JSON of the definition is; false when it is none inside this one.</summary>
    protected static bool RunActivity(ActivityContext context, JsonObject activity) => Run(context, node => ReferenceEquals(node.Json, activity));

    /// <summary>How many of the activities inside are running or about to.</summary>
    protected static int Running(ActivityContext context) => ((ActivityRun)context).Active;

    /// <summary>An activity inside is done.</summary>
    protected virtual void ActivityDone(ActivityContext context)
    {
        if (Running(context) == 0) context.Complete();
    }

    internal sealed override void Begin(ActivityRun run) => throw new InvalidOperationException($"{run.Node.Type} executes by itself.");

    internal sealed override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes) => ActivityDone(run);

    private static bool Run(ActivityContext context, Func<Plans.PlanNode, bool> fits, LoopItem? item = null)
    {
        var run = (ActivityRun)context;
        if (Array.Find(run.Node.Slots, slot => fits(slot)) is not { } inner) return false;
        run.Schedule(inner, item: item);
        return true;
    }
}
