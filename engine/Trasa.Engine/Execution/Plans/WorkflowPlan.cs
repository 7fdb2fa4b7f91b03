using Trasa.Engine.Values;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Plans;

/// <summary>A version of a definition, compiled once and shared by all of its instances.</summary>
internal sealed class WorkflowPlan
{
    public required string Key { get; init; }

    public required int Version { get; init; }

    public required WorkflowDefinition Definition { get; init; }

    public required PlanNode[] Nodes { get; init; }

    public required PlanScope Scope { get; init; }

    public required PlanParameter[] Inputs { get; init; }

    public required JournalLevel Journal { get; init; }

    /// <summary>How long a finished instance is kept; null leaves it to the installation.</summary>
    public TimeSpan? KeepFinished { get; init; }

    /// <summary>Whether some expression asks for what other activities put out, so that it has to be kept.</summary>
    public required bool KeepsOutputs { get; init; }

    public PlanNode Root => Nodes[0];

    public PlanNode? Find(string activityId)
    {
        foreach (var node in Nodes)
            if (node.Id == activityId) return node;
        return null;
    }
}

/// <summary>A declared input of the workflow.</summary>
internal sealed record PlanParameter(string Name, TypeAlias.Kind Type, object? Default);
