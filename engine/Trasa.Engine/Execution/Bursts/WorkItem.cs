using Trasa.Engine.Execution.Plans;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>An activity that is to be executed.</summary>
/// <param name="Node">The activity.</param>
/// <param name="Owner">The composite that scheduled it; null for the root.</param>
/// <param name="Backward">Whether an arrow back into a loop led there.</param>
/// <param name="Item">The element that a loop hands to its body.</param>
internal readonly record struct WorkItem(PlanNode Node, ActivityRun? Owner, bool Backward, LoopItem? Item);

/// <summary>What a loop hands to its body: the element, its number, and the variable that shows it.</summary>
internal sealed class LoopItem(object? value, int index, PlanVariable? variable)
{
    public object? Value { get; set; } = value;

    public int Index { get; } = index;

    public PlanVariable? Variable { get; } = variable;
}

/// <summary>A place where an execution waits.</summary>
/// <param name="Id">The bookmark.</param>
/// <param name="Run">Who waits.</param>
/// <param name="Role">What resuming it means: <see cref="Own"/>, <see cref="Again"/>, or the number of a boundary.</param>
internal readonly record struct Wait(Guid Id, ActivityRun Run, int Role)
{
    /// <summary>The activity's own bookmark.</summary>
    public const int Own = -1;

    /// <summary>The pause before the activity is tried again.</summary>
    public const int Again = -2;
}
