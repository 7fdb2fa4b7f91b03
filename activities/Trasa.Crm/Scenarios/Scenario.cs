using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trasa.Crm.Scenarios;

/// <summary>A pack's <c>cases.json</c>: given, when, then on a test clock.</summary>
/// <param name="Zone">The time zone in which its times are written.</param>
/// <param name="Scenarios">In the order of the file; each starts from the same organisation.</param>
public sealed record ScenarioFile(TimeZoneInfo Zone, IReadOnlyList<Scenario> Scenarios)
{
    /// <exception cref="ScenarioInvalidException">The file cannot be read; the message names the place.</exception>
    public static ScenarioFile Parse(string json)
    {
        var root = Root(json);
        var zone = ReadZone(root);
        var start = root["start"]?.GetValue<string>();
        var scenarios = root["scenarios"] as JsonArray ?? throw new ScenarioInvalidException("cases.json needs a list \"scenarios\".");
        return new(zone, [.. scenarios.OfType<JsonObject>().Select((item, index) => Read(item, index, start))]);
    }

    private static JsonObject Root(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }) as JsonObject
                ?? throw new ScenarioInvalidException("cases.json holds an object with \"start\", \"zone\" and \"scenarios\".");
        }
        catch (JsonException problem)
        {
            throw new ScenarioInvalidException($"cases.json:{problem.LineNumber + 1}: {problem.Message}");
        }
    }

    private static TimeZoneInfo ReadZone(JsonObject root)
    {
        var id = root["zone"]?.GetValue<string>() ?? "Europe/Bucharest";
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : throw new ScenarioInvalidException($"zone: there is no time zone '{id}'; use a name such as Europe/Bucharest.");
    }

    private static Scenario Read(JsonObject item, int index, string? start)
    {
        var name = item["name"]?.GetValue<string>() ?? throw new ScenarioInvalidException($"Scenario {index + 1} has no \"name\".");
        var begins = item["start"]?.GetValue<string>() ?? start ?? throw new ScenarioInvalidException($"{name}: say when it starts, e.g. \"start\": \"2026-04-24 09:00\".");
        var steps = item["steps"] as JsonArray ?? throw new ScenarioInvalidException($"{name}: a list \"steps\" is missing.");
        return new(name, begins, [.. steps.OfType<JsonObject>()]);
    }
}

/// <param name="Name">A sentence: what is shown.</param>
/// <param name="Start">Local time at which it begins.</param>
/// <param name="Steps">Each with one key that says what is done.</param>
public sealed record Scenario(string Name, string Start, IReadOnlyList<JsonObject> Steps);

/// <summary>The file, or a step of it, cannot be understood.</summary>
public sealed class ScenarioInvalidException(string message) : Exception(message);

/// <summary>Something was expected that is not so.</summary>
public sealed class ScenarioFailedException(string message) : Exception(message);

/// <param name="Scenario">Its name.</param>
/// <param name="Failure">Null when it passed.</param>
public sealed record ScenarioResult(string Scenario, string? Failure)
{
    public bool Passed => Failure is null;
}
