using System.Diagnostics.CodeAnalysis;
using Trasa.Engine.Execution.Control;
using Trasa.Engine.Journal;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>Cancels executions with all that is inside them, and remembers which have to be told because they waited.</summary>
internal sealed class Cancellation(InstanceRun instance)
{
    private readonly Stack<ActivityRun> _toTell = new();

    public bool HasAny => _toTell.Count > 0;

    public bool TryTake([MaybeNullWhen(false)] out ActivityRun cancelled) => _toTell.TryPop(out cancelled);

    /// <summary>Cancels an execution. Its place in the composite around it is given up.</summary>
    public void Cancel(ActivityRun run)
    {
        if (!IsOpen(run)) return;
        CancelInside(run);
        CancelOne(run);
        if (run.Parent is not { } parent) return;
        parent.Active--;
        parent.Detach(run);
    }

    /// <summary>Cancels everything inside an execution. What is scheduled there and has not begun never begins, unless its owner completes.</summary>
    public void CancelInside(ActivityRun run)
    {
        if (run.FirstChild is null) return;
        var open = new Stack<ActivityRun>();
        for (var child = run.FirstChild; child is not null; child = child.Next)
        {
            open.Push(child);
            run.Active--;
        }

        run.FirstChild = null;
        while (open.TryPop(out var next))
        {
            CancelOne(next);
            for (var child = next.FirstChild; child is not null; child = child.Next) open.Push(child);
        }
    }

    private void CancelOne(ActivityRun run)
    {
        if (!IsOpen(run)) return;
        if (run.Waits > 0)
        {
            instance.RemoveBookmarks(run);
            _toTell.Push(run);
        }

        if (run.Node.Behaviour is TryCatch) Compensations.HandOn(run);
        run.Status = RunStatus.Cancelled;
        instance.Log.Between(JournalEvents.ActivityCancelled, run.Node);
    }

    private static bool IsOpen(ActivityRun run) => run.Status is RunStatus.Running or RunStatus.Faulted;
}
