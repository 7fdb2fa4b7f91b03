using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Trasa.Activities.Packs;
using Trasa.Engine.Definitions;

namespace Trasa.Crm.Scenarios.Steps;

/// <summary>
/// Somebody changes a rule of a decision table and publishes it as the next version:
/// <c>{ "publish": { "decision": "R-SLA", "rule": "row id", "set": { "output": value } } }</c>.
/// </summary>
internal sealed class PublishStep(IDefinitionStore definitions, PackReader reader) : IScenarioStep
{
    public string Key => "publish";

    public async Task RunAsync(ScenarioWorld world, JsonNode arguments, CancellationToken cancellationToken)
    {
        var key = arguments.Text("decision");
        var latest = await definitions.FindAsync(DefinitionKind.Decision, key, null, cancellationToken).ConfigureAwait(false)
            ?? throw new ScenarioFailedException($"There is no decision '{key}'.");
        var content = Changed(latest.Content, arguments.Text("rule"), arguments.Object("set"));
        var reading = reader.ReadFile(DefinitionKind.Decision, key + ".dmn", content);
        if (reading is not { IsValid: true, Draft: { } draft }) throw new ScenarioInvalidException(string.Join("; ", reading.Problems));
        await definitions.PublishAsync(draft with { Pack = latest.Pack }, arguments.TextOrNull("by") ?? "scenario", null, cancellationToken).ConfigureAwait(false);
        await world.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Changed(string content, string rule, JsonObject set)
    {
        var document = XDocument.Parse(content, LoadOptions.PreserveWhitespace);
        var row = document.Descendants().FirstOrDefault(element => element.Name.LocalName == "rule" && (string?)element.Attribute("id") == rule)
            ?? throw new ScenarioInvalidException($"The decision has no rule '{rule}'.");
        var outputs = Children(row.Parent!, "output").Select(output => (string?)output.Attribute("name")).ToList();
        foreach (var (name, value) in set)
        {
            var place = outputs.IndexOf(name);
            if (place < 0) throw new ScenarioInvalidException($"The table has no output '{name}'; it has {string.Join(", ", outputs)}.");
            Children(Children(row, "outputEntry").ElementAt(place), "text").Single().Value = Feel(value);
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static IEnumerable<XElement> Children(XElement parent, string name) => parent.Elements().Where(element => element.Name.LocalName == name);

    private static string Feel(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String
        ? $"\"{value.GetValue<string>().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : value?.ToJsonString() ?? "null";
}
