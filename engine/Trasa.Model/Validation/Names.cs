using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>What is around an activity: the variables in sight, a loop.</summary>
internal static class Names
{
    private static readonly HashSet<string> Loops = ["Elsa.For", "Elsa.ForEach", "Elsa.ParallelForEach", "Elsa.While"];

    public static IReadOnlyCollection<string> InSight(WorkflowDefinition definition, PlacedActivity activity)
    {
        var names = definition.Variables.Select(variable => variable.Name).Concat(definition.Inputs.Select(input => input.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var around in Around(definition, activity).Append(activity.Node)) names.UnionWith(around.Variables.Select(variable => variable.Name));
        return names;
    }

    public static bool IsInLoop(WorkflowDefinition definition, PlacedActivity activity) => Around(definition, activity).Any(around => Loops.Contains(around.Type));

    public static bool IsInside(WorkflowDefinition definition, PlacedActivity activity, string type) => Around(definition, activity).Any(around => around.Type == type);

    /// <summary>The activities whose JSON holds this one, from the outside in.</summary>
    private static IEnumerable<ActivityNode> Around(WorkflowDefinition definition, PlacedActivity activity)
    {
        for (var json = activity.Node.Json.Parent; json is not null && json != definition.Json; json = json.Parent)
            if (json is System.Text.Json.Nodes.JsonObject around && ActivityNode.IsActivity(around)) yield return new(around);
    }
}
