using Trasa.Engine.Execution.Plans;

namespace Trasa.Engine.Moving;

/// <summary>Which activity of the new plan each activity of the old one becomes.</summary>
internal sealed class NodeMap
{
    private readonly Dictionary<PlanNode, PlanNode> _map = [];
    private readonly List<string> _problems = [];

    public NodeMap(WorkflowPlan from, WorkflowPlan to, IReadOnlyDictionary<string, string>? chosen)
    {
        Chosen = chosen ?? new Dictionary<string, string>();
        foreach (var (old, target) in Chosen)
        {
            if (from.Find(old) is null) _problems.Add($"Version {from.Version} has no step '{old}'.");
            if (to.Find(target) is null) _problems.Add($"Version {to.Version} has no step '{target}'.");
        }

        foreach (var node in from.Nodes)
            if (Target(node, to) is { } target) _map[node] = target;
    }

    public IReadOnlyDictionary<string, string> Chosen { get; }

    public IReadOnlyList<string> Problems => _problems;

    public PlanNode? this[PlanNode node] => _map.GetValueOrDefault(node);

    /// <summary>Why what runs at the step cannot go on at its target; null when it can.</summary>
    public string? Problem(PlanNode node, int version) => this[node] switch
    {
        null => $"The step '{node.Name}' ({node.Id}) is not in version {version}. Choose a step of the same type to go on at.",
        var target when target.Type != node.Type => $"The step '{node.Name}' ({node.Id}) is of type {node.Type}; '{target.Name}' ({target.Id}) in version {version} is of type {target.Type} and cannot take over its wait.",
        _ => null,
    };

    /// <summary>A container that nobody named keeps its place: the root stays the root, a slot the slot.</summary>
    private PlanNode? Target(PlanNode node, WorkflowPlan to)
    {
        if (Chosen.TryGetValue(node.Id, out var chosen)) return to.Find(chosen);
        if (to.Find(node.Id) is { } same) return same;
        if (!node.IsContainer) return null;
        if (node.Parent is null) return to.Root.Type == node.Type ? to.Root : null;
        return node.Position < 0 && _map.GetValueOrDefault(node.Parent)?.Slot(node.Property) is { } slot && slot.Type == node.Type ? slot : null;
    }
}
