using System.Text.Json.Nodes;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Expressions;
using Trasa.Engine.Journal;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>One execution of an activity, which is also all that the activity sees.</summary>
internal sealed class ActivityRun(InstanceRun instance, PlanNode node, ActivityRun? parent, int number) : ActivityContext, IExpressionScope
{
    private Dictionary<string, object?>? _kept;
    private StepValues? _seen;

    public InstanceRun Instance => instance;

    public PlanNode Node => node;

    public ActivityRun? Parent => parent;

    /// <summary>Its number within the instance.</summary>
    public int Number => number;

    public RunStatus Status { get; set; }

    /// <summary>The outcomes that it completed with; null while it goes on.</summary>
    public IReadOnlyList<string>? Result { get; set; }

    public bool Backward { get; init; }

    /// <summary>Values of the variables that the container owns.</summary>
    public object?[]? Locals { get; set; }

    public LoopItem? Turn { get; set; }

    /// <summary>How far a composite is: the next child, the iteration, the phase.</summary>
    public int Step { get; set; }

    /// <summary>What a composite works on: the items of a loop, its bounds.</summary>
    public object? Work { get; set; }

    public FlowScope? Flow { get; set; }

    /// <summary>How often it was tried again.</summary>
    public int Attempt { get; set; }

    /// <summary>Whether the timers and events at its edge are set.</summary>
    public bool BoundariesSet { get; set; }

    /// <summary>Bookmarks that it waits for.</summary>
    public int Waits { get; set; }

    /// <summary>What it was given and gave in this burst; null unless the journal keeps values.</summary>
    public StepValues? Seen => instance.Log.KeepsValues ? _seen ??= new() : null;

    /// <summary>Children that run or are scheduled.</summary>
    public int Active { get; set; }

    public ActivityRun? FirstChild { get; set; }

    public ActivityRun? Next { get; set; }

    public ActivityRun? Previous { get; set; }

    public Dictionary<string, object?>? Kept
    {
        get => _kept;
        set => _kept = value;
    }

    public override Guid InstanceId => instance.Id;

    public override string DefinitionKey => instance.Plan.Key;

    public override int DefinitionVersion => instance.Plan.Version;

    public override string ActivityId => node.Id;

    public override string ActivityType => node.Type;

    public override string ActivityName => node.Name;

    public override JsonObject Properties => node.Json;

    public override string? CorrelationId
    {
        get => instance.CorrelationId;
        set => instance.CorrelationId = value;
    }

    public override string? InstanceName
    {
        get => instance.Name;
        set => instance.Name = value;
    }

    public override DateTimeOffset Now => instance.Doors.Now;

    public override Actor Actor => instance.Doors.Actor;

    public IReadOnlyDictionary<string, object?> WorkflowInput => instance.Input;

    public object? LastResult => instance.LastResult;

    public IEnumerable<string> VariableNames => node.Scope.Names.Concat(InstanceValues.NamesOfLoop(this)).Concat(instance.LooseNames);

    public IEnumerable<string> ActivityNames => instance.Plan.Nodes.SelectMany(InstanceValues.NamesOf);

    public override object? this[string key]
    {
        get => _kept?.GetValueOrDefault(key);
        set => (_kept ??= new(StringComparer.Ordinal))[key] = ValueConversion.Canonical(value);
    }

    public override Guid NewId() => instance.Doors.Identifiers.Next();

    public override bool HasInput(string name) => node.Input(name) is { } input && !(input.IsConstant && input.Constant is null);

    public override T? Input<T>(string name)
        where T : default => Input<T>(name, this);

    public override T? Input<T>(string name, IReadOnlyDictionary<string, object?> beside)
        where T : default => Input<T>(name, new WiderScope(this, beside));

    private T? Input<T>(string name, IExpressionScope scope)
    {
        var input = node.Input(name);
        if (input is null) return default;
        try
        {
            var value = input.Evaluate(scope);
            Seen?.Given(name, value);
            return value is T fitting ? fitting : ValueConversion.To<T>(value);
        }
        catch (Exception fault) when (fault is ExpressionFaultException or InvalidCastException or ActivityFaultException)
        {
            throw new ActivityFaultException($"Input '{name}': {fault.Message}", fault);
        }
    }

    public override void Output(string name, object? value)
    {
        var canonical = ValueConversion.Canonical(value);
        Seen?.Gave(name, canonical);
        instance.Output(this, name, canonical);
    }

    public override object? Variable(string name) => TryGetVariable(name, out var value) ? value : null;

    public bool TryGetVariable(string name, out object? value) => instance.TryGetVariable(this, name, out value);

    public override void SetVariable(string name, object? value)
    {
        var canonical = ValueConversion.Canonical(value);
        Seen?.Gave(name, canonical);
        instance.SetVariable(this, name, canonical);
    }

    public override void SetWorkflowOutput(string name, object? value) => instance.SetOutput(name, ValueConversion.Canonical(value));

    public void Diagnose(string message) => instance.Log.Between(JournalEvents.Diagnostic, node, null, JsonValues.Write(message));

    public object? ActivityOutput(string activity, string? output) => instance.ActivityOutput(activity, output);

    public override void Complete(params IReadOnlyList<string> outcomes) => Result = outcomes.Count == 0 ? Outcomes.Done : outcomes;

    public void Done() => Result = Outcomes.Done;

    public void Schedule(PlanNode child, bool backward = false, LoopItem? item = null) => instance.Schedule(new(child, this, backward, item));

    public override Guid Wait(Waiting waiting) => instance.AddBookmark(this, waiting, Bursts.Wait.Own);

    public override void Forget(Guid bookmarkId) => instance.RemoveBookmark(this, bookmarkId);

    public override ValueTask<IUnitOfWork> WorkAsync(CancellationToken cancellationToken) => instance.WorkAsync(this, cancellationToken);

    public override void Publish(string eventName, string? correlationId, object? payload, TimeSpan? keepFor = null) =>
        instance.Publish(eventName, correlationId, payload, keepFor);

    public override Guid StartWorkflow(string definitionKey, IReadOnlyDictionary<string, object?> input, string? correlationId, bool wait) =>
        instance.StartWorkflow(this, definitionKey, input, correlationId, wait);

    public override void CancelWorkflow(Guid instanceId, string reason) => instance.CancelWorkflow(instanceId, reason);

    public override void Send(string channel, object payload, string? subject) => instance.Send(this, channel, payload, subject);

    public override void Journal(string journalEvent, object? data) => instance.Log.Add(journalEvent, node, null, data is null ? null : JsonValues.Write(data));

    public void Attach(ActivityRun child)
    {
        child.Next = FirstChild;
        if (FirstChild is not null) FirstChild.Previous = child;
        FirstChild = child;
    }

    public void Detach(ActivityRun child)
    {
        if (child.Previous is { } previous) previous.Next = child.Next;
        else FirstChild = child.Next;
        if (child.Next is { } next) next.Previous = child.Previous;
        child.Next = child.Previous = null;
    }

    public override string ToString() => $"{node} #{number} {Status}";
}
