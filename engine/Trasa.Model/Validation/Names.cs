using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trasa.Model.Json;
using Trasa.Model.Workflows;

namespace Trasa.Model.Validation;

/// <summary>What is around an activity: the names in sight, a loop.</summary>
internal sealed partial class Names
{
    private static readonly HashSet<string> Loops = ["Elsa.For", "Elsa.ForEach", "Elsa.ParallelForEach", "Elsa.While"];

    /// <summary>What every expression sees; what a loop, a schedule or the event of a record brings.</summary>
    private static readonly string[] Given = ["Instance", "CurrentValue", "CurrentIndex", "payload", "scheduledAt"];

    private static readonly string[] RecordEvent = ["id", "reference", "type", "revision", "changes", "record", "actor"];

    private readonly WorkflowDefinition _definition;
    private readonly Dictionary<string, string?> _everywhere = new(StringComparer.Ordinal);
    private readonly ExpressionSight _outermost;

    /// <summary>What was found for others: most share theirs.</summary>
    private readonly Dictionary<JsonObject, ExpressionSight> _known = [];
    private readonly Dictionary<(ExpressionSight, IReadOnlyList<string>), ExpressionSight> _wider = [];

    public Names(WorkflowDefinition definition, IReadOnlyList<PlacedActivity> activities)
    {
        _definition = definition;
        foreach (var name in Given) _everywhere[name] = null;
        if (activities.Any(activity => activity.Node.CanStartWorkflow))
            foreach (var name in RecordEvent) _everywhere[name] = null;
        foreach (var name in activities.SelectMany(activity => Written(activity.Node))) _everywhere[name] = null;
        foreach (var input in definition.Inputs) _everywhere[input.Name] = input.IsArray ? "Object[]" : input.TypeName;
        foreach (var variable in definition.Variables) _everywhere[variable.Name] = Type(variable);
        _outermost = new(_everywhere);
    }

    /// <param name="activity">Where the expression stands.</param>
    /// <param name="more">What its input sees besides, of any type.</param>
    public ExpressionSight InSight(PlacedActivity activity, IReadOnlyList<string>? more)
    {
        var sight = InSight(activity);
        if (more is null) return sight;
        if (_wider.TryGetValue((sight, more), out var found)) return found;
        var names = new Dictionary<string, string?>(sight.Types, StringComparer.Ordinal);
        foreach (var name in more) names[name] = null;
        return _wider[(sight, more)] = new(names);
    }

    private ExpressionSight InSight(PlacedActivity activity)
    {
        var scopes = Around(_definition, activity).Prepend(activity.Node).Where(around => around.Json.List("variables").Count > 0).ToList();
        if (scopes.Count == 0) return _outermost;
        if (_known.TryGetValue(scopes[0].Json, out var found)) return found;
        var names = new Dictionary<string, string?>(_everywhere, StringComparer.Ordinal);
        foreach (var variable in Enumerable.Reverse(scopes).SelectMany(around => around.Variables)) names[variable.Name] = Type(variable);
        return _known[scopes[0].Json] = new(names);
    }

    public static bool IsInLoop(WorkflowDefinition definition, PlacedActivity activity) => Around(definition, activity).Any(around => Loops.Contains(around.Type));

    public static bool IsInside(WorkflowDefinition definition, PlacedActivity activity, string type) => Around(definition, activity).Any(around => around.Type == type);

    private static string Type(Variable variable) => variable.IsArray ? "Object[]" : variable.TypeName;

    /// <summary>Names that nobody declares and that an activity gives a value: outputs, variables that it sets, by script too.</summary>
    private static IEnumerable<string> Written(ActivityNode activity)
    {
        foreach (var (member, json) in activity.Json)
        {
            if (activity.OutputTarget(member) is { Length: > 0 } target) yield return target;
            // The script of an activity is a literal that is an expression all the same.
            if (ExpressionSource.Read(json) is not { } script || (script.Type != "JavaScript" && JsonShapes.Camel(member) != "script")) continue;
            foreach (Match set in SetByScript().Matches(script.Text)) yield return set.Groups["name"].Value;
        }

        if (activity.Json.Object("variable") is not { } variable) yield break;
        foreach (var name in (string?[])[variable.Text("name"), variable.Text("id")])
            if (name is { Length: > 0 }) yield return name;
    }

    /// <summary>The activities whose JSON holds this one, from the outside in.</summary>
    private static IEnumerable<ActivityNode> Around(WorkflowDefinition definition, PlacedActivity activity)
    {
        for (var json = activity.Node.Json.Parent; json is not null && json != definition.Json; json = json.Parent)
            if (json is JsonObject around && ActivityNode.IsActivity(around)) yield return new(around);
    }

    /// <summary>What a script may make; <c>setX()</c> is there only for variables that are.</summary>
    [GeneratedRegex("""setVariable\s*\(\s*['"`](?<name>\w+)|\b[vV]ariables\.(?<name>\w+)\s*=(?!=)""", RegexOptions.None, 1000)]
    private static partial Regex SetByScript();
}
