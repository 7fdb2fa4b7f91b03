using Trasa.Engine.Definitions;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <inheritdoc cref="IInstanceRepair"/>
internal sealed class InstanceRepair(PlanCache plans, BurstExecutor executor) : IInstanceRepair
{
    public InstanceView Look(DefinitionVersion definition, StoredInstance instance)
    {
        var loaded = StoredState.Load(plans.Get(definition), instance, BurstExecutor.NoDoors);
        var values = loaded.Values;
        var variables = new Dictionary<string, object?>(values.Loose ?? [], StringComparer.Ordinal);
        foreach (var variable in loaded.Plan.Scope.Variables) variables[variable.Name] = values.Locals[variable.Slot];
        return new(variables, values.Input, values.Outputs ?? StoredState.Nothing, [.. Runs(loaded).Select(run => View(loaded, run))]);
    }

    public async Task<Burst> RepairAsync(DefinitionVersion definition, StoredInstance instance, IReadOnlyList<Repair> repairs, BurstDoors doors, CancellationToken cancellationToken)
    {
        var loaded = StoredState.Load(plans.Get(definition), instance, doors);
        var loop = executor.Loop(loaded);
        var isHeld = instance.Status == InstanceStatus.OnHold;
        if (isHeld && repairs.Any(repair => repair is not Repair.Change)) throw new InvalidOperationException("The instance is on hold: only its variables can be changed. Release it first.");
        foreach (var repair in repairs) await ApplyAsync(loaded, loop, repair, cancellationToken).ConfigureAwait(false);
        if (isHeld) return executor.Finish(loaded, instance, stopped: InstanceStatus.OnHold);
        await loop.RunAsync(cancellationToken).ConfigureAwait(false);
        return executor.Finish(loaded, instance);
    }

    private static async ValueTask ApplyAsync(InstanceRun instance, BurstLoop loop, Repair repair, CancellationToken cancellationToken)
    {
        switch (repair)
        {
            case Repair.Retry { ActivityId: null }:
                Note(instance, "Retry", null, null);
                break;
            case Repair.Retry retry:
                foreach (var faulted in Open(instance, retry.ActivityId!, run => run.Status == RunStatus.Faulted, "faulted"))
                {
                    Note(instance, "Retry", faulted.Node, null);
                    (faulted.Status, faulted.Attempt) = (RunStatus.Running, 0);
                    await loop.ExecuteAsync(faulted, cancellationToken).ConfigureAwait(false);
                }

                break;
            case Repair.Skip skip:
                foreach (var open in Open(instance, skip.ActivityId, run => run.Parent is not null, "running"))
                {
                    Note(instance, "Skip", open.Node, skip.Outcomes);
                    open.Status = RunStatus.Running;
                    await loop.InterruptAsync(open, skip.Outcomes, cancellationToken).ConfigureAwait(false);
                }

                break;
            case Repair.ContinueFrom next:
                Continue(instance, next.ActivityId);
                break;
            case Repair.Change change:
                foreach (var (name, value) in change.Variables) Set(instance, name, ValueConversion.Canonical(value));
                Note(instance, "Change", null, change.Variables);
                break;
        }
    }

    private static List<ActivityRun> Open(InstanceRun instance, string activityId, Func<ActivityRun, bool> fits, string state)
    {
        var found = Runs(instance).Where(run => run.Node.Id == activityId && fits(run)).ToList();
        if (found.Count > 0) return found;
        throw instance.Plan.Find(activityId) is { } node ? new InvalidOperationException($"The activity '{Called(node)}' is not {state}.") : Unknown(activityId);
    }

    private static RepairInvalidException Unknown(string activityId) => new(activityId, $"The definition has no activity '{activityId}'.");

    private static string Called(PlanNode node) => node.Name == node.Type ? node.Id : node.Name;

    private static void Continue(InstanceRun instance, string activityId)
    {
        var node = instance.Plan.Find(activityId) ?? throw Unknown(activityId);
        var around = Runs(instance).FirstOrDefault(run => run.Node == node.Parent && run.Status == RunStatus.Running)
            ?? throw new InvalidOperationException($"The container of '{Called(node)}' is not running, so the instance cannot go on from there.");
        Note(instance, "ContinueFrom", node, null);
        instance.Schedule(new(node, around, true, null));
    }

    private static void Set(InstanceRun instance, string name, object? value)
    {
        var variable = instance.Plan.Scope.Find(name) ?? throw new RepairInvalidException(name, $"The workflow has no variable '{name}'.");
        try
        {
            instance.Values.Locals[variable.Slot] = TypeAlias.Convert(value, variable.Type);
        }
        catch (ActivityFaultException misfit)
        {
            throw new RepairInvalidException(name, $"The variable '{name}' cannot have this value. {misfit.Message}", misfit);
        }
    }

    private static void Note(InstanceRun instance, string what, PlanNode? node, object? data) =>
        instance.Log.Add(JournalEvents.Repaired, node, what, data is null ? null : JsonValues.Write(data));

    private static ActivityView View(InstanceRun instance, ActivityRun run) => new(
        run.Node.Id,
        run.Node.Type,
        run.Node.Name,
        run.Status == RunStatus.Faulted,
        [.. instance.Waits.Where(wait => wait.Run == run).Select(wait => wait.Id)]);

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
