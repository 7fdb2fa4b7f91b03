namespace Trasa.Engine.Definitions;

/// <summary>Reads from a workflow which events start it. Called when a version is published; what all extractors find is indexed.</summary>
public interface ITriggerExtractor
{
    IReadOnlyList<WorkflowTrigger> Extract(DefinitionVersion definition);
}

/// <summary>One event that starts a workflow. Only the latest published version of a definition is triggered.</summary>
/// <param name="ActivityId">The activity that the new instance starts from.</param>
/// <param name="Kind">What it waits for, a bookmark kind.</param>
/// <param name="Name">The name of the event.</param>
/// <param name="CorrelationId">Only events with this correlation, or null for all.</param>
public sealed record WorkflowTrigger(string ActivityId, string Kind, string Name, string? CorrelationId = null);
