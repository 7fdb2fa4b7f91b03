using System.Text.Json.Nodes;

namespace Trasa.Activities.Tests.Kit;

/// <summary>Definitions for tests, in the shape of the file format.</summary>
internal static class Json
{
    public static JsonObject Activity(string type, string id, params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type };
        foreach (var (name, value) in members) json[name] = value;
        return json;
    }

    public static JsonObject Starts(this JsonObject activity)
    {
        activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return activity;
    }

    public static JsonObject Sequence(params JsonObject[] activities) => Activity("Elsa.Sequence", "root", ("activities", new JsonArray([.. activities])));

    /// <summary>Arrows are written <c>a -> b</c> or <c>a:Port -> b</c>.</summary>
    public static JsonObject Chart(JsonObject[] activities, params string[] arrows) => Activity(
        "Elsa.Flowchart", "flow", ("activities", new JsonArray([.. activities])), ("connections", new JsonArray([.. arrows.Select(Arrow)])));

    public static JsonNode Expression(string language, string text, string type = "Object") =>
        new JsonObject { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = language, ["value"] = text } };

    public static JsonObject Variable(string name, string type = "Object") => new() { ["id"] = name, ["name"] = name, ["typeName"] = type };

    public static JsonObject Output(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };

    public static string Workflow(string key, JsonObject root, params JsonObject[] variables) =>
        new JsonObject { ["definitionId"] = key, ["name"] = key, ["version"] = 1, ["variables"] = new JsonArray([.. variables]), ["root"] = root }.ToJsonString();

    private static JsonNode Arrow(string text)
    {
        var ends = text.Split("->", StringSplitOptions.TrimEntries);
        var source = ends[0].Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        };
    }
}
