using Trasa.Engine.Execution;
using Trasa.Engine.Values;

namespace Trasa.Activities.Workflows;

/// <summary>What the activities that start other workflows have in common.</summary>
internal static class Children
{
    public const string Category = "Workflows";

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

    public static void Output(ActivityContext context, ChildEnding ending)
    {
        if (ending.IsCancelled) throw new ActivityFaultException("The workflow that this one waited for was cancelled.");
        context.Output("result", ending.Output);
    }
}
