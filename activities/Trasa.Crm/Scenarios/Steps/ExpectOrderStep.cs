using System.Text.Json.Nodes;
using Trasa.Crm.Records;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// <c>{ "expectOrder": { "type", "find", "are": [{ field: value }, ...], "exactly": true } }</c>: these records are there in this
/// order, others may stand between them unless it is <c>exactly</c> these. Values are written as in <c>expect</c>.
/// </summary>
internal sealed class ExpectOrderStep : IScenarioStep
{
    public string Key => "expectOrder";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var found = await world.ManyAsync(arguments.Text("type"), arguments.ObjectOrNull("find") ?? [], cancellationToken).ConfigureAwait(false);
        var expected = (arguments["are"] as JsonArray ?? throw new ScenarioInvalidException("\"are\" is missing: the records in their order.")).OfType<JsonObject>().ToList();
        var next = 0;
        foreach (var record in found)
            if (next < expected.Count && await FitsAsync(world, record, expected[next], cancellationToken).ConfigureAwait(false)) next++;
        if (next < expected.Count)
            throw new ScenarioFailedException($"number {next + 1}, {expected[next].ToJsonString()}, does not follow in {await ToldAsync(world, found, expected[next], cancellationToken).ConfigureAwait(false)}.");
        if (arguments["exactly"]?.GetValue<bool>() == true && found.Count != expected.Count)
            throw new ScenarioFailedException($"there are {found.Count} instead of {expected.Count}: {await ToldAsync(world, found, expected[0], cancellationToken).ConfigureAwait(false)}.");
    }

    private static async Task<bool> FitsAsync(ScenarioWorld world, Record record, JsonObject expected, CancellationToken cancellationToken)
    {
        foreach (var (field, value) in expected)
            if (!ExpectStep.Holds(await ExpectStep.ShownAsync(world, record, field, cancellationToken).ConfigureAwait(false), value)) return false;
        return true;
    }

    private static async Task<string> ToldAsync(ScenarioWorld world, IReadOnlyList<Record> found, JsonObject like, CancellationToken cancellationToken)
    {
        var told = new List<string>();
        foreach (var record in found)
        {
            var values = new List<string?>();
            foreach (var (field, _) in like) values.Add(await ExpectStep.ShownAsync(world, record, field, cancellationToken).ConfigureAwait(false));
            told.Add(string.Join("/", values));
        }

        return string.Join("; ", told);
    }
}
