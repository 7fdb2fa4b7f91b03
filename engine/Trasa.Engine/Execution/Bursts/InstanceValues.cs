using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>
/// The variables, inputs and outputs of an instance. A variable is found in the innermost container that declares it;
/// one that nobody declares belongs to the instance.
/// </summary>
internal sealed class InstanceValues(WorkflowPlan plan)
{
    private static readonly IReadOnlyDictionary<string, object?> Nothing = new Dictionary<string, object?>();

    private static readonly string[] LoopNames = ["CurrentValue", "CurrentIndex"];

    private Dictionary<(string Activity, string Output), object?>? _activityOutputs;

    public IReadOnlyDictionary<string, object?> Input { get; set; } = Nothing;

    /// <summary>Values of the variables of the workflow, by slot.</summary>
    public object?[] Locals { get; set; } = plan.Scope.Defaults();

    /// <summary>Variables that no container declares.</summary>
    public Dictionary<string, object?>? Loose { get; set; }

    public Dictionary<string, object?>? Outputs { get; set; }

    public object? LastResult { get; set; }

    /// <summary>What activities put out, by activity and output, as far as expressions may ask for it.</summary>
    public Dictionary<(string Activity, string Output), object?>? ActivityOutputs
    {
        get => _activityOutputs;
        set => _activityOutputs = value;
    }

    public bool TryGet(ActivityRun run, string name, out object? value)
    {
        if (run.Node.Scope.Find(name) is { } variable)
        {
            if (Holder(run, variable) is { } item) value = item.Value;
            else value = Slots(run, variable)[variable.Slot];
            return true;
        }

        if (name is "CurrentValue" or "CurrentIndex" && Loop(run) is { } loop)
        {
            value = name == "CurrentValue" ? loop.Value : (decimal)loop.Index;
            return true;
        }

        value = null;
        return Loose is not null && Loose.TryGetValue(name, out value);
    }

    /// <summary>What a loop around the execution lets it see besides variables.</summary>
    public static IReadOnlyList<string> NamesOfLoop(ActivityRun run) => Loop(run) is null ? [] : LoopNames;

    /// <summary>A step sets a variable; the value of this turn is changed for this turn.</summary>
    public void SetByStep(ActivityRun run, string name, object? value)
    {
        if (name == "CurrentValue" && run.Node.Scope.Find(name) is null && Loop(run) is { } turn) turn.Value = value;
        else Set(run, name, value);
    }

    public void Set(ActivityRun run, string name, object? value)
    {
        if (run.Node.Scope.Find(name) is not { } variable)
        {
            (Loose ??= new(StringComparer.Ordinal))[name] = value;
            return;
        }

        value = TypeAlias.Convert(value, variable.Type);
        if (Holder(run, variable) is { } item) item.Value = value;
        else Slots(run, variable)[variable.Slot] = value;
    }

    public void PutOut(ActivityRun run, string name, object? value)
    {
        LastResult = value;
        if (plan.KeepsOutputs) Keep(run.Node, name, value);
        foreach (var output in run.Node.Outputs)
        {
            if (output.Name != name) continue;
            if (output.IsWorkflowOutput) SetOutput(output.Target, value);
            else Set(run, output.Target, value);
        }
    }

    public void SetOutput(string name, object? value) => (Outputs ??= new(StringComparer.Ordinal))[name] = value;

    public object? ActivityOutput(string activity, string? output)
    {
        if (_activityOutputs is null) return null;
        if (output is not null && _activityOutputs.TryGetValue((activity, Camel(output)), out var value)) return value;
        return output is null && _activityOutputs.TryGetValue((activity, ""), out value) ? value : null;
    }

    private void Keep(PlanNode node, string name, object? value)
    {
        _activityOutputs ??= [];
        foreach (var key in NamesOf(node))
        {
            _activityOutputs[(key, Camel(name))] = value;
            _activityOutputs[(key, "")] = value;
        }
    }

    /// <summary>By what expressions may ask for the outputs of the activity.</summary>
    public static string[] NamesOf(PlanNode node) => [node.Id, node.Name, node.Json["name"]?.ToString() ?? node.Id];

    private static string Camel(string name) =>
        name.Length > 0 && char.IsUpper(name[0]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    private object?[] Slots(ActivityRun run, PlanVariable variable)
    {
        var owner = variable.Scope.Owner;
        if (owner is null) return Locals;
        for (var at = run; at is not null; at = at.Parent)
            if (at.Node == owner) return at.Locals ??= variable.Scope.Defaults();
        // What undoes a step runs when the container that the step stood in is over.
        return variable.Scope.Defaults();
    }

    /// <summary>The branch of a parallel loop whose own copy of the variable is in sight.</summary>
    private static LoopItem? Holder(ActivityRun run, PlanVariable variable)
    {
        for (var at = run; at is not null; at = at.Parent)
            if (at.Turn?.Variable == variable) return at.Turn;
        return null;
    }

    private static LoopItem? Loop(ActivityRun run)
    {
        for (var at = run; at is not null; at = at.Parent)
            if (at.Turn is not null) return at.Turn;
        return null;
    }
}
