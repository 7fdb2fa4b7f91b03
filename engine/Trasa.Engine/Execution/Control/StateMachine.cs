using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

/// <summary>
/// States and the transitions between them. A state runs its entry and then waits at the triggers of the transitions that
/// leave it; the first whose trigger comes and whose condition holds is taken: exit, action, next state. A transition
/// without a trigger is taken as soon as its condition holds on entry. A state that nothing leaves is the end.
/// </summary>
internal sealed class StateMachine : Composite
{
    /// <summary>More in a row, without an activity in between, is a circle that never ends.</summary>
    private const int MostInARow = 1_000;

    private const int Entering = 0;
    private const int Waiting = 1;
    private const int Leaving = 2;
    private const int Acting = 3;
    private const string State = "state";
    private const string Transition = "transition";

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.StateMachine", "State machine", "States, and what leads from one to another.") with
        {
            Inputs = [new("initialState", "String", "The first state; the first of the list when not given.", Editor: "text")],
            Outputs = [new("currentState", "String", "The state that it is in.")],
        };

    internal override void Begin(ActivityRun run)
    {
        var machine = run.Node.Machine!;
        var wanted = ValueConversion.Text(run.Node.Input("currentState")?.Evaluate(run)) is { Length: > 0 } current ? current : ValueConversion.Text(run.Node.Input("initialState")?.Evaluate(run));
        var first = string.IsNullOrEmpty(wanted) ? machine.States.FirstOrDefault() : machine.Find(wanted) ?? throw new ActivityFaultException($"There is no state '{wanted}'. There are: {machine.Names}.");
        if (first is null) run.Done();
        else Enter(run, first);
    }

    internal override void ChildCompleted(ActivityRun run, ActivityRun child, IReadOnlyList<string> outcomes)
    {
        switch (run.Step)
        {
            case Entering:
                Enter(run, Take(run, Automatic(run)));
                break;
            case Waiting:
                Triggered(run, child);
                break;
            case Leaving:
                Enter(run, Act(run, Current(run)));
                break;
            default:
                Enter(run, Target(run, Current(run)));
                break;
        }
    }

    private static void Enter(ActivityRun run, PlanState? state)
    {
        for (var turn = 0; state is not null; turn++)
        {
            if (turn == MostInARow) throw new ActivityFaultException($"{MostInARow} transitions in a row without an activity: the conditions lead in a circle.");
            run[State] = state.Name;
            run.Output("currentState", state.Name);
            run.Step = Entering;
            if (state.Entry is { } entry)
            {
                run.Schedule(entry);
                return;
            }

            state = Take(run, Automatic(run));
        }
    }

    /// <summary>The transition that needs no trigger and whose condition holds.</summary>
    private static PlanTransition? Automatic(ActivityRun run) =>
        Outgoing(run).FirstOrDefault(transition => transition.Trigger is null && Holds(transition, run));

    /// <summary>Takes the transition, or waits when there is none to take. The next state when nothing has to run before it.</summary>
    private static PlanState? Take(ActivityRun run, PlanTransition? transition)
    {
        if (transition is null)
        {
            Wait(run);
            return null;
        }

        run[Transition] = (decimal)Array.IndexOf(run.Node.Machine!.Transitions, transition);
        run.Step = Leaving;
        if (run.Node.Machine.Find((string)run[State]!)?.Exit is not { } exit) return Act(run, transition);
        run.Schedule(exit);
        return null;
    }

    private static PlanState? Act(ActivityRun run, PlanTransition transition)
    {
        run.Step = Acting;
        if (transition.Action is not { } action) return Target(run, transition);
        run.Schedule(action);
        return null;
    }

    private static void Wait(ActivityRun run)
    {
        run.Step = Waiting;
        var outgoing = Outgoing(run).ToList();
        foreach (var transition in outgoing)
            if (transition.Trigger is { } trigger) run.Schedule(trigger);
        if (run.Active > 0) return;
        if (outgoing.Count > 0) throw new ActivityFaultException($"The state '{run[State]}' can never be left: no transition has a trigger, and no condition holds.");
        run.Done();
    }

    private static void Triggered(ActivityRun run, ActivityRun child)
    {
        var transition = Array.Find(run.Node.Machine!.Transitions, transition => transition.Trigger == child.Node)!;
        if (!Holds(transition, run))
        {
            // It may come again under better conditions.
            run.Schedule(child.Node);
            return;
        }

        run.Instance.Cancellation.CancelInside(run);
        run.Instance.Unschedule(run);
        Enter(run, Take(run, transition));
    }

    private static PlanTransition Current(ActivityRun run) => run.Node.Machine!.Transitions[(int)(decimal)run[Transition]!];

    private static PlanState Target(ActivityRun run, PlanTransition transition) =>
        run.Node.Machine!.Find(transition.To) ?? throw new ActivityFaultException($"The transition '{transition.Name}' leads to '{transition.To}', which is no state. There are: {run.Node.Machine.Names}.");

    private static IEnumerable<PlanTransition> Outgoing(ActivityRun run) =>
        run.Node.Machine!.Transitions.Where(transition => string.Equals(transition.From, (string?)run[State], StringComparison.Ordinal));

    private static bool Holds(PlanTransition transition, ActivityRun run) =>
        transition.Condition is not { } condition || (ValueConversion.ToBoolean(condition.Evaluate(run)) ?? throw new ActivityFaultException($"The condition of the transition '{transition.Name}' gives neither true nor false."));
}
