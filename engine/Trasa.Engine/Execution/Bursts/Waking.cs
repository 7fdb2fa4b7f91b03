using Trasa.Engine.Execution.Control;
using Trasa.Engine.Journal;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>What a resumed bookmark means: the activity's own wait is over, it is tried again, or something at its edge fired.</summary>
internal static class Waking
{
    public static async ValueTask WakeAsync(BurstLoop loop, InstanceRun instance, Wait wait, Resumption resumption, CancellationToken cancellationToken)
    {
        var run = wait.Run;
        switch (wait.Role)
        {
            case Wait.Own:
                instance.Log.Between(JournalEvents.ActivityResumed, run.Node, resumption.TimedOut ? "TimedOut" : null);
                await loop.ResumeAsync(run, resumption, cancellationToken).ConfigureAwait(false);
                break;
            case Wait.Again:
                instance.Log.Between(JournalEvents.ActivityStarted, run.Node);
                await loop.ExecuteAsync(run, cancellationToken).ConfigureAwait(false);
                break;
            default:
                await FireAsync(loop, instance, wait, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private static async ValueTask FireAsync(BurstLoop loop, InstanceRun instance, Wait wait, CancellationToken cancellationToken)
    {
        var (run, boundary) = (wait.Run, wait.Run.Node.Boundaries[wait.Role]);
        instance.Log.Between(JournalEvents.BoundaryFired, run.Node, boundary.Outcome);
        if (boundary.Interrupts && TryCatch.LeavesOrderly(run, boundary.Outcome)) return;
        if (boundary.Interrupts)
        {
            await loop.InterruptAsync(run, [boundary.Outcome], cancellationToken).ConfigureAwait(false);
            return;
        }

        if (boundary.Repeats) await loop.SetBoundaryAsync(run, wait.Role, cancellationToken).ConfigureAwait(false);
        if (run.Parent is { } parent) ((Composite)parent.Node.Behaviour).ChildSignalled(parent, run, boundary.Outcome);
    }
}
