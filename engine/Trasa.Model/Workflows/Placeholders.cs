using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>
/// Placeholders that stand for activities whose type was not there when a definition was saved. They keep the activity, and
/// their flowchart keeps the arrows to and from it; when the type is there, both come back.
/// </summary>
public static class Placeholders
{
    public const string Type = "Elsa.NotFoundActivity";

    /// <summary>Puts the activities of known types back where their placeholders are, in the definition's own JSON.</summary>
    public static void Restore(WorkflowDefinition definition, Func<string, bool> isKnown)
    {
        foreach (var placeholder in definition.AllActivities().Where(placed => placed.Node.Type == Type).Select(placed => placed.Node.Json).ToList())
            if (Original(placeholder) is { } original && isKnown(new ActivityNode(original).Type)) Replace(placeholder, original);
        foreach (var flowchart in definition.AllActivities().Select(placed => placed.Node).Where(node => node.CustomProperties?.Member("notFoundConnections") is not null).ToList())
            Reconnect(flowchart);
    }

    private static JsonObject? Original(JsonObject placeholder)
    {
        if (placeholder.Member("originalActivityJson") is JsonObject whole) return (JsonObject)whole.DeepClone();
        if (placeholder.Text("originalActivityJson") is not { Length: > 0 } text) return null;
        try
        {
            return JsonNode.Parse(text, null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) is JsonObject original && ActivityNode.IsActivity(original) ? original : null;
        }
        catch (JsonException)
        {
            // The placeholder stays; running it says what is missing.
            return null;
        }
    }

    private static void Replace(JsonObject placeholder, JsonObject original)
    {
        if (original.Text("id") is not { Length: > 0 }) original["id"] = placeholder.Text("id");
        if (placeholder.Parent is JsonArray list) list[list.IndexOf(placeholder)] = original;
        else if (placeholder.Parent is JsonObject around) around[around.First(member => ReferenceEquals(member.Value, placeholder)).Key] = original;
    }

    private static void Reconnect(ActivityNode flowchart)
    {
        var there = flowchart.Activities.Where(activity => activity.Type != Type).Select(activity => activity.Id).ToHashSet(StringComparer.Ordinal);
        var known = flowchart.Connections.Select(Key).ToHashSet();
        var connections = new JsonArray([.. flowchart.Connections.Select(connection => connection.Json.DeepClone())]);
        foreach (var parked in flowchart.CustomProperties!.Objects("notFoundConnections").Select(json => new Connection(json)))
            if (parked.SourceId is { } source && parked.TargetId is { } target && there.Contains(source) && there.Contains(target) && known.Add(Key(parked)))
                connections.Add(parked.Json.DeepClone());
        flowchart.Json["connections"] = connections;
    }

    private static (string?, string, string?) Key(Connection connection) => (connection.SourceId, connection.SourcePort, connection.TargetId);
}
