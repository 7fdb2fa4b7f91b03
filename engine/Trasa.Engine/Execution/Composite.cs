using Trasa.Engine.Execution.Bursts;

namespace Trasa.Engine.Execution;

/// <summary>
/// An activity that runs others. It schedules them and is told when each is done; nothing here calls itself, so deep
/// and long workflows cost neither stack nor more than linear time. Outside of the engine, <see cref="SlotActivity"/> is the base.
/// </summary>
public abstract class Composite : Activity
{
    private protected Composite()
    {
    }

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        Begin((ActivityRun)context);
        return ValueTask.CompletedTask;
    }

    internal abstract void Begin(ActivityRun run);

    internal abstract void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes);

    /// <summary>A boundary of the child fired that does not interrupt it: what follows that outcome starts besides.</summary>
    internal virtual void ChildSignalled(ActivityRun run, ActivityRun child, string outcome)
    {
    }
}
