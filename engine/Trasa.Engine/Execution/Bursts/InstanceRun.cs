using Trasa.Engine.Bookmarks;
using Trasa.Engine.Execution.Control;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <summary>An instance in the middle of a burst: its tree of executions, what is scheduled, where it waits, its values.</summary>
internal sealed class InstanceRun
{
    private readonly Queue<WorkItem> _queue = new();
    private readonly List<Wait> _waits = [];
    private List<(ActivityRun By, ActivityRun Waiter, Guid Bookmark)>? _children;
    private int _lastNumber;

    public InstanceRun(Guid id, WorkflowPlan plan, BurstDoors doors, int sequence)
    {
        (Id, Plan, Doors) = (id, plan, doors);
        var actor = doors.Actor == Trasa.Engine.Doors.Actor.System ? null : doors.Actor.Name;
        Log = new(id, doors.Now, actor, plan.Journal, sequence);
        Effects = new(id, sequence, doors, "instance:" + id.ToString("N"));
        Values = new(plan);
        Cancellation = new(this);
    }

    public Guid Id { get; }

    public WorkflowPlan Plan { get; }

    public BurstDoors Doors { get; }

    public BurstLog Log { get; }

    public BurstEffects Effects { get; }

    public InstanceValues Values { get; }

    public Cancellation Cancellation { get; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public Guid? ParentId { get; init; }

    public Guid? ParentBookmarkId { get; init; }

    public ActivityRun? Root { get; set; }

    /// <summary>Set when the workflow has come to its end, in whatever way.</summary>
    public InstanceStatus? Ended { get; set; }

    /// <summary>Set by an activity that ends the workflow; takes effect as that activity completes.</summary>
    public InstanceStatus? Ending { get; set; }

    /// <summary>Whether the burst stopped so that it is committed, with more to do.</summary>
    public bool IsAtCommitPoint { get; set; }

    /// <summary>The loop that a break is leaving.</summary>
    public ActivityRun? BreakingOut { get; set; }

    /// <summary>The outcomes that the workflow ended with.</summary>
    public IReadOnlyList<string> Result { get; set; } = Outcomes.Done;

    /// <summary>The trigger that started the instance, until it is reached.</summary>
    public PlanNode? Trigger { get; set; }

    public int LastNumber
    {
        get => _lastNumber;
        init => _lastNumber = value;
    }

    /// <summary>A number that no execution has: where something stands in the order of what was done.</summary>
    public int TakeNumber() => ++_lastNumber;

    public Queue<WorkItem> Queue => _queue;

    public IReadOnlyList<Wait> Waits => _waits;

    public IReadOnlyDictionary<string, object?> Input => Values.Input;

    public object? LastResult => Values.LastResult;

    public IEnumerable<string> LooseNames => Values.Loose?.Keys ?? (IEnumerable<string>)[];

    public bool TryGetVariable(ActivityRun run, string name, out object? value) => Values.TryGet(run, name, out value);

    public void SetVariable(ActivityRun run, string name, object? value) => Values.SetByStep(run, name, value);

    public void Output(ActivityRun run, string name, object? value) => Values.PutOut(run, name, value);

    public void SetOutput(string name, object? value) => Values.SetOutput(name, value);

    public object? ActivityOutput(string activity, string? output) => Values.ActivityOutput(activity, output);

    public void Schedule(WorkItem item)
    {
        if (item.Owner is { } owner) owner.Active++;
        _queue.Enqueue(item);
    }

    public ActivityRun Create(PlanNode node, ActivityRun? parent, bool backward, int? number = null)
    {
        var run = new ActivityRun(this, node, parent, number ?? ++_lastNumber) { Backward = backward };
        if (node.OwnsScope) run.Locals = node.Scope.Defaults();
        parent?.Attach(run);
        return run;
    }

    public Guid AddBookmark(ActivityRun run, Waiting waiting, int role)
    {
        var id = Doors.Identifiers.Next();
        var payload = waiting.Payload is null ? null : JsonValues.Write(waiting.Payload);
        Effects.Add(new Bookmark(id, Id, run.Node.Id, waiting.Kind, waiting.Name, waiting.CorrelationId, payload, Doors.Now, waiting.Due, waiting.DueExplanation));
        AddWait(new(id, run, role));
        return id;
    }

    public void AddWait(Wait wait)
    {
        _waits.Add(wait);
        wait.Run.Waits++;
    }

    /// <summary>The wait of a bookmark that is being resumed; it is no wait any more.</summary>
    public Wait? TakeWait(Guid bookmark)
    {
        var index = _waits.FindIndex(wait => wait.Id == bookmark);
        if (index < 0) return null;
        var wait = _waits[index];
        _waits.RemoveAt(index);
        wait.Run.Waits--;
        return wait;
    }

    public void RemoveBookmark(ActivityRun run, Guid bookmark)
    {
        var index = _waits.FindIndex(wait => wait.Id == bookmark && wait.Run == run);
        if (index < 0) return;
        _waits.RemoveAt(index);
        run.Waits--;
        Effects.Remove(bookmark);
    }

    /// <summary>Ends all waiting of the execution; its timers and events at the edge may stay.</summary>
    public void RemoveBookmarks(ActivityRun run, bool boundariesToo = true)
    {
        for (var index = _waits.Count - 1; run.Waits > 0 && index >= 0; index--)
        {
            if (_waits[index].Run != run || (!boundariesToo && _waits[index].Role >= 0)) continue;
            Effects.Remove(_waits[index].Id);
            _waits.RemoveAt(index);
            run.Waits--;
        }
    }

    public async ValueTask<IUnitOfWork> WorkAsync(ActivityRun run, CancellationToken cancellationToken) =>
        await Effects.WorkAsync(run, cancellationToken).ConfigureAwait(false);

    public void Publish(string eventName, string? correlationId, object? payload, TimeSpan? keepFor) =>
        Effects.Publish(eventName, correlationId, payload, keepFor);

    public void Send(ActivityRun run, string channel, object payload, string? subject) => Effects.Send(run, channel, payload, subject);

    /// <summary>The child's identifier is made here, so a repeated delivery of the stimulus cannot start it twice.</summary>
    public Guid StartWorkflow(ActivityRun run, string definitionKey, IReadOnlyDictionary<string, object?> input, string? correlationId, bool wait)
    {
        var child = Doors.Identifiers.Next();
        var waiter = wait ? run : WaitForChildren.Around(run);
        Guid? bookmark = waiter is not null
            ? AddBookmark(waiter, new("Child", definitionKey, Payload: new Dictionary<string, object?> { ["instanceId"] = child.ToString() }), Wait.Own)
            : null;
        if (waiter is not null && waiter != run) (_children ??= []).Add((run, waiter, bookmark!.Value));
        Effects.Add(new Stimulus(
            Doors.Identifiers.Next(),
            StimulusKind.Start,
            definitionKey,
            correlationId,
            child,
            bookmark,
            JsonValues.Write(input),
            Doors.Now,
            null,
            null,
            "instance:" + Id.ToString("N"),
            ParentId: Id));
        return child;
    }

    /// <summary>A child that nobody waits for any more is not left to work on.</summary>
    public void CancelWorkflow(Guid child, string reason) => Effects.Add(new Stimulus(
        Doors.Identifiers.Next(), StimulusKind.Cancel, reason, null, child, null, null, Doors.Now, CausedBy: "instance:" + Id.ToString("N")));

    /// <summary>Nobody waits for children of an activity that faulted: they are not started.</summary>
    public void TakeBackChildren(ActivityRun run)
    {
        foreach (var (by, waiter, bookmark) in _children ?? [])
            if (by == run) RemoveBookmark(waiter, bookmark);
        _children?.RemoveAll(child => child.By == run);
    }

    /// <summary>Whether the execution itself waits; what is set at its edge does not count.</summary>
    public bool IsWaiting(ActivityRun run) => run.Waits > 0 && _waits.Exists(wait => wait.Run == run && wait.Role == Wait.Own);

    /// <summary>Whether the composite has scheduled the activity and it has not begun.</summary>
    public bool IsScheduled(ActivityRun owner, PlanNode node)
    {
        foreach (var item in _queue)
            if (item.Owner == owner && item.Node == node) return true;
        return false;
    }

    /// <summary>Takes back what the composite has scheduled and what has not begun.</summary>
    public void Unschedule(ActivityRun owner)
    {
        for (var count = _queue.Count; count > 0; count--)
        {
            var item = _queue.Dequeue();
            if (item.Owner == owner) owner.Active--;
            else _queue.Enqueue(item);
        }
    }

    /// <summary>Ends the instance: what is scheduled is dropped, what runs and waits is cancelled.</summary>
    public void EndNow()
    {
        Ended = Ending ?? InstanceStatus.Finished;
        _queue.Clear();
        if (Root is not { } root) return;
        Cancellation.CancelInside(root);
        RemoveBookmarks(root);
    }

    public void Journal(string journalEvent, string? outcome = null, string? data = null) =>
        Log.Add(journalEvent, null, outcome, data);
}
