using Trasa.Engine.Execution.Bursts;

namespace Trasa.Engine.Execution.Control;

/// <summary>Undoes what an instance has done before it is cancelled.</summary>
internal static class UndoneCancellation
{
    /// <summary>
    /// Begins to undo; everything else in the instance is cancelled now. An undoing that is on its way, because of a fault, is not
    /// cut off but goes on and goes first. False when there is nothing to undo, or when it is being undone already.
    /// </summary>
    public static bool Begin(InstanceRun instance)
    {
        if (instance.Root is not { } root) return false;
        var tries = Inside(root).Prepend(root).Where(run => run is { Node.Behaviour: TryCatch, Status: RunStatus.Running }).ToList();
        if (tries.Exists(TryCatch.IsCancelling)) return false;
        var guards = Guards(tries);
        if (guards.Count == 0) return false;
        var around = guards.SelectMany(Around).ToHashSet();
        foreach (var outer in tries.Where(around.Contains)) TryCatch.Overrule(outer);
        CancelBeside(instance, root, guards, around);
        foreach (var guard in guards) TryCatch.Cancel(guard, goesOn: IsOnItsWay(guard));
        return true;
    }

    /// <summary>All executions inside, outermost first.</summary>
    public static IEnumerable<ActivityRun> Inside(ActivityRun run)
    {
        var open = new Stack<ActivityRun>([run]);
        while (open.TryPop(out var next))
        {
            if (next != run) yield return next;
            for (var child = next.FirstChild; child is not null; child = child.Next) open.Push(child);
        }
    }

    /// <summary>The tries that are to undo, with everything that is to be undone: those on their way, and the outermost of the others.</summary>
    private static HashSet<ActivityRun> Guards(List<ActivityRun> tries)
    {
        var (guards, heirs) = (new HashSet<ActivityRun>(), new Dictionary<ActivityRun, ActivityRun>());
        foreach (var guard in tries.Where(IsOnItsWay))
        {
            if (Around(guard).Any(guards.Contains)) continue;
            guards.Add(guard);
            Compensations.Owe(guard, guard);
            heirs.TryAdd(Outermost(guard), guard);
        }

        var onTheWay = guards.ToHashSet();
        foreach (var guard in tries.Where(guard => !onTheWay.Contains(guard) && !Around(guard).Any(onTheWay.Contains)))
        {
            var heir = heirs.GetValueOrDefault(Outermost(guard), Outermost(guard));
            Compensations.Owe(heir, guard);
            Compensations.Move(guard, heir);
            if (Compensations.HasAny(heir)) guards.Add(heir);
        }

        return guards;
    }

    /// <summary>One whose undoing has faulted is stuck: what is left is undone without it.</summary>
    private static bool IsOnItsWay(ActivityRun guard) => TryCatch.IsClosing(guard) && !Inside(guard).Any(run => run.Status == RunStatus.Faulted);

    private static IEnumerable<ActivityRun> Around(ActivityRun run)
    {
        for (var at = run.Parent; at is not null; at = at.Parent) yield return at;
    }

    private static ActivityRun Outermost(ActivityRun guard) => Around(guard).LastOrDefault(run => run is { Node.Behaviour: TryCatch, Status: RunStatus.Running }) ?? guard;

    private static void CancelBeside(InstanceRun instance, ActivityRun run, HashSet<ActivityRun> guards, HashSet<ActivityRun> around)
    {
        for (var at = run; !guards.Contains(at);)
        {
            instance.Unschedule(at);
            instance.RemoveBookmarks(at);
            var kept = new List<ActivityRun>();
            for (var child = at.FirstChild; child is not null;)
            {
                var next = child.Next;
                if (guards.Contains(child) || around.Contains(child)) kept.Add(child);
                else instance.Cancellation.Cancel(child);
                child = next;
            }

            foreach (var child in kept.Skip(1)) CancelBeside(instance, child, guards, around);
            if (kept.Count == 0) return;
            at = kept[0];
        }
    }
}
