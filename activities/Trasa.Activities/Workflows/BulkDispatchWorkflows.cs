using Trasa.Engine.Execution;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Activities.Workflows;

/// <summary>Starts a workflow for every item, at most so many at a time when it waits for them.</summary>
internal sealed class BulkDispatchWorkflows : Activity
{
    private const string Next = "next";
    private const string Open = "open";
    private const string Results = "results";

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
            new("input", "ObjectDictionary", "Inputs that are the same for all."),
            new("waitForCompletion", "Boolean", "Whether to go on only when all have ended.", Editor: "checkbox"),
            new("atOnce", "Int32", "How many may run at a time when waiting; all when not given."),
        ],
        Outputs = [new("result", "Object[]", "The outputs of each, in the order of their ends.")],
        Outcomes = ["Completed", "Canceled", "Done"],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var wait = context.Input<bool>("waitForCompletion");
        var items = ValueConversion.ToList(context.Input<object>("items"));
        if (wait && items.Count > 0)
        {
            context["items"] = items;
            context[Next] = 0m;
            context[Open] = 0m;
            context[Results] = new List<object?>();
            Fill(context, items);
            return ValueTask.CompletedTask;
        }

        foreach (var item in items) Start(context, item, wait: false);
        context.Complete("Completed", "Done");
        return ValueTask.CompletedTask;
    }

    public override ValueTask CancelAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        Children.CancelAll(context);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        var ending = ChildEnding.Read(resumption.Payload);
        var items = (IReadOnlyList<object?>)context["items"]!;
        context[Results] = ((IReadOnlyList<object?>)context[Results]!).Append(ending.IsCancelled ? null : ending.Output).ToList();
        context[Open] = (decimal)context[Open]! - 1;
        context["cancelled"] = context["cancelled"] is true || ending.IsCancelled;
        Fill(context, items);
        if ((decimal)context[Open]! > 0) return ValueTask.CompletedTask;
        context.Output("result", context[Results]);
        context.Complete(context["cancelled"] is true ? "Canceled" : "Completed", "Done");
        return ValueTask.CompletedTask;
    }

    private static void Fill(ActivityContext context, IReadOnlyList<object?> items)
    {
        var pace = context.Input<int?>("atOnce") is > 0 and var given ? given : int.MaxValue;
        var (next, open) = ((int)(decimal)context[Next]!, (int)(decimal)context[Open]!);
        for (; next < items.Count && open < pace; next++, open++) Start(context, items[next], wait: true);
        context[Next] = (decimal)next;
        context[Open] = (decimal)open;
    }

    private static void Start(ActivityContext context, object? item, bool wait)
    {
        var input = new Dictionary<string, object?>(Children.Input(context), StringComparer.Ordinal);
        if (item is IReadOnlyDictionary<string, object?> map)
            foreach (var (name, value) in map) input[name] = value;
        else input[context.Input<string>("defaultItemInputKey") is { Length: > 0 } key ? key : "Item"] = item;
        Children.Start(context, Children.Key(context), input, wait);
    }
}
