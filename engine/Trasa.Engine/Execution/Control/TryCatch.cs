using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Instances;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>
/// Runs its body; a fault anywhere inside cancels the rest of the body, undoes the compensable work that was done in it, the
/// last first, and runs <c>catch</c>. <c>finally</c> runs in either case, once: also when <c>catch</c> faults itself, or something beside
/// it, and a try around it takes over, and when the instance is cancelled.
/// </summary>
internal sealed class TryCatch : Composite
{
    private const int Body = 0;
    private const int Catching = 1;
    private const int Finally = 2;
    private const int Undoing = 3;

    /// <summary>Undoing because the instance is cancelled, not because of a fault.</summary>
    private const int Cancelling = 4;

    /// <summary>A try inside undoes, also for this one, and then the instance is cancelled.</summary>
    private const int Overruled = 5;

    public const string Last = "finally";

    private const string Leaving = "leaving";

    private const string Breaking = "breaking";

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Trasa.Try", "Try", "Runs its body; when something in it faults, undoes what can be undone and runs what is to be done then.") with
        {
            Outputs = [new("error", "Object", "What faulted: message, activityId, activityName.")],
            Outcomes = ["Done", "Caught"],
            Slots = ["body", "catch", Last],
        };

    internal override void Begin(ActivityRun run) => Enter(run, "body");

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        switch (run.Step)
        {
            case Body:
                Compensations.HandOn(run);
                EnterFinally(run);
                break;
            case Finally:
                Leave(run);
                break;
            case Undoing:
                Undo(run);
                break;
            case Cancelling:
                if (!Compensations.Next(run)) EndCancelling(run);
                break;
            default:
                EnterFinally(run);
                break;
        }
    }

    /// <summary>The innermost try whose body the execution is in.</summary>
    public static ActivityRun? Around(ActivityRun run)
    {
        for (var around = run.Parent; around is not null; around = around.Parent)
            if (around is { Node.Behaviour: TryCatch, Status: RunStatus.Running, Step: Body }) return around;
        return null;
    }

    /// <summary>Takes a fault; the body has been cancelled, and what tries inside have done is to be undone here.</summary>
    public static void Catch(ActivityRun guard, ActivityRun faulted, Exception fault)
    {
        guard.Work = true;
        guard.Output("error", new Dictionary<string, object?>
        {
            ["message"] = fault.Message,
            ["activityId"] = faulted.Node.Id,
            ["activityName"] = faulted.Node.Name,
        });
        Undo(guard);
    }

    public static bool IsCancelling(ActivityRun guard) => guard is { Step: Cancelling, Status: RunStatus.Running };

    public static bool IsUndoing(ActivityRun guard) => guard is { Node.Behaviour: TryCatch, Step: Undoing, Status: RunStatus.Running };

    /// <summary>What is on its way to be put in order is not cut off when the instance is cancelled.</summary>
    public static bool IsClosing(ActivityRun guard) => IsUndoing(guard) || guard is { Node.Behaviour: TryCatch, Step: Finally, Status: RunStatus.Running };

    /// <summary>Whether it has begun and its <c>finally</c> has not.</summary>
    public static bool OwesFinally(ActivityRun guard) =>
        guard is { Node.Behaviour: TryCatch, Status: RunStatus.Running, Step: Body or Catching or Undoing } && guard.Node.Slot(Last) is not null;

    public static void Overrule(ActivityRun guard) => guard.Step = Overruled;

    /// <summary>
    /// What fires at the edge of a try leaves it by way of its <c>finally</c>; first what is being undone is undone, and it takes the
    /// place of <c>catch</c>. False when there is nothing to do before.
    /// </summary>
    public static bool LeavesOrderly(ActivityRun guard, string outcome)
    {
        var (closes, owes) = (IsClosing(guard), OwesFinally(guard));
        if (!closes && !owes) return false;
        guard[Leaving] = outcome;
        if (!closes) Close(guard);
        return true;
    }

    /// <summary>A break goes on from here when its <c>finally</c> is done. False when it has none, or has begun it.</summary>
    public static bool BreaksOrderly(ActivityRun guard)
    {
        if (!OwesFinally(guard)) return false;
        guard[Breaking] = true;
        Close(guard);
        return true;
    }

    private static void Close(ActivityRun guard)
    {
        guard.Instance.Cancellation.CancelInside(guard);
        guard.Instance.Unschedule(guard);
        guard.Instance.RemoveBookmarks(guard);
        Compensations.HandOn(guard);
        EnterFinally(guard);
    }

    /// <summary>Undoes what was done inside, and then the instance is cancelled.</summary>
    /// <param name="guard">The try.</param>
    /// <param name="goesOn">Whether it undoes already.</param>
    public static void Cancel(ActivityRun guard, bool goesOn)
    {
        guard.Step = Cancelling;
        guard.Instance.RemoveBookmarks(guard);
        if (goesOn) return;
        guard.Instance.Cancellation.CancelInside(guard);
        guard.Instance.Unschedule(guard);
        Compensations.Next(guard);
    }

    private static void Undo(ActivityRun guard)
    {
        guard.Step = Undoing;
        if (Compensations.Next(guard)) return;
        if (guard[Leaving] is string)
        {
            EnterFinally(guard);
            return;
        }

        guard.Step = Catching;
        Enter(guard, "catch");
    }

    /// <summary>The last of the tries that undo something ends the instance.</summary>
    private static void EndCancelling(ActivityRun guard)
    {
        var isLast = !UndoneCancellation.Inside(guard.Instance.Root!).Prepend(guard.Instance.Root!).Any(other => other != guard && other.Node.Behaviour is TryCatch && IsCancelling(other));
        if (!isLast)
        {
            guard.Instance.Cancellation.Cancel(guard);
            return;
        }

        guard.Done();
        guard.Instance.Ending = InstanceStatus.Cancelled;
    }

    private static void Enter(ActivityRun run, string slot)
    {
        if (run.Node.Slot(slot) is { } activity) run.Schedule(activity);
        else if (run.Step == Finally) Leave(run);
        else EnterFinally(run);
    }

    private static void EnterFinally(ActivityRun run)
    {
        run.Step = Finally;
        Enter(run, Last);
    }

    private static void Leave(ActivityRun run)
    {
        if (run[Breaking] is true) run.Instance.BreakingOut = Break.LoopAround(run);
        run.Complete(run[Leaving] as string ?? (run.Work is true ? "Caught" : "Done"));
    }
}
