using System.Text.Json.Nodes;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// <c>{ "expect": { "type", "find", "count", "has": { field: value } } }</c>: as many records (one by default), each with
/// these values. A text that starts with <c>~</c> must be contained, <c>null</c> must be empty.
/// </summary>
internal sealed class ExpectStep : IScenarioStep
{
    public string Key => "expect";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var type = arguments.Text("type");
        var find = arguments.ObjectOrNull("find") ?? [];
        var found = await world.ManyAsync(type, find, cancellationToken).ConfigureAwait(false);
        var expected = arguments.Number("count") ?? 1;
        if (found.Count != expected) throw new ScenarioFailedException($"expected {expected} of {type} with {find.ToJsonString()}, found {found.Count}.");
        foreach (var record in found)
            foreach (var (field, value) in arguments.ObjectOrNull("has") ?? [])
                await CheckAsync(world, record, field, value, cancellationToken).ConfigureAwait(false);
    }

    private static async Task CheckAsync(ScenarioWorld world, Record record, string field, JsonNode? expected, CancellationToken cancellationToken)
    {
        if (world.Types[record.Type].Find(field) is null) throw new ScenarioInvalidException($"{record.Type} has no field '{field}'.");
        var actual = await ShownAsync(world, record, field, cancellationToken).ConfigureAwait(false);
        if (!Holds(actual, expected)) throw new ScenarioFailedException($"{record.Type} {record.Text("number") ?? record.Id.ToString()}: {field} is {actual ?? "empty"}, expected {expected?.ToString() ?? "empty"}.");
    }

    public static bool Holds(string? actual, JsonNode? expected) => expected?.ToString() switch
    {
        null => actual is null,
        ['~', .. var part] => actual?.Contains(part, StringComparison.OrdinalIgnoreCase) == true,
        var wanted => string.Equals(actual, wanted, StringComparison.Ordinal),
    };

    /// <summary>The value as the file writes it: people by login, linked records by title or number, local times.</summary>
    public static async Task<string?> ShownAsync(ScenarioWorld world, Record record, string field, CancellationToken cancellationToken) => record[field] switch
    {
        null or "" => null,
        DateTimeOffset instant => world.Local(instant),
        DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        decimal number => number.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
        Guid id when world.Types[record.Type].Find(field) is { Target: { } target } => await NameAsync(world, target, id, cancellationToken).ConfigureAwait(false),
        IEnumerable<object?> list => string.Join(", ", list),
        var other => other.ToString(),
    };

    private static async Task<string?> NameAsync(ScenarioWorld world, string target, Guid id, CancellationToken cancellationToken)
    {
        var linked = await world.Records.FindAsync(null, target, id, Actor.System, cancellationToken).ConfigureAwait(false);
        var type = world.Types[target];
        return target == "user" ? linked?.Text("login") : linked?.Text(type.Find("number") is null ? type.TitleField : "number");
    }
}
