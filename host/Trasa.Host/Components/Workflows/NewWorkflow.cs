using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>The draft that a new workflow begins with: an empty flowchart.</summary>
internal static class NewWorkflow
{
    /// <summary>The key says the name in letters that addresses and file names take.</summary>
    public static string KeyOf(string name)
    {
        var key = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsLetterOrDigit(letter)) key.Append(letter);
            else if (key.Length > 0 && key[^1] != '-') key.Append('-');
        }

        return key.ToString().Trim('-');
    }

    public static DefinitionDraft Draft(string key, string name)
    {
        var definition = new WorkflowDefinition(new JsonObject
        {
            ["$schema"] = WorkflowDefinition.Schema,
            ["id"] = key,
            ["definitionId"] = key,
            ["name"] = name,
            ["description"] = "",
            ["version"] = 1,
            ["variables"] = new JsonArray(),
            ["inputs"] = new JsonArray(),
            ["outputs"] = new JsonArray(),
            ["outcomes"] = new JsonArray(),
            ["customProperties"] = new JsonObject(),
            ["options"] = new JsonObject(),
            ["root"] = new JsonObject
            {
                ["id"] = "flow",
                ["name"] = "flow",
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["customProperties"] = new JsonObject(),
                ["metadata"] = new JsonObject(),
                ["activities"] = new JsonArray(),
                ["connections"] = new JsonArray(),
            },
        });
        return new(DefinitionKind.Workflow, key, name, definition.ToText());
    }
}
