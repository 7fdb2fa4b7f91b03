using Microsoft.Extensions.Options;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Execution.Control;
using Trasa.Engine.Execution.Plans;
using Trasa.Engine.Instances;
using Trasa.Engine.Journal;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Values;

namespace Trasa.Engine.Execution.Bursts;

/// <inheritdoc cref="IBurstExecutor"/>
internal sealed class BurstExecutor(PlanCache plans, DueTimes dueTimes, IOptions<EngineOptions> options) : IBurstExecutor
{
    /// <summary>For looking at a state without running it.</summary>
    public static BurstDoors NoDoors { get; } = new(
        default, Doors.Actor.System, new NoIdentifiers(), _ => throw new InvalidOperationException("Looking at an instance writes nothing."));

    public async Task<Burst> StartAsync(DefinitionVersion definition, NewInstance start, string? trigger, BurstDoors doors, CancellationToken cancellationToken)
    {
        var plan = plans.Get(definition);
        var instance = new InstanceRun(start.Id, plan, doors, sequence: 0)
        {
            CorrelationId = start.CorrelationId,
            ParentId = start.ParentId,
            ParentBookmarkId = start.ParentBookmarkId,
            Trigger = trigger is null ? null : plan.Find(trigger),
        };
        instance.Values.Input = WorkflowInput.Complete(plan, start.Input);
        instance.Journal(JournalEvents.Started);
        instance.Schedule(new(plan.Root, null, false, null));
        await RunAsync(instance, cancellationToken).ConfigureAwait(false);
        return Finish(instance, new(start.Id, definition.Key, definition.Version, InstanceStatus.Running, null, start.CorrelationId, start.ParentId, start.ParentBookmarkId, default, 0, doors.Now, doors.Now, null, start.CauseId));
    }

    public async Task<Burst> ResumeAsync(DefinitionVersion definition, StoredInstance stored, IReadOnlyList<Bookmark> bookmarks, Resumption resumption, BurstDoors doors, CancellationToken cancellationToken)
    {
        var instance = Load(definition, stored, doors);
        var wait = instance.TakeWait(resumption.Bookmark.Id)
            ?? throw new InvalidOperationException($"Instance {stored.Id} does not wait at bookmark {resumption.Bookmark.Id}; its state and its bookmarks disagree.");
        var loop = Loop(instance);
        await Waking.WakeAsync(loop, instance, wait, resumption, cancellationToken).ConfigureAwait(false);
        if (!loop.StopsAfter(wait.Run)) await loop.RunAsync(cancellationToken).ConfigureAwait(false);
        return Finish(instance, stored);
    }

    public async Task<Burst> ContinueAsync(DefinitionVersion definition, StoredInstance stored, BurstDoors doors, CancellationToken cancellationToken)
    {
        var instance = Load(definition, stored, doors);
        await RunAsync(instance, cancellationToken).ConfigureAwait(false);
        return Finish(instance, stored);
    }

    public async Task<Burst> CancelAsync(DefinitionVersion definition, StoredInstance stored, IReadOnlyList<Bookmark> bookmarks, string reason, BurstDoors doors, CancellationToken cancellationToken)
    {
        var instance = Load(definition, stored, doors);
        if (UndoneCancellation.Begin(instance))
        {
            instance.Journal(JournalEvents.Compensates, null, JsonValues.Write(reason));
            await RunAsync(instance, cancellationToken).ConfigureAwait(false);
            while (instance.Cancellation.TryTake(out var told)) await told.Node.Behaviour.CancelAsync(told, cancellationToken).ConfigureAwait(false);
            return Finish(instance, stored);
        }

        var root = instance.Root;
        if (root is not null) instance.Cancellation.Cancel(root);
        instance.Ending = InstanceStatus.Cancelled;
        instance.EndNow();
        while (instance.Cancellation.TryTake(out var cancelled))
            await cancelled.Node.Behaviour.CancelAsync(cancelled, cancellationToken).ConfigureAwait(false);
        return Finish(instance, stored, JsonValues.Write(reason));
    }

    public Task<Burst> HoldAsync(DefinitionVersion definition, StoredInstance stored, string reason, BurstDoors doors, CancellationToken cancellationToken) =>
        Task.FromResult(Finish(Load(definition, stored, doors), stored, JsonValues.Write(reason), InstanceStatus.OnHold));

    public async Task<Burst> ReleaseAsync(DefinitionVersion definition, StoredInstance stored, BurstDoors doors, CancellationToken cancellationToken)
    {
        var instance = Load(definition, stored, doors);
        instance.Journal(JournalEvents.Released);
        await RunAsync(instance, cancellationToken).ConfigureAwait(false);
        return Finish(instance, stored);
    }

    private async ValueTask RunAsync(InstanceRun instance, CancellationToken cancellationToken) =>
        await Loop(instance).RunAsync(cancellationToken).ConfigureAwait(false);

    private InstanceRun Load(DefinitionVersion definition, StoredInstance stored, BurstDoors doors) => StoredState.Load(plans.Get(definition), stored, doors);

    public BurstLoop Loop(InstanceRun instance) => new(instance, dueTimes, options.Value);

    /// <param name="instance">After the burst.</param>
    /// <param name="before">As it was stored.</param>
    /// <param name="reason">Why it ends or stops, as JSON.</param>
    /// <param name="stopped">Where it stands when a person stopped it; otherwise its state says.</param>
    public Burst Finish(InstanceRun instance, StoredInstance before, string? reason = null, InstanceStatus? stopped = null)
    {
        var status = stopped ?? StatusOf(instance);
        if (status != InstanceStatus.Running && status != (stopped is null ? null : (InstanceStatus?)before.Status)) instance.Journal(status.ToString(), status == InstanceStatus.Finished ? string.Join(", ", instance.Result) : null, reason);
        if (status is InstanceStatus.Finished or InstanceStatus.Cancelled) TellParent(instance, status);
        if (status == InstanceStatus.Finished && instance.Plan.KeepFinished is { } keep) Forget(instance, keep);
        var now = instance.Doors.Now;
        var after = before with
        {
            Status = status,
            Name = instance.Name,
            CorrelationId = instance.CorrelationId,
            State = StoredState.Save(instance, options.Value),
            Revision = before.Revision + 1,
            UpdatedAt = now,
            FinishedAt = status is InstanceStatus.Finished or InstanceStatus.Cancelled ? now : null,
        };
        var effects = instance.Effects;
        var commit = new BurstCommit(after, null, null, effects.Removed, effects.Bookmarks, instance.Log.Entries, effects.Stimuli, effects.Outbox, effects.Incidents);
        return new(commit, effects.Work, instance.Values.Outputs ?? StoredState.Nothing);
    }

    private static void Forget(InstanceRun instance, TimeSpan keep) => instance.Effects.Add(new Stimulus(
        instance.Doors.Identifiers.Next(), StimulusKind.Forget, instance.Plan.Key, null, instance.Id, null, null, instance.Doors.Now + keep));

    private static InstanceStatus StatusOf(InstanceRun instance)
    {
        if (instance.Ended is { } ended) return ended;
        if (instance.IsAtCommitPoint) return InstanceStatus.Running;
        if (instance.Root is { Status: RunStatus.Completed })
        {
            instance.EndNow();
            return InstanceStatus.Finished;
        }

        return instance.Waits.Count > 0 && instance.Queue.Count == 0 ? InstanceStatus.Suspended : InstanceStatus.Faulted;
    }

    /// <summary>The end of a child is a stimulus for the instance that waits for it, in the transaction of the end.</summary>
    private static void TellParent(InstanceRun instance, InstanceStatus status)
    {
        if (instance.ParentBookmarkId is not { } bookmark) return;
        var ending = new ChildEnding(status, instance.Values.Outputs ?? StoredState.Nothing, instance.Result);
        instance.Effects.Add(new Stimulus(
            instance.Doors.Identifiers.Next(),
            StimulusKind.Resume,
            "",
            null,
            instance.ParentId,
            bookmark,
            JsonValues.Write(ending.ToPayload(instance.Id)),
            instance.Doors.Now,
            null,
            null,
            "instance:" + instance.Id.ToString("N")));
    }

    private sealed class NoIdentifiers : Doors.IIdentifiers
    {
        public Guid Next() => throw new InvalidOperationException("Looking at an instance makes nothing.");
    }
}
