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
        var node = JsonNode.Parse(text, null, options);
        if (node is not JsonObject json)
            return Refused("WF003", $"A definition is a JSON object; this is {(node is JsonArray ? "an array" : "a value")}.");
        Touch(json);
        if (json.Member("root") is not JsonObject root)
            return Refused("WF004", "The definition has no activity at 'root'.");
        if (!ActivityNode.IsActivity(root) && new ActivityNode(root).Type.Length == 0)
            return Refused("WF004", "The activity at 'root' has no 'type'.");
        var definition = new WorkflowDefinition(json);
        return TooMany(definition, limits) ?? new(definition, []);
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
/// <param name="Problems">Why it cannot be read.</param>
public sealed record DefinitionReading(WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems);
