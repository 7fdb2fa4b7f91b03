using System.Text.Json.Nodes;
using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Tests.Execution.Kit;

/// <summary>Builds small definitions in the shape of the file format.</summary>
internal static class Flow
{
    public static JsonObject Activity(string type, string id, params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject() };
        foreach (var (name, value) in members) json[name] = value;
        return json;
    }

    public static JsonObject Step(string id) => Activity("Test.Step", id);

    public static JsonObject Wait(string id) => Activity("Test.Wait", id);

    public static JsonObject Sequence(string id, params JsonObject[] activities) => Activity("Elsa.Sequence", id, ("activities", new JsonArray([.. activities])));

    /// <summary>Arrows are written <c>a -> b</c> or <c>a:Port -> b</c>.</summary>
    public static JsonObject Chart(string id, JsonObject[] activities, params string[] arrows) => Activity(
        "Elsa.Flowchart", id, ("activities", new JsonArray([.. activities])), ("connections", new JsonArray([.. arrows.Select(Arrow)])));

    public static JsonObject Decision(string id, bool holds) => Activity("Elsa.FlowDecision", id, ("condition", Literal(holds, "Boolean")));

    public static JsonObject Fork(string id, params string[] branches) =>
        Activity("Elsa.FlowFork", id, ("branches", Literal(new JsonArray([.. branches.Select(branch => (JsonNode)branch)]), "String[]")));

    public static JsonObject Join(string id, string mode) => Activity("Elsa.FlowJoin", id, ("mode", Literal(mode, "FlowJoinMode")));

    public static JsonObject Set(string id, string variable, JsonNode? value) => Activity(
        "Elsa.SetVariable", id, ("variable", new JsonObject { ["id"] = variable, ["name"] = variable }), ("value", value));

    public static JsonObject Try(string id, JsonObject body, JsonObject rescue) => Activity("Trasa.Try", id, ("body", body), ("catch", rescue));

    public static JsonObject Beside(string id, params JsonObject[] branches) => Activity("Elsa.Parallel", id, ("activities", new JsonArray([.. branches])));

    /// <summary>Undone by <c>id?</c>, which waits, and <c>id-</c>.</summary>
    public static JsonObject SlowlyUndoable(string id) => Activity("Trasa.Compensable", id, ("body", Step(id + "+")), ("compensation", Sequence(id + "s", Wait(id + "?"), Step(id + "-"))));

    /// <summary>A deadline at an edge, which goes out by <c>Late</c> after an hour.</summary>
    public static JsonArray Late() => [new JsonObject { ["kind"] = "timer", ["outcome"] = "Late", ["duration"] = "1 h" }];

    /// <summary>Does <c>id+</c>, and <c>id-</c> undoes it.</summary>
    public static JsonObject Undoable(string id) => Activity("Trasa.Compensable", id, ("body", Step(id + "+")), ("compensation", Step(id + "-")));

    public static JsonObject Literal(JsonNode? value, string type = "Object") => Expression("Literal", value, type);

    public static JsonObject Expression(string language, JsonNode? value, string type = "Object") =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = language, ["value"] = value } };

    public static JsonObject Variable(string name, JsonNode? value, string type = "Object") =>
        new() { ["id"] = name, ["name"] = name, ["typeName"] = type, ["value"] = value };

    public static JsonObject With(this JsonObject activity, string member, JsonNode? value)
    {
        activity[member] = value;
        return activity;
    }

    public static JsonObject WithCustom(this JsonObject activity, string member, JsonNode? value)
    {
        activity["customProperties"]![member] = value;
        return activity;
    }

    public static WorkflowDefinition Workflow(JsonObject root, params JsonObject[] variables) => new(new JsonObject
    {
        ["definitionId"] = "test",
        ["version"] = 1,
        ["name"] = "test",
        ["variables"] = new JsonArray([.. variables]),
        ["root"] = root,
    });

    public static DefinitionVersion Version(WorkflowDefinition definition)
    {
        var text = definition.ToText();
        return new(DefinitionKind.Workflow, definition.DefinitionId, 1, definition.Name, text, $"{text.GetHashCode(StringComparison.Ordinal):x}", null, default, "", null, null, null, 1);
    }

    private static JsonNode Arrow(string text)
    {
        var ends = text.Split("->", StringSplitOptions.TrimEntries);
        var source = ends[0].Split(':');
        return Connection.Create(source[0], source.Length > 1 ? source[1] : "Done", ends[1]).Json;
    }
}
