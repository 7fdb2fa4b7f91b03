using System.Globalization;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Plans;
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

    public static void Register(ActivityRun guard, ActivityRun done) => Put(guard, Entry(guard, done, guard.Instance.TakeNumber()));

    /// <summary>
    /// A try that is cut short owes its <c>finally</c>, and another one runs it for it: after what was done in it is undone, before
    /// what was done earlier is.
    /// </summary>
    public static void Owe(ActivityRun closer, ActivityRun owing)
    {
        if (TryCatch.OwesFinally(owing)) Put(closer, Entry(closer, owing, owing.Number));
    }

    /// <summary>The first of what would have to be undone that this version cannot undo, or null.</summary>
    public static string? Missing(ActivityRun guard) => Of(guard)
        .Select(entry => ValueConversion.Text(((IReadOnlyDictionary<string, object?>)entry!)["activity"])!)
        .FirstOrDefault(id => Undoing(guard, id) is null);

    /// <summary>What a try has done can still be undone by the one around it, whether it ends by itself or is cut short.</summary>
    public static void HandOn(ActivityRun guard)
    {
        if (Of(guard).Count > 0 && TryCatch.Around(guard) is { } outer) Move(guard, outer);
    }

    /// <summary>Has one try undo what another would have to.</summary>
    public static void Move(ActivityRun from, ActivityRun to)
    {
        if (from == to || Of(from).Count == 0) return;
        foreach (var entry in Of(from)) Put(to, entry);
        from[Kept] = null;
    }

    /// <summary>Schedules the undoing of what was done last; false when there is nothing left.</summary>
    public static bool Next(ActivityRun guard)
    {
        if (Of(guard).Count == 0) return false;
        var open = Open(guard);
        var entry = (IReadOnlyDictionary<string, object?>)open[^1]!;
        open.RemoveAt(open.Count - 1);
        var id = ValueConversion.Text(entry["activity"])!;
        var undo = Undoing(guard, id) ?? throw new ActivityFaultException(string.Create(CultureInfo.InvariantCulture, $"'{id}' has to be undone, but version {guard.Instance.Plan.Version} of the workflow does not say how."));
        var item = entry["index"] is decimal index ? new LoopItem(entry["value"], (int)index, null) : null;
        guard.Schedule(undo, item: item);
        return true;
    }

    private static PlanNode? Undoing(ActivityRun guard, string id) =>
        guard.Instance.Plan.Find(id) is { } node ? node.Slot(node.Behaviour is TryCatch ? TryCatch.Last : Compensable.Undo) : null;

    public static bool HasAny(ActivityRun guard) => Of(guard).Count > 0;

    /// <summary>Keeps the order in which things were done, also of what tries inside have done in the meantime.</summary>
    private static void Put(ActivityRun guard, object? entry)
    {
        var (open, after) = (Open(guard), After(entry));
        var at = open.Count;
        while (at > 0 && After(open[at - 1]) > after) at--;
        open.Insert(at, entry);
    }

    private static Dictionary<string, object?> Entry(ActivityRun guard, ActivityRun done, int after)
    {
        var turn = done;
        while (turn is { Turn: null, Parent: { } outer } && outer != guard) turn = outer;
        return new()
        {
            ["activity"] = done.Node.Id,
            ["after"] = (decimal)after,
            ["value"] = turn.Turn?.Value,
            ["index"] = turn.Turn is { } item ? (decimal)item.Index : null,
        };
    }

    private static decimal After(object? entry) => (decimal)((IReadOnlyDictionary<string, object?>)entry!)["after"]!;

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
