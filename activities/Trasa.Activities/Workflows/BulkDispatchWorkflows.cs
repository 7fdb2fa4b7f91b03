using Trasa.Engine.Bookmarks;
using Trasa.Engine.Calendars;
using Trasa.Engine.Execution;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Activities.Workflows;

/// <summary>Starts a workflow for every item: all at once, so many at a time, or a batch after every pause.</summary>
internal sealed class BulkDispatchWorkflows : SlotActivity
{
    private const string Items = "items";
    private const string Next = "next";
    private const string Open = "open";
    private const string Paused = "paused";
    private const string Results = "results";
    private const string IsCancelled = "cancelled";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.BulkDispatchWorkflows",
        Category = Children.Category,
        DisplayName = "Bulk dispatch workflows",
        Description = "Starts a workflow for every item of a list.",
        Inputs =
        [
            new("workflowDefinitionId", "String", "Which workflow.", Required: true, Editor: "workflow"),
            new("items", "Object[]", "The items; objects give several inputs.", Required: true),
            new("defaultItemInputKey", "String", "The input that takes an item that is no object; Item when not given.", Editor: "text"),
            new("correlationId", "String", "What they are about."),
            new("correlationIdFunction", "String", "What each is about, worked out from its Item.", Sees: ["Item", "args"]),
            new("input", "ObjectDictionary", "Inputs that are the same for all."),
            new("waitForCompletion", "Boolean", "Whether to go on only when all have ended.", Editor: "checkbox"),
            new("atOnce", "Int32", "How many may run at a time when waiting; all when not given.", Editor: "text"),
            new("pause", "String", "The pause between two batches, e.g. 1 min; none when not given.", Editor: "duration"),
            new("batch", "Int32", "How many are started between two pauses; 100 when not given.", Editor: "text"),
        ],
        Outputs = [new("result", "Object[]", "The outputs of each, in the order of their ends.")],
        Outcomes = ["Completed", "Canceled", "Done"],
        Slots = ["childCompleted", "childFaulted"],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context[Items] = ValueConversion.ToList(context.Input<object>("items"));
        context[Next] = context[Open] = 0m;
        context[Results] = new List<object?>();
        StartMore(context);
        return ValueTask.CompletedTask;
    }

    public override ValueTask CancelAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        Children.CancelAll(context);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        if (resumption.Bookmark.Kind == BookmarkKinds.Timer) context[Paused] = false;
        else Ended(context, resumption.Payload);
        StartMore(context);
        return ValueTask.CompletedTask;
    }

    protected override void ActivityDone(ActivityContext context) => CompleteWhenOver(context);

    private static void Ended(ActivityContext context, object? payload)
    {
        var ending = ChildEnding.Read(payload);
        context[Results] = ((IReadOnlyList<object?>)context[Results]!).Append(ending.IsCancelled ? null : ending.Output).ToList();
        context[Open] = (decimal)context[Open]! - 1;
        context[IsCancelled] = context[IsCancelled] is true || ending.IsCancelled;
        RunSlot(context, ending.IsCancelled ? "childFaulted" : "childCompleted", payload);
    }

    /// <summary>Starts as many as the pace allows; with a pause it then waits for the next batch.</summary>
    private static void StartMore(ActivityContext context)
    {
        var items = (IReadOnlyList<object?>)context[Items]!;
        var waits = context.Input<bool>("waitForCompletion");
        var atOnce = waits && context.Input<int?>("atOnce") is > 0 and var given ? given : int.MaxValue;
        var pause = Pause(context);
        var batch = pause is null ? int.MaxValue : context.Input<int?>("batch") is > 0 and var size ? size : 100;
        var (next, open, started) = ((int)(decimal)context[Next]!, (int)(decimal)context[Open]!, 0);
        for (; context[Paused] is not true && next < items.Count && open < atOnce && started < batch; next++, started++)
        {
            Start(context, items[next], waits);
            if (waits) open++;
        }

        (context[Next], context[Open]) = ((decimal)next, (decimal)open);
        if (pause is { } time && started > 0 && next < items.Count)
        {
            context[Paused] = true;
            context.Wait(new(BookmarkKinds.Timer, context.ActivityType, Due: context.Now + time));
        }

        CompleteWhenOver(context);
    }

    private static void CompleteWhenOver(ActivityContext context)
    {
        if ((decimal)context[Open]! > 0 || Running(context) > 0 || (decimal)context[Next]! < ((IReadOnlyList<object?>)context[Items]!).Count) return;
        context.Output("result", context[Results]);
        context.Complete(context[IsCancelled] is true ? "Canceled" : "Completed", "Done");
    }

    private static TimeSpan? Pause(ActivityContext context)
    {
        if (context.Input<object>("pause") is not { } given || given is "") return null;
        return PlainDuration.Read(given) is { Ticks: > 0 } pause ? pause : throw new ActivityFaultException($"'pause': '{given}' is no pause; write 1 min or PT30S.");
    }

    private static void Start(ActivityContext context, object? item, bool wait)
    {
        var input = new Dictionary<string, object?>(Children.Input(context), StringComparer.Ordinal);
        var key = context.Input<string>("defaultItemInputKey") is { Length: > 0 } chosen ? chosen : "Item";
        var own = item as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?> { [key] = item };
        foreach (var (name, value) in own) input[name] = value;
        Children.Start(context, Children.Key(context), input, wait, Correlation(context, item, own));
    }

    private static string? Correlation(ActivityContext context, object? item, IReadOnlyDictionary<string, object?> own) => context.HasInput("correlationIdFunction")
        ? context.Input<string>("correlationIdFunction", new Dictionary<string, object?>(own, StringComparer.Ordinal) { ["Item"] = item, ["args"] = own })
        : null;
}
