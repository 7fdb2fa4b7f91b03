using Trasa.Engine.Expressions;

namespace Trasa.Engine.Execution.Plans;

/// <summary>The states and transitions of a state machine.</summary>
internal sealed class MachinePlan(PlanState[] states, PlanTransition[] transitions)
{
    public PlanState[] States => states;

    public PlanTransition[] Transitions => transitions;

    public string Names => string.Join(", ", states.Select(state => state.Name));

    public PlanState? Find(string name) => Array.Find(states, state => string.Equals(state.Name, name, StringComparison.Ordinal));
}

internal sealed record PlanState(string Name, PlanNode? Entry, PlanNode? Exit);

/// <param name="Name">For messages.</param>
/// <param name="From">The state that it leaves.</param>
/// <param name="To">The state that it leads to.</param>
/// <param name="Trigger">What it waits for; null when the condition alone decides.</param>
/// <param name="Condition">Null when it always holds.</param>
/// <param name="Action">What is done on the way.</param>
internal sealed record PlanTransition(string Name, string From, string To, PlanNode? Trigger, CompiledExpression? Condition, PlanNode? Action);
