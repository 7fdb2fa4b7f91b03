using System.Text.Json.Nodes;

namespace Trasa.Crm.Scenarios;

/// <summary>Reads the arguments of a step; what is missing is named.</summary>
internal static class StepArguments
{
    public static string Text(this JsonNode arguments, string name) =>
        arguments.TextOrNull(name) ?? throw new ScenarioInvalidException($"\"{name}\" is missing in {arguments.ToJsonString()}.");

    public static string? TextOrNull(this JsonNode arguments, string name) => (arguments as JsonObject)?[name]?.GetValue<string>();

    public static JsonObject Object(this JsonNode arguments, string name) =>
        arguments.ObjectOrNull(name) ?? throw new ScenarioInvalidException($"\"{name}\" is missing in {arguments.ToJsonString()}.");

    public static JsonObject? ObjectOrNull(this JsonNode arguments, string name) => (arguments as JsonObject)?[name] as JsonObject;

    public static int? Number(this JsonNode arguments, string name) => (arguments as JsonObject)?[name]?.GetValue<int>();
}
