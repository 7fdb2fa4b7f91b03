using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Engine.Bookmarks;

namespace Trasa.Engine.Definitions;

/// <summary>
/// Finds activities with a literal <c>eventName</c> that are marked <c>canStartWorkflow</c>, as the root or directly in
/// it: an activity deeper down is reached by control, not by an event. A literal <c>correlationId</c> limits it to events about that.
/// </summary>
internal sealed class EventTriggers : ITriggerExtractor
{
    public IReadOnlyList<WorkflowTrigger> Extract(DefinitionVersion definition)
    {
        if (definition.Kind != DefinitionKind.Workflow || Root(definition.Content) is not { } root) return [];
        var activities = root["activities"] is JsonArray inner ? inner.OfType<JsonObject>() : [];
        return [.. activities.Prepend(root).Select(Trigger).OfType<WorkflowTrigger>().DistinctBy(trigger => trigger.ActivityId)];
    }

    private static JsonObject? Root(string content)
    {
        try
        {
            return JsonNode.Parse(content)?["root"] as JsonObject;
        }
        catch (JsonException)
        {
            // Validation refuses such a definition with a place and a reason; there is nothing to index in it.
            return null;
        }
    }

    private static WorkflowTrigger? Trigger(JsonObject activity)
    {
        if (activity["customProperties"] is not JsonObject custom || !IsTrue(custom["canStartWorkflow"] ?? custom["CanStartWorkflow"])) return null;
        return Text(activity["id"]) is { } id && Literal(activity["eventName"]) is { Length: > 0 } name
            ? new(id, BookmarkKinds.Event, name, Literal(activity["correlationId"]) is { Length: > 0 } correlation ? correlation : null)
            : null;
    }

    private static string? Literal(JsonNode? input) =>
        input is JsonObject wrapped
            ? wrapped["expression"] is JsonObject expression && Text(expression["type"]) is null or "Literal" or "Object" ? Text(expression["value"]) : null
            : Text(input);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool flag) && flag;
}
