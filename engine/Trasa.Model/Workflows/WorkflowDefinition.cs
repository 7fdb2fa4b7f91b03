using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>
/// A workflow in the file format of Elsa 3: typed views over the JSON that was read. What a view does not know stays as
/// it was, so opening and saving loses nothing.
/// </summary>
public sealed class WorkflowDefinition(JsonObject json)
{
    public const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 2,
        NewLine = "\n",
        MaxDepth = 1000,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public JsonObject Json { get; } = json;

    /// <summary>Stable key over all versions.</summary>
    public string DefinitionId => Json.Text("definitionId") is { Length: > 0 } key ? key : Json.Text("id") ?? "";

    public string Name
    {
        get => Json.Text("name") is { Length: > 0 } name ? name : DefinitionId;
        set => Json["name"] = value;
    }

    public string? Description => Json.Text("description");

    public int Version => Json.Integer("version") ?? 1;

    public ActivityNode? Root => Json.Member("root") is JsonObject root ? new ActivityNode(root) : null;

    public IReadOnlyList<Variable> Variables => [.. Json.Objects("variables").Select(json => new Variable(json))];

    public IReadOnlyList<Parameter> Inputs => [.. Json.Objects("inputs").Select(json => new Parameter(json))];

    public IReadOnlyList<Parameter> Outputs => [.. Json.Objects("outputs").Select(json => new Parameter(json))];

    public IReadOnlyList<string> Outcomes => [.. Json.List("outcomes").Select(JsonShapes.AsText).OfType<string>()];

    public JsonObject? Options => Json.Object("options");

    public bool UsableAsActivity => Options?.Flag("usableAsActivity") ?? Json.Flag("usableAsActivity");

    /// <summary>
    /// How long an instance that came well to its end is kept, as an ISO 8601 duration or <c>none</c>; null, the default, leaves
    /// it to the installation. For workflows that run for every little thing and that nobody asks about afterwards.
    /// </summary>
    public TimeSpan? KeepFinished => Options?.Text("keepFinished") switch
    {
        null or "" => null,
        "none" => TimeSpan.Zero,
        var text => IsoDuration(text),
    };

    /// <summary>How much the journal keeps: everything, with the values of every step, the steps only, or nothing but incidents.</summary>
    public JournalLevel Journal => Options?.Text("journal") switch
    {
        "values" => JournalLevel.Values,
        "brief" => JournalLevel.Brief,
        "none" => JournalLevel.None,
        _ => JournalLevel.Full,
    };

    /// <summary>
    /// Whether every step commits on its own (<c>options.commitStrategyName</c> is one of Elsa's names for it) rather than
    /// all steps up to the next wait together. Slower, and no step that was done is ever repeated.
    /// </summary>
    public bool CommitsEachStep => Options?.Text("commitStrategyName") is "ActivityExecuted" or "ActivityExecuting";

    /// <summary>Every activity, outermost first, in the order of the file, with its place as a JSON pointer.</summary>
    public IEnumerable<PlacedActivity> AllActivities()
    {
        if (Root is not { } root) yield break;
        var open = new Stack<PlacedActivity>();
        open.Push(new(root, null, "/root"));
        while (open.TryPop(out var placed))
        {
            yield return placed;
            foreach (var inner in placed.Node.Embedded().Reverse())
                open.Push(new(inner.Node, placed.Node, $"{placed.Place}/{inner.Place}"));
        }
    }

    /// <summary>
    /// What people call every activity, by its id. The outermost one holds all others and nobody gave it a name: it is called
    /// as the workflow.
    /// </summary>
    public IReadOnlyDictionary<string, string> Labels()
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (node, parent, _) in AllActivities()) labels.TryAdd(node.Id, parent is null && node.Embedded().Any() ? Name : node.Label);
        return labels;
    }

    public ActivityNode? Find(string activityId) => AllActivities().FirstOrDefault(placed => placed.Node.Id == activityId).Node;

    /// <summary>The text of the file, indented by two spaces so that versions compare well.</summary>
    public string ToText() => Json.ToJsonString(Indented);

    public override string ToString() => $"{DefinitionId} v{Version}";

    private static TimeSpan? IsoDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>An activity and where it stands.</summary>
/// <param name="Node">The activity.</param>
/// <param name="Parent">The activity around it, or null for the root.</param>
/// <param name="Place">JSON pointer.</param>
public readonly record struct PlacedActivity(ActivityNode Node, ActivityNode? Parent, string Place);

public enum JournalLevel
{
    Full,
    Brief,
    None,

    /// <summary>Everything, and what each step was given and gave: for test runs and processes that are watched closely.</summary>
    Values,
}
