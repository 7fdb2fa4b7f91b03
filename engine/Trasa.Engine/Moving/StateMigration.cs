using Trasa.Engine.Execution;
using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Execution.Control;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Values;

namespace Trasa.Engine.Moving;

/// <summary>
/// Builds the state of an instance anew on the plan of another version. Every execution that waits or stopped is placed at
/// the step that it is mapped to; the containers around that step carry on from the old ones, or are entered at that point.
/// </summary>
internal sealed class StateMigration
{
    private readonly InstanceRun _old;
    private readonly NodeMap _map;
    private readonly Dictionary<ActivityRun, ActivityRun> _carried = [];
    private readonly Dictionary<(PlanNode, ActivityRun?), ActivityRun> _entered = [];
    private readonly List<string> _reasons = [];
    private readonly List<string> _notes = [];

    private StateMigration(InstanceRun old, WorkflowPlan plan, NodeMap map, BurstDoors doors)
    {
        (_old, _map) = (old, map);
        Result = new(old.Id, plan, doors, old.Log.Sequence)
        {
            LastNumber = old.LastNumber,
            CorrelationId = old.CorrelationId,
            Name = old.Name,
            ParentId = old.ParentId,
            ParentBookmarkId = old.ParentBookmarkId,
        };
    }

    public InstanceRun Result { get; }

    public IReadOnlyList<string> Reasons => _reasons;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Waits at the edge of activities that the new version does not have.</summary>
    public List<Guid> Dropped { get; } = [];

    /// <summary>Where each execution that waits or stopped goes on.</summary>
    public List<(ActivityRun From, ActivityRun To)> Moves { get; } = [];

    public static StateMigration Apply(InstanceRun old, WorkflowPlan plan, NodeMap map, BurstDoors doors)
    {
        var migration = new StateMigration(old, plan, map, doors);
        try
        {
            migration.Run();
        }
        catch (CannotMoveException cannot)
        {
            migration._reasons.Add(cannot.Message);
        }

        return migration;
    }

    private void Run()
    {
        CarryValues();
        foreach (var run in Runs(_old).Where(run => run.Status is RunStatus.Running or RunStatus.Faulted))
            if (run.FirstChild is null || run.Waits > 0) Move(run);
        foreach (var item in _old.Queue) MoveScheduled(item);
        if (_reasons.Count > 0) return;
        foreach (var (old, run) in _carried) Continue(old, run);
        foreach (var wait in _old.Waits) Carry(wait);
    }

    private void Move(ActivityRun run)
    {
        if (_map.Problem(run.Node, Result.Plan.Version) is { } problem)
        {
            // A container without anything inside holds nothing that could be lost.
            if (!run.Node.IsContainer || run.Waits > 0 || run.Status == RunStatus.Faulted) _reasons.Add(problem);
            return;
        }

        Moves.Add((run, Carried(run)));
    }

    private void MoveScheduled(WorkItem item)
    {
        if (_map.Problem(item.Node, Result.Plan.Version) is { } problem)
        {
            _reasons.Add(problem);
            return;
        }

        var node = _map[item.Node]!;
        Result.Schedule(new(node, Around(node, item.Owner), item.Backward, Turn(item.Item, node)));
    }

    /// <summary>The new execution of an old one, made when it is first needed.</summary>
    private ActivityRun Carried(ActivityRun old)
    {
        if (_carried.TryGetValue(old, out var known)) return known;
        var node = _map[old.Node]!;
        if (node.Type != old.Node.Type) throw new CannotMoveException(_map.Problem(old.Node, Result.Plan.Version)!);
        var run = Create(node, Around(node, old.Parent), old.Backward, old.Number);
        _carried.Add(old, run);
        run.Status = old.Status;
        (run.Step, run.Work, run.Attempt, run.BoundariesSet) = (old.Step, old.Work, old.Attempt, old.BoundariesSet);
        run.Kept = old.Kept is null ? null : new(old.Kept, StringComparer.Ordinal);
        run.Turn = Turn(old.Turn, node);
        if (old.Locals is { } locals && node.OwnsScope) run.Locals = Locals(old.Node.Scope, locals, node.Scope);
        return run;
    }

    /// <summary>The execution of the container around the node: the one that carries on, or else one that is entered here.</summary>
    private ActivityRun? Around(PlanNode node, ActivityRun? oldParent)
    {
        if (node.Parent is not { } container) return null;
        for (var around = oldParent; around is not null; around = around.Parent)
            if (_map[around.Node] == container) return Carried(around);
        var outer = Around(container, oldParent);
        if (_entered.TryGetValue((container, outer), out var known)) return known;
        var run = Create(container, outer, backward: false, number: null);
        Entering.Enter(run, node);
        _notes.Add($"'{container.Name}' ({container.Id}) is entered at '{node.Name}'.");
        return _entered[(container, outer)] = run;
    }

    private ActivityRun Create(PlanNode node, ActivityRun? parent, bool backward, int? number)
    {
        var run = Result.Create(node, parent, backward, number);
        if (parent is null) Result.Root = run;
        else parent.Active++;
        return run;
    }

    /// <summary>How far a container is, in the terms of the new version. Its children are in place by now.</summary>
    private void Continue(ActivityRun old, ActivityRun run)
    {
        if (run.Node.Behaviour is Sequence) SequenceStep.Carry(old, run, _map);
        if (run.Node.Behaviour is Flowchart && old.Flow is not null) run.Flow = new FlowMigration(old, run, _map).Carry();
        if (run.Node.Behaviour is StateMachine) MachineState.Check(run);
        if (run.Node.Behaviour is TryCatch && Compensations.Missing(run) is { } undone)
            throw new CannotMoveException($"'{undone}' would have to be undone if '{run.Node.Name}' ({run.Node.Id}) failed, and the new version does not say how.");
        if (run.Node.Behaviour is Execution.Control.Parallel && run.Node.Activities.Length > old.Node.Activities.Length)
            _notes.Add($"What is new in '{run.Node.Name}' ({run.Node.Id}) does not run: its branches began together.");
        if (old.Node.IsContainer || run.Node.Boundaries.Length <= old.Node.Boundaries.Length || !run.BoundariesSet) return;
        _notes.Add($"New deadlines and events at '{run.Node.Name}' ({run.Node.Id}) do not apply to what waits there already.");
    }

    private void Carry(Wait wait)
    {
        if (!_carried.TryGetValue(wait.Run, out var run)) return;
        var role = wait.Role < 0 ? wait.Role : Boundary(wait, run.Node);
        if (role is { } kept) Result.AddWait(new(wait.Id, run, kept));
        else Dropped.Add(wait.Id);
    }

    private int? Boundary(Wait wait, PlanNode node)
    {
        var old = wait.Run.Node.Boundaries[wait.Role];
        var index = Array.FindIndex(node.Boundaries, boundary => boundary.Outcome == old.Outcome && boundary.IsTimer == old.IsTimer);
        if (index >= 0) return index;
        _notes.Add($"The {(old.IsTimer ? "deadline" : "event")} '{old.Outcome}' at '{node.Name}' ({node.Id}) is not there any more and is dropped.");
        return null;
    }

    private void CarryValues()
    {
        Result.Values.Input = _old.Values.Input;
        Result.Values.Outputs = _old.Values.Outputs;
        Result.Values.Loose = _old.Values.Loose;
        Result.Values.LastResult = _old.Values.LastResult;
        Result.Values.ActivityOutputs = _old.Values.ActivityOutputs;
        Result.Values.Locals = Locals(_old.Plan.Scope, _old.Values.Locals, Result.Plan.Scope);
    }

    private object?[] Locals(PlanScope from, object?[] values, PlanScope to)
    {
        var locals = to.Defaults();
        foreach (var variable in from.Variables)
        {
            var value = values[variable.Slot];
            if (Array.Find(to.Variables, other => other.Id == variable.Id) is { } target || (target = Array.Find(to.Variables, other => other.Name == variable.Name)) is not null)
                locals[target.Slot] = Converted(value, variable, target);
            else if (value is not null) _notes.Add($"The variable '{variable.Name}' is not there any more; its value is dropped.");
        }

        return locals;
    }

    private static object? Converted(object? value, PlanVariable from, PlanVariable to)
    {
        try
        {
            return TypeAlias.Convert(value, to.Type);
        }
        catch (ActivityFaultException misfit)
        {
            throw new CannotMoveException($"The value of the variable '{from.Name}' does not fit any more: {misfit.Message}");
        }
    }

    private static LoopItem? Turn(LoopItem? turn, PlanNode node) =>
        turn is null ? null : new(turn.Value, turn.Index, turn.Variable is { } variable ? node.Scope.Find(variable.Id) ?? node.Scope.Find(variable.Name) : null);

    private static List<ActivityRun> Runs(InstanceRun instance)
    {
        var runs = new List<ActivityRun>();
        var open = new Stack<ActivityRun>();
        if (instance.Root is { } root) open.Push(root);
        while (open.TryPop(out var run))
        {
            runs.Add(run);
            for (var child = run.FirstChild; child is not null; child = child.Next) open.Push(child);
        }

        return runs;
    }
}

/// <summary>Why an instance cannot move.</summary>
internal sealed class CannotMoveException(string message) : Exception(message);
