using System.Text.Json.Nodes;
using Trasa.Crm.Scenarios;

namespace Trasa.Host.Trials;

/// <summary>The scenarios that a workflow carries with it: <c>customProperties.scenarios</c>, in the format of <c>cases.json</c>.</summary>
internal static class KeptScenarios
{
    /// <summary>Null when the workflow carries none.</summary>
    /// <exception cref="ScenarioInvalidException">They cannot be read.</exception>
    public static ScenarioFile? In(string content) =>
        (JsonNode.Parse(content) as JsonObject)?["customProperties"] is JsonObject custom && custom["scenarios"] is JsonObject file ? ScenarioFile.Parse(file.ToJsonString()) : null;
}
