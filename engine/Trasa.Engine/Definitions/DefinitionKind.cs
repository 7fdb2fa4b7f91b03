namespace Trasa.Engine.Definitions;

/// <summary>What is edited as a draft and published as a numbered, immutable version.</summary>
public enum DefinitionKind
{
    Workflow,
    Decision,
    RuleSet,
    Form,
    Template,
    Calendar,
    RecordType,
}
