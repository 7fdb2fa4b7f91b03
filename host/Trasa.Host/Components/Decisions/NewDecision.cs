using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.Engine.Definitions;

namespace Trasa.Host.Components.Decisions;

/// <summary>The draft that a new decision begins with: a table with one row, or what a file holds.</summary>
internal static class NewDecision
{
    public static DefinitionDraft Draft(string key, string name) => Draft(key, new Definitions
    {
        Id = "definitions",
        Name = name,
        Namespace = $"urn:trasa:{key}",
        Decisions =
        [
            new("decision", name, new Variable(name))
            {
                Logic = new DecisionTable
                {
                    HitPolicy = HitPolicy.First,
                    Inputs = [new("input-1", null, "value") { TypeRef = "string" }],
                    Outputs = [new("output-1", "result") { TypeRef = "string" }],
                    Annotations = ["Remark"],
                    Rules = [new("row-1", ["-"], ["\"\""]) { Annotations = [""] }],
                },
            },
        ],
    });

    public static DefinitionDraft Draft(string key, Definitions definitions) => new(DefinitionKind.Decision, key, definitions.Name, DmnWriter.Write(definitions));
}
