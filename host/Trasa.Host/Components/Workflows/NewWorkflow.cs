using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.Host.Components.Workflows;

/// <summary>The draft that a new workflow begins with: an empty flowchart, whose journal says what every step was given and gave, or another workflow.</summary>
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

    /// <summary>The key itself, or with the first number that is free.</summary>
    public static string FreeKey(string wanted, IReadOnlySet<string> taken) =>
        Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? wanted : $"{wanted}-{number}").First(key => !taken.Contains(key));

    /// <summary>The same process as a workflow of its own.</summary>
    public static DefinitionDraft From(WorkflowDefinition other, string key, string name)
    {
        var json = (JsonObject)other.Json.DeepClone();
        (json["id"], json["definitionId"], json["name"], json["version"]) = (key, key, name, 1);
        return new(DefinitionKind.Workflow, key, name, new WorkflowDefinition(json).ToText());
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
            ["options"] = new JsonObject { ["journal"] = "values" },
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
