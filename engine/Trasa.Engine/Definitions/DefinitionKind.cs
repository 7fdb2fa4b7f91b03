namespace Trasa.Engine.Definitions;

/// <summary>What is edited as a draft and published as a numbered, immutable version.</summary>
public enum DefinitionKind
{
    Workflow,
    Decision,

    /// <summary>Saved examples of a decision, under its key.</summary>
    Examples,
    RuleSet,
    Form,
    Template,
    Calendar,
    RecordType,

    /// <summary>What a process pack has besides definitions: its manifest, records, scenarios and texts.</summary>
    Pack,
}
