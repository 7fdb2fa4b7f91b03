using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>
/// An activity in a definition: a typed view over its JSON, which keeps every member that this version does not know.
/// Changing a property changes the JSON.
/// </summary>
public sealed class ActivityNode(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string Id
    {
        get => Json.Text("id") ?? "";
        set => Json["id"] = value;
    }

    public string Type => Json.Text("type") ?? Json.Text("typeName") ?? "";

    public int Version => Json.Integer("version") ?? 1;

    public string? Name
    {
        get => Json.Text("name") is { Length: > 0 } name ? name : null;
        set => Json["name"] = value;
    }

    /// <summary>The text that a person gave the step on the canvas, its name, or its type.</summary>
    public string Label => Json.Object("metadata")?.Text("displayText") is { Length: > 0 } text ? text : Name ?? Type;

    public bool CanStartWorkflow => CustomProperties?.Flag("canStartWorkflow") ?? Json.Flag("canStartWorkflow");

    public JsonObject? CustomProperties => Json.Object("customProperties");

    /// <summary>Place on the canvas, when it has one.</summary>
    public (double X, double Y)? Position
    {
        get => Json.Object("metadata")?.Object("designer")?.Object("position") is { } at ? (Number(at, "x"), Number(at, "y")) : null;
        set => SetPosition(value);
    }

    public ExpressionSource? Input(string name) => ExpressionSource.Read(Json.Member(name));

    public void SetInput(string name, ExpressionSource? source) => Json[name] = source?.ToJson();

    /// <summary>The id of the variable, or the name of the workflow output, that the output is bound to.</summary>
    public string? OutputTarget(string name) => Json.Member(name) is JsonObject output ? output.MemoryReference() : null;

    public IReadOnlyList<Variable> Variables => [.. Json.Objects("variables").Select(json => new Variable(json))];

    /// <summary>The activities of a container, in order.</summary>
    public IReadOnlyList<ActivityNode> Activities => [.. Json.Objects("activities").Where(IsActivity).Select(json => new ActivityNode(json))];

    /// <summary>Arrows of a flowchart, the parked ones of unknown activities excluded.</summary>
    public IReadOnlyList<Connection> Connections => [.. Json.Objects("connections").Select(json => new Connection(json))];

    public ActivityNode? Slot(string name) => Json.Member(name) is JsonObject slot && IsActivity(slot) ? new ActivityNode(slot) : null;

    /// <summary>Every activity directly inside: of containers, slots, branches, cases, states and transitions, in the file's order.</summary>
    public IEnumerable<EmbeddedActivity> Embedded()
    {
        foreach (var (name, value) in Json)
        {
            var property = JsonShapes.Camel(name);
            if (property is "customProperties" or "metadata" or "originalActivityJson" or "variables" or "connections") continue;
            if (value is JsonObject slot && IsActivity(slot))
            {
                if (property != "start" || !IsListed(slot)) yield return new(new(slot), property, null, name);
            }
            else if (value is JsonArray || (value as JsonObject)?["$values"] is JsonArray)
            {
                foreach (var embedded in InList(property, name, value!)) yield return embedded;
            }
        }
    }

    /// <summary>
    /// Whether the object is an activity: it has a type and is not a wrapped value, a variable or a bare expression. Hand-written
    /// files leave the id out.
    /// </summary>
    public static bool IsActivity(JsonObject json)
    {
        if (json.Member("type") is not JsonValue type || json.ContainsKey("typeName") || json.ContainsKey("expression")) return false;
        return json.Member("id") is JsonValue || (JsonShapes.AsText(type)?.Contains('.', StringComparison.Ordinal) == true && !json.ContainsKey("value"));
    }

    /// <summary>Some files repeat the start of a flowchart as a whole; it stands among the activities already.</summary>
    private bool IsListed(JsonObject start) => new ActivityNode(start).Id is var id && Activities.Any(activity => activity.Id == id);

    private static IEnumerable<EmbeddedActivity> InList(string property, string name, JsonNode value)
    {
        var list = JsonShapes.AsList(value);
        var place = value is JsonObject ? name + "/$values" : name;
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index] is not JsonObject item) continue;
            if (IsActivity(item))
            {
                yield return new(new(item), property, null, $"{place}/{index}");
                continue;
            }

            var label = item.Text("label") ?? item.Text("name");
            foreach (var (member, inner) in item)
                if (inner is JsonObject branch && IsActivity(branch)) yield return new(new(branch), property, label, $"{place}/{index}/{member}");
        }
    }

    private void SetPosition((double X, double Y)? value)
    {
        var metadata = Ensure(Json, "metadata");
        var designer = Ensure(metadata, "designer");
        designer["position"] = value is { } at ? new JsonObject { ["x"] = at.X, ["y"] = at.Y } : null;
    }

    private static JsonObject Ensure(JsonObject json, string name)
    {
        if (json[name] is not JsonObject child) json[name] = child = [];
        return child;
    }

    private static double Number(JsonObject json, string name) =>
        double.TryParse(json.Text(name), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>An activity inside another one.</summary>
/// <param name="Node">The inner activity.</param>
/// <param name="Property">The property that holds it: <c>activities</c>, <c>body</c>, <c>cases</c>, ...</param>
/// <param name="Label">The case that it belongs to, or null.</param>
/// <param name="Place">Its place relative to the outer activity, as the rest of a JSON pointer.</param>
public readonly record struct EmbeddedActivity(ActivityNode Node, string Property, string? Label, string Place);
