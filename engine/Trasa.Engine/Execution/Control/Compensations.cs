using System.Globalization;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>
/// Work that can be undone: its body, and what undoes it. When the try around it fails, or the instance is cancelled, what
/// undoes the bodies that were done runs, the last one first.
/// </summary>
internal sealed class Compensable : Composite
{
    public const string Undo = "compensation";

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Trasa.Compensable", "Compensable", "Runs its body and remembers how to undo it, should the try around it fail or the workflow be cancelled.") with { Slots = ["body", Undo] };

    internal override void Begin(ActivityRun run)
    {
        if (run.Node.Slot("body") is { } body) run.Schedule(body);
        else run.Done();
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        if (run.Node.Slot(Undo) is not null && TryCatch.Around(run) is { } guard) Compensations.Register(guard, run);
        run.Done();
    }
}

/// <summary>
/// What a try would have to undo, in the order in which it was done. It is kept by the activities' ids. An undo sees the
/// variables of the workflow and of the containers that still run, and the item of the loop that it was done in.
/// </summary>
internal static class Compensations
{
    private const string Kept = "compensations";

    public static void Register(ActivityRun guard, ActivityRun done)
    {
        var turn = done;
        while (turn is { Turn: null, Parent: { } outer } && outer != guard) turn = outer;
        Open(guard).Add(new Dictionary<string, object?>
        {
            ["activity"] = done.Node.Id,
            ["after"] = (decimal)guard.Instance.LastNumber,
            ["value"] = turn.Turn?.Value,
            ["index"] = turn.Turn is { } item ? (decimal)item.Index : null,
        });
    }

    /// <summary>The first of what would have to be undone that this version cannot undo, or null.</summary>
    public static string? Missing(ActivityRun guard) => Of(guard)
        .Select(entry => ValueConversion.Text(((IReadOnlyDictionary<string, object?>)entry!)["activity"])!)
        .FirstOrDefault(id => guard.Instance.Plan.Find(id)?.Slot(Compensable.Undo) is null);

    /// <summary>A try that is done can still be undone by the one around it.</summary>
    public static void HandOn(ActivityRun guard)
    {
        if (Of(guard) is { Count: > 0 } own && TryCatch.Around(guard) is { } outer) Open(outer).AddRange(own);
    }

    /// <summary>Takes over what the tries inside, which are about to be cancelled, would have to undo.</summary>
    public static void Gather(ActivityRun guard)
    {
        var all = Of(guard).Concat(Inside(guard).SelectMany(Of)).OrderBy(entry => (decimal)((IReadOnlyDictionary<string, object?>)entry!)["after"]!).ToList();
        if (all.Count > 0) guard[Kept] = all;
    }

    /// <summary>Schedules the undoing of what was done last; false when there is nothing left.</summary>
    public static bool Next(ActivityRun guard)
    {
        if (Of(guard).Count == 0) return false;
        var open = Open(guard);
        var entry = (IReadOnlyDictionary<string, object?>)open[^1]!;
        open.RemoveAt(open.Count - 1);
        var id = ValueConversion.Text(entry["activity"])!;
        var undo = guard.Instance.Plan.Find(id)?.Slot(Compensable.Undo) ?? throw new ActivityFaultException(string.Create(CultureInfo.InvariantCulture, $"'{id}' has to be undone, but version {guard.Instance.Plan.Version} of the workflow does not say how."));
        var item = entry["index"] is decimal index ? new LoopItem(entry["value"], (int)index, null) : null;
        guard.Schedule(undo, item: item);
        return true;
    }

    /// <summary>
    /// Begins to undo what an instance has done, before it is cancelled: everything else in it is cancelled now. False when there
    /// is nothing to undo, or when it is being undone already.
    /// </summary>
    public static bool BeginCancelling(InstanceRun instance)
    {
        if (instance.Root is not { } root) return false;
        var guards = new List<ActivityRun>();
        foreach (var guard in Inside(root).Prepend(root).Where(run => run.Node.Behaviour is TryCatch))
        {
            if (TryCatch.IsCancelling(guard)) return false;
            if (guard.Status != RunStatus.Running || guards.Exists(outer => IsInside(guard, outer))) continue;
            Gather(guard);
            if (Of(guard).Count > 0) guards.Add(guard);
        }

        if (guards.Count == 0) return false;
        CancelBeside(instance, root, guards);
        foreach (var guard in guards) TryCatch.Cancel(guard);
        return true;
    }

    private static void CancelBeside(InstanceRun instance, ActivityRun run, List<ActivityRun> guards)
    {
        if (guards.Contains(run)) return;
        instance.Unschedule(run);
        instance.RemoveBookmarks(run);
        for (var child = run.FirstChild; child is not null;)
        {
            var next = child.Next;
            if (guards.Exists(guard => guard == child || IsInside(guard, child))) CancelBeside(instance, child, guards);
            else instance.Cancellation.Cancel(child);
            child = next;
        }
    }

    public static bool IsInside(ActivityRun run, ActivityRun around)
    {
        for (var at = run.Parent; at is not null; at = at.Parent)
            if (at == around) return true;
        return false;
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

    private static IReadOnlyList<object?> Of(ActivityRun guard) => guard.Node.Behaviour is TryCatch ? guard[Kept] as IReadOnlyList<object?> ?? [] : [];

    /// <summary>To be changed in place: a loop may do thousands of things that can be undone.</summary>
    private static List<object?> Open(ActivityRun guard)
    {
        if (guard[Kept] is List<object?> open) return open;
        open = [.. Of(guard)];
        guard[Kept] = open;
        return open;
    }
}
