using Trasa.Engine.Execution;
using Trasa.Engine.Values;

namespace Trasa.Activities.Workflows;

/// <summary>What the activities that start other workflows have in common.</summary>
internal static class Children
{
    public const string Category = "Workflows";

    private const string Waited = "children";

    public static string Key(ActivityContext context) => context.Input<string>("workflowDefinitionId") is { Length: > 0 } key
        ? key
        : throw new ActivityFaultException("No workflow is chosen.");

    public static IReadOnlyDictionary<string, object?> Input(ActivityContext context, string name = "input") => context.Input<object>(name) switch
    {
        null or "" => new Dictionary<string, object?>(),
        IReadOnlyDictionary<string, object?> map => map,
        string text when JsonValues.Parse(text) is IReadOnlyDictionary<string, object?> map => map,
        _ => throw new ActivityFaultException($"'{name}' has to be an object with a value for each input."),
    };

    /// <summary>Starts it and remembers it as long as it is waited for.</summary>
    public static void Start(ActivityContext context, string key, IReadOnlyDictionary<string, object?> input, bool wait, string? correlationId = null)
    {
        var child = context.StartWorkflow(key, input, correlationId ?? context.Input<string>("correlationId") ?? context.CorrelationId, wait);
        if (wait) context[Waited] = ((IReadOnlyList<object?>?)context[Waited] ?? []).Append(child.ToString()).ToList();
    }

    /// <summary>Who stops waiting for a workflow stops the workflow: nobody would take what it brings. Those that have ended are left as they are.</summary>
    public static void CancelAll(ActivityContext context)
    {
        foreach (var child in ((IReadOnlyList<object?>?)context[Waited] ?? []).OfType<string>())
            context.CancelWorkflow(Guid.Parse(child), $"{context.ActivityName} is not waited for any more.");
    }

    public static void Output(ActivityContext context, ChildEnding ending)
    {
        if (ending.IsCancelled) throw new ActivityFaultException("The workflow that this one waited for was cancelled.");
        context.Output("result", ending.Output);
    }
}
