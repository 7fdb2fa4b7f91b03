using System.Text.Json.Nodes;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>What is around an activity: the variables in sight, a loop.</summary>
internal static class Names
{
    private static readonly HashSet<string> Loops = ["Elsa.For", "Elsa.ForEach", "Elsa.ParallelForEach", "Elsa.While"];

    /// <param name="definition">The definition.</param>
    /// <param name="activity">Whose expressions are meant.</param>
    /// <param name="known">What was found for others: most share theirs.</param>
    public static IReadOnlyCollection<string> InSight(WorkflowDefinition definition, PlacedActivity activity, Dictionary<JsonObject, IReadOnlyCollection<string>> known)
    {
        var scopes = Around(definition, activity).Prepend(activity.Node).Where(around => around.Json.List("variables").Count > 0).ToList();
        var nearest = scopes.Count > 0 ? scopes[0].Json : definition.Json;
        if (known.TryGetValue(nearest, out var found)) return found;
        var names = definition.Variables.Select(variable => variable.Name).Concat(definition.Inputs.Select(input => input.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var around in scopes) names.UnionWith(around.Variables.Select(variable => variable.Name));
        known.Add(nearest, names);
        return names;
    }

    public static bool IsInLoop(WorkflowDefinition definition, PlacedActivity activity) => Around(definition, activity).Any(around => Loops.Contains(around.Type));

    public static bool IsInside(WorkflowDefinition definition, PlacedActivity activity, string type) => Around(definition, activity).Any(around => around.Type == type);

    /// <summary>The activities whose JSON holds this one, the nearest first.</summary>
    private static IEnumerable<ActivityNode> Around(WorkflowDefinition definition, PlacedActivity activity)
    {
        for (var json = activity.Node.Json.Parent; json is not null && json != definition.Json; json = json.Parent)
            if (json is JsonObject around && ActivityNode.IsActivity(around)) yield return new(around);
    }
}
