using System.Text.Json.Nodes;
using Trasa.Engine.Expressions;

namespace Trasa.Engine.Execution.Plans;

/// <summary>An activity of a definition, ready to run: its behaviour, compiled inputs, bound outputs and what is inside it.</summary>
internal sealed class PlanNode
{
    /// <summary>Its number in the order of the file; states at rest refer to it.</summary>
    public required int Index { get; init; }

    public required string Id { get; init; }

    public required string Type { get; init; }

    public required string Name { get; init; }

    public required JsonObject Json { get; init; }

    public required Activity Behaviour { get; init; }

    /// <summary>The activity around it; null for the root.</summary>
    public required PlanNode? Parent { get; init; }

    /// <summary>The property of the parent that it stands in.</summary>
    public required string Property { get; init; }

    /// <summary>Its number among the parent's <see cref="Activities"/>, or -1 when it stands in a slot.</summary>
    public required int Position { get; init; }

    /// <summary>The variables in sight.</summary>
    public required PlanScope Scope { get; init; }

    /// <summary>Whether it has variables of its own.</summary>
    public bool OwnsScope => Scope.Owner == this;

    /// <summary>The activities of a container.</summary>
    public PlanNode[] Activities { get; set; } = [];

    /// <summary>What stands in its slots and branches.</summary>
    public PlanNode[] Slots { get; set; } = [];

    public PlanInput[] Inputs { get; set; } = [];

    public PlanOutput[] Outputs { get; set; } = [];

    public PlanCase[] Cases { get; set; } = [];

    public PlanBoundary[] Boundaries { get; set; } = [];

    public FlowPlan? Flow { get; set; }

    public MachinePlan? Machine { get; set; }

    public RetryPolicy? Retry { get; set; }

    /// <summary>Whether what it did is committed before anything else is executed.</summary>
    public bool CommitsAfter { get; set; }

    public bool IsContainer => Behaviour is Composite;

    public PlanNode? Slot(string property)
    {
        foreach (var slot in Slots)
            if (slot.Property == property) return slot;
        return null;
    }

    public PlanInput? Input(string name)
    {
        foreach (var input in Inputs)
            if (input.Name == name) return input;
        return null;
    }

    public override string ToString() => $"{Id} ({Type})";
}

/// <summary>A case of a switch.</summary>
internal sealed record PlanCase(string Label, CompiledExpression Condition, PlanNode? Activity);

/// <summary>How often and after which pause an activity that faulted is tried again; the pause doubles each time.</summary>
internal sealed record RetryPolicy(int Attempts, TimeSpan Delay);
