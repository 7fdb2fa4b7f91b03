using Trasa.Engine.Execution.Bursts;

namespace Trasa.Engine.Moving;

/// <summary>How far a sequence is when its steps have other numbers.</summary>
internal static class SequenceStep
{
    public static void Carry(ActivityRun old, ActivityRun run, NodeMap map)
    {
        var current = -1;
        for (var child = run.FirstChild; child is not null; child = child.Next) current = Math.Max(current, child.Node.Position);
        foreach (var item in run.Instance.Queue)
            if (item.Owner == run) current = Math.Max(current, item.Node.Position);
        if (current < 0) return;
        run.Step = current + 1;
        for (var position = 0; position < old.Step - 1; position++)
        {
            var done = old.Node.Activities[position];
            if (map[done] is { } again && again.Parent == run.Node && again.Position > current)
                throw new CannotMoveException($"The step '{done.Name}' ({done.Id}) is done, but comes after '{run.Node.Activities[current].Name}' in the new version: it would be done again.");
        }
    }
}

/// <summary>A state machine is found again by the names of its states.</summary>
internal static class MachineState
{
    public static void Check(ActivityRun run)
    {
        var machine = run.Node.Machine!;
        if (run["state"] is string state && machine.Find(state) is null)
            throw new CannotMoveException($"The state '{state}' of '{run.Node.Name}' ({run.Node.Id}) is not there any more.");
        for (var child = run.FirstChild; child is not null; child = child.Next)
        {
            var trigger = Array.Find(machine.Transitions, transition => transition.Trigger == child.Node);
            if (run.Step == 1 && trigger?.From != (string?)run["state"])
                throw new CannotMoveException($"'{child.Node.Name}' ({child.Node.Id}) does not lead out of the state '{run["state"]}' any more.");
        }
    }
}
