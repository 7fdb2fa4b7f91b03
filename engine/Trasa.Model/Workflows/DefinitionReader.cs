using System.Text.Json;
using System.Text.Json.Nodes;
using Trasa.Model.Json;

namespace Trasa.Model.Workflows;

/// <summary>Reads definition files. A file that cannot be read is answered with problems, never with an exception.</summary>
public static class DefinitionReader
{
    public static DefinitionReading Read(string text, DefinitionLimits? limits = null)
    {
        limits ??= DefinitionLimits.Default;
        if (text.Length > limits.Size)
            return Refused("WF001", $"The file has {text.Length} characters; the limit (Size) is {limits.Size}.");
        try
        {
            return Parse(text.TrimStart('\uFEFF'), limits);
        }
        catch (JsonException fault)
        {
            return Refused("WF002", $"This is not JSON: {Sentence(fault.Message)}", (int?)(fault.LineNumber + 1));
        }
        catch (ArgumentException fault)
        {
            return Refused("WF002", $"This is not usable JSON: {Sentence(fault.Message)}");
        }
    }

    private static DefinitionReading Parse(string text, DefinitionLimits limits)
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = limits.Depth };
        var node = Nodes(text, options);
        if (node is not JsonObject json)
            return Refused("WF003", $"A definition is a JSON object; this is {(node is JsonArray ? "an array" : "a value")}.");
        var definition = new WorkflowDefinition(json);
        if (definition.Root is { Type.Length: > 0 }) return TooMany(definition, limits) ?? new(definition, []);
        var problem = definition.Root is null ? "The definition has no activity at 'root'." : "The activity at 'root' has no 'type'.";
        // A definition that somebody has only begun is opened, so that it can be finished; anything else is no definition.
        var isBegun = json.Member("definitionId") is not null || json.ContainsKey("root");
        return new(isBegun ? definition : null, [new("WF004", ProblemSeverity.Error, problem, "", 1)]);
    }

    /// <summary>Of a member that is written twice the last one counts, as everywhere in JSON.</summary>
    private static JsonNode? Nodes(string text, JsonDocumentOptions options)
    {
        var node = JsonNode.Parse(text, null, options);
        try
        {
            if (node is JsonObject json) Touch(json);
            return node;
        }
        catch (ArgumentException)
        {
            using var document = JsonDocument.Parse(text, options);
            return LastWins(document.RootElement);
        }
    }

    private static JsonNode? LastWins(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var json = new JsonObject();
                foreach (var member in element.EnumerateObject()) json[member.Name] = LastWins(member.Value);
                return json;
            case JsonValueKind.Array:
                return new JsonArray([.. element.EnumerateArray().Select(LastWins)]);
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                return JsonValue.Create(element.Clone());
        }
    }

    /// <summary>Nodes are made lazily; a doubled member must come to light here and not in the middle of a run.</summary>
    private static void Touch(JsonObject json)
    {
        var open = new Stack<JsonNode>();
        open.Push(json);
        while (open.TryPop(out var node))
        {
            if (node is JsonObject inner)
                foreach (var (_, value) in inner) Push(value);
            else if (node is JsonArray array)
                foreach (var value in array) Push(value);
        }

        void Push(JsonNode? value)
        {
            if (value is JsonObject or JsonArray) open.Push(value);
        }
    }

    private static DefinitionReading? TooMany(WorkflowDefinition definition, DefinitionLimits limits)
    {
        var (activities, connections) = (0, 0);
        foreach (var placed in definition.AllActivities())
        {
            connections += placed.Node.Json.List("connections").Count;
            if (++activities > limits.Activities)
                return Refused("WF001", $"The definition has more than {limits.Activities} activities, which is the limit (Activities).");
            if (connections > limits.Connections)
                return Refused("WF001", $"The definition has more than {limits.Connections} connections, which is the limit (Connections).");
        }

        return null;
    }

    private static string Sentence(string message)
    {
        var cut = message.IndexOf(" LineNumber", StringComparison.Ordinal);
        return cut < 0 ? message : message[..cut];
    }

    private static DefinitionReading Refused(string code, string message, int? line = null) =>
        new(null, [new(code, ProblemSeverity.Error, message, "", line ?? 1)]);
}

/// <param name="Definition">Null when the file cannot be read at all.</param>
/// <param name="Problems">Why it cannot be read, or cannot be run as it is.</param>
public sealed record DefinitionReading(WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems);
