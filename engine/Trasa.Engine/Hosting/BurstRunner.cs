using Microsoft.Extensions.Options;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Incidents;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Hosting;

/// <summary>Loads, lets the core run one burst, commits - and runs it again from what is stored when another burst came first.</summary>
internal sealed class BurstRunner(
    IBurstExecutor executor, IInstanceStore instances, IDefinitionStore definitions, IDatabase database,
    IIdentifiers identifiers, TimeProvider time, InstanceLocks locks, WorkSignal signal, InstanceSignal changes, IncidentDesk incidents, IWorkQueue queue, IOptions<RunnerOptions> options)
{
    private const int MaxRaces = 10;

    private static readonly IReadOnlyDictionary<string, object?> NoOutput = new Dictionary<string, object?>();

    private static readonly BurstResult Held = new(CommitOutcome.AlreadyConsumed, InstanceStatus.OnHold, NoOutput, IsHeld: true);

    private static readonly BurstResult Gone = new(CommitOutcome.AlreadyConsumed, Status: null, NoOutput);

    /// <summary>
    /// Starts an instance. One of the same id that is there already is left alone: the start was a repetition. Where that
    /// is likely, <paramref name="mayExist"/> looks first; else the commit tells.
    /// </summary>
    public async Task<BurstResult> StartAsync(
        NewInstance instance, string definitionKey, int? version, string? trigger, bool mayExist, Actor actor, Stimulus? stimulus, CancellationToken cancellationToken)
    {
        var definition = await FindAsync(definitionKey, version, cancellationToken).ConfigureAwait(false);
        using var turn = await locks.TakeAsync(instance.Id, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var result = await TryAsync(async () =>
            {
                if (mayExist && await instances.LoadAsync(instance.Id, cancellationToken).ConfigureAwait(false) is { } existing)
                    return new BurstResult(CommitOutcome.AlreadyConsumed, existing.Status, NoOutput);
                return await RunAsync(
                    async doors => await executor.StartAsync(definition, instance, trigger, doors, cancellationToken).ConfigureAwait(false),
                    actor, stimulus, bookmark: null, cancellationToken).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != CommitOutcome.InstanceMoved) return await GoOnAsync(definition, result, actor, cancellationToken).ConfigureAwait(false);
            mayExist = true;
        }
    }

    /// <summary>Resumes where the bookmark says; one that is gone was resumed by somebody else or cancelled.</summary>
    public async Task<BurstResult> ResumeAsync(Guid bookmarkId, object? payload, bool timedOut, Actor actor, Stimulus? stimulus, CancellationToken cancellationToken, string? answer = null)
    {
        var loaded = await LoadAsync(bookmarkId, cancellationToken).ConfigureAwait(false);
        if (loaded is null) return Gone;
        using var turn = await locks.TakeAsync(loaded.Instance.Id, cancellationToken).ConfigureAwait(false);
        if (turn.HadToWait) loaded = null;
        DefinitionVersion? definition = null;
        while (true)
        {
            var result = await TryAsync(async () =>
            {
                var waiting = loaded ?? await LoadAsync(bookmarkId, cancellationToken).ConfigureAwait(false);
                loaded = null;
                if (waiting is null) return Gone;
                var (instance, bookmarks) = waiting;
                if (instance.Status == InstanceStatus.OnHold) return Held;
                definition = await FindAsync(instance.DefinitionKey, instance.DefinitionVersion, cancellationToken).ConfigureAwait(false);
                var resumption = new Resumption(bookmarks.First(bookmark => bookmark.Id == bookmarkId), payload, timedOut);
                return await RunAsync(
                    async doors => await executor.ResumeAsync(definition, instance, bookmarks, resumption, doors, cancellationToken).ConfigureAwait(false),
                    actor, stimulus, bookmarkId, cancellationToken, answer: answer).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
            // Each refusal means that another burst did commit, so this ends.
            if (result.Outcome != CommitOutcome.InstanceMoved) return await GoOnAsync(definition, result, actor, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Goes on with an instance that stopped between two steps when its host died; <paramref name="continuation"/> is the stimulus that told of it.</summary>
    public async Task<BurstResult> ContinueAsync(Guid instanceId, Stimulus continuation, CancellationToken cancellationToken)
    {
        using var turn = await locks.TakeAsync(instanceId, cancellationToken).ConfigureAwait(false);
        var instance = await LoadInstanceAsync(instanceId, cancellationToken).ConfigureAwait(false);
        if (instance is not { Status: InstanceStatus.Running }) return Gone with { Status = instance?.Status };
        var definition = await FindAsync(instance.DefinitionKey, instance.DefinitionVersion, cancellationToken).ConfigureAwait(false);
        var stopped = new BurstResult(CommitOutcome.Committed, instance.Status, NoOutput, new(instance, continuation.Id, continuation.Depth));
        return await GoOnAsync(definition, stopped, Actor.System, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cancels an instance that has not ended.</summary>
    public Task<BurstResult> CancelAsync(Guid instanceId, string reason, Actor actor, Stimulus? stimulus, CancellationToken cancellationToken) => WhileAsync(
        instanceId, IsOpen,
        async (definition, instance, doors) =>
        {
            var bookmarks = await instances.BookmarksAsync(instanceId, cancellationToken).ConfigureAwait(false);
            return await executor.CancelAsync(definition, instance, bookmarks, reason, doors, cancellationToken).ConfigureAwait(false);
        },
        actor, stimulus, cancellationToken);

    /// <summary>Stops an instance that has not ended, until it is released.</summary>
    public Task<BurstResult> HoldAsync(Guid instanceId, string reason, Actor actor, CancellationToken cancellationToken) => WhileAsync(
        instanceId, status => IsOpen(status) && status != InstanceStatus.OnHold,
        (definition, instance, doors) => executor.HoldAsync(definition, instance, reason, doors, cancellationToken), actor, stimulus: null, cancellationToken);

    /// <summary>Lets an instance on hold go on.</summary>
    public Task<BurstResult> ReleaseAsync(Guid instanceId, Actor actor, CancellationToken cancellationToken) => WhileAsync(
        instanceId, status => status == InstanceStatus.OnHold,
        (definition, instance, doors) => executor.ReleaseAsync(definition, instance, doors, cancellationToken), actor, stimulus: null, cancellationToken);

    private static bool IsOpen(InstanceStatus status) => status is not (InstanceStatus.Finished or InstanceStatus.Cancelled);

    /// <summary>Runs a burst of an instance as long as its status allows it.</summary>
    private async Task<BurstResult> WhileAsync(
        Guid instanceId, Func<InstanceStatus, bool> allows, Func<DefinitionVersion, StoredInstance, BurstDoors, Task<Burst>> burst, Actor actor, Stimulus? stimulus, CancellationToken cancellationToken)
    {
        using var turn = await locks.TakeAsync(instanceId, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            DefinitionVersion? definition = null;
            var result = await TryAsync(async () =>
            {
                if (await instances.LoadAsync(instanceId, cancellationToken).ConfigureAwait(false) is not { } instance) return Gone;
                if (!allows(instance.Status)) return Gone with { Status = instance.Status };
                definition = await FindAsync(instance.DefinitionKey, instance.DefinitionVersion, cancellationToken).ConfigureAwait(false);
                return await RunAsync(doors => burst(definition, instance, doors), actor, stimulus, bookmark: null, cancellationToken).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != CommitOutcome.InstanceMoved) return await GoOnAsync(definition, result, actor, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Mends an instance that has not ended.</summary>
    /// <exception cref="InvalidOperationException">A repair does not fit the instance.</exception>
    public async Task<BurstResult> RepairAsync(IInstanceRepair repair, Guid instanceId, IReadOnlyList<Repair> repairs, Actor actor, CancellationToken cancellationToken)
    {
        using var turn = await locks.TakeAsync(instanceId, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            DefinitionVersion? definition = null;
            var result = await TryAsync(async () =>
            {
                if (await instances.LoadAsync(instanceId, cancellationToken).ConfigureAwait(false) is not { } instance) return Gone;
                if (instance.Status is InstanceStatus.Finished or InstanceStatus.Cancelled) return Gone with { Status = instance.Status };
                definition = await FindAsync(instance.DefinitionKey, instance.DefinitionVersion, cancellationToken).ConfigureAwait(false);
                return await RunAsync(
                    async doors => await repair.RepairAsync(definition, instance, repairs, doors, cancellationToken).ConfigureAwait(false),
                    actor, stimulus: null, bookmark: null, cancellationToken, repairs: repairs).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != CommitOutcome.InstanceMoved) return await GoOnAsync(definition, result, actor, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Burst after burst while the instance stops only to be committed. The stimulus that its first stop left behind brings
    /// another host here when this one dies; it goes with the last burst.
    /// </summary>
    private async Task<BurstResult> GoOnAsync(DefinitionVersion? definition, BurstResult result, Actor actor, CancellationToken cancellationToken)
    {
        var renewed = TimeProvider.System.GetTimestamp();
        while (result.Stop is { } stop && definition is not null)
        {
            if (cancellationToken.IsCancellationRequested) await LeaveAsync(stop, TimeSpan.Zero).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (TimeProvider.System.GetElapsedTime(renewed) > options.Value.Lease / 3)
            {
                await database.TryAsync(() => LeaveAsync(stop, options.Value.Lease), cancellationToken).ConfigureAwait(false);
                renewed = TimeProvider.System.GetTimestamp();
            }

            var instance = stop.Instance;
            var next = await TryAsync(
                () => RunAsync(
                    async doors => await executor.ContinueAsync(definition, instance, doors, cancellationToken).ConfigureAwait(false),
                    actor, stimulus: null, bookmark: null, cancellationToken, stop),
                cancellationToken).ConfigureAwait(false);
            result = next.Outcome switch
            {
                CommitOutcome.Committed => next,
                CommitOutcome.InstanceMoved => await MovedAsync(stop, result, cancellationToken).ConfigureAwait(false),
                CommitOutcome.AlreadyConsumed => result with { Stop = stop with { Continuation = null } },
            };
        }

        return result;
    }

    /// <summary>Somebody else changed the instance in between: cancelled it, resumed another branch, or took it over.</summary>
    private async Task<BurstResult> MovedAsync(Stop stop, BurstResult before, CancellationToken cancellationToken)
    {
        var instance = await LoadInstanceAsync(stop.Instance.Id, cancellationToken).ConfigureAwait(false);
        if (instance is { Status: InstanceStatus.Running }) return before with { Stop = stop with { Instance = instance } };
        if (stop.Continuation is { } continuation)
            await database.TryAsync(() => queue.RemoveAsync(WorkKind.Stimulus, continuation, cancellationToken), cancellationToken).ConfigureAwait(false);
        return before with { Status = instance?.Status, Stop = null };
    }

    /// <summary>Lets other hosts have it after the pause.</summary>
    private Task LeaveAsync(Stop stop, TimeSpan pause) => stop.Continuation is { } continuation
        ? queue.PostponeAsync(WorkKind.Stimulus, continuation, time.GetUtcNow() + pause, reason: null, countAttempt: true, CancellationToken.None)
        : Task.CompletedTask;

    private Task<StoredInstance?> LoadInstanceAsync(Guid id, CancellationToken cancellationToken) =>
        database.TryAsync(async () => await instances.LoadAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken);

    private Task<WaitingInstance?> LoadAsync(Guid bookmarkId, CancellationToken cancellationToken) =>
        database.TryAsync(async () => await instances.LoadWaitingAsync(bookmarkId, cancellationToken).ConfigureAwait(false), cancellationToken);

    /// <summary>Repeats a burst whose activities lost a race for a record, and one that the database was away for.</summary>
    private async Task<BurstResult> TryAsync(Func<Task<BurstResult>> burst, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.TryAsync(burst, cancellationToken).ConfigureAwait(false);
            }
            catch (ConcurrencyException) when (attempt < MaxRaces)
            {
                // The next attempt reads what the winner wrote.
            }
        }
    }

    private async Task<BurstResult> RunAsync(
        Func<BurstDoors, Task<Burst>> run, Actor actor, Stimulus? stimulus, Guid? bookmark, CancellationToken cancellationToken, Stop? before = null, IReadOnlyList<Repair>? repairs = null, string? answer = null)
    {
        IUnitOfWork? work = null;
        var (continuation, depth) = (before?.Continuation, stimulus?.Depth ?? before?.Depth ?? 0);
        using var trace = EngineTelemetry.BeginBurst();
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            var doors = new BurstDoors(time.GetUtcNow(), actor, identifiers, async token => work ??= await BeginAsync(depth, token).ConfigureAwait(false), database.IsTransient);
            var burst = await run(doors).ConfigureAwait(false);
            var stop = burst.Commit.Instance.Status == InstanceStatus.Running ? new Stop(burst.Commit.Instance, continuation ?? identifiers.Next(), depth) : null;
            var commit = burst.Commit with
            {
                ConsumedStimulus = stop is null ? continuation ?? stimulus?.Id : stimulus?.Id,
                ConsumedBookmark = bookmark,
                Stimuli = Caused(burst.Commit.Stimuli, depth, stop is null || continuation is not null ? null : Continuation(stop, doors.Now)),
            };
            if (incidents.Concerns(commit, repairs))
            {
                work ??= await BeginAsync(depth, cancellationToken).ConfigureAwait(false);
                work.InstanceId = commit.Instance.Id;
                await incidents.NoteAsync(work, commit, repairs, actor, cancellationToken).ConfigureAwait(false);
            }

            if (answer is not null && bookmark is { } answered)
            {
                work ??= await BeginAsync(depth, cancellationToken).ConfigureAwait(false);
                await GivenAnswers.RememberAsync(work, answered, answer, doors.Now, cancellationToken).ConfigureAwait(false);
            }

            var outcome = work is null
                ? await instances.CommitAsync(commit, cancellationToken).ConfigureAwait(false)
                : await CommitAsync(work, commit, cancellationToken).ConfigureAwait(false);
            EngineTelemetry.EndBurst(trace, started, commit, outcome);
            if (outcome == CommitOutcome.Committed) Announce(commit);
            return new(outcome, commit.Instance.Status, burst.Output, stop);
        }
        finally
        {
            if (work is not null) await work.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<IUnitOfWork> BeginAsync(int depth, CancellationToken cancellationToken)
    {
        var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
        work.EventDepth = depth;
        return work;
    }

    private static IReadOnlyList<Stimulus> Caused(IReadOnlyList<Stimulus> stimuli, int depth, Stimulus? continuation) => continuation is null
        ? stimuli.Count == 0 ? stimuli : [.. stimuli.Select(stimulus => stimulus.After(depth))]
        : [.. stimuli.Append(continuation).Select(stimulus => stimulus.After(depth))];

    private Stimulus Continuation(Stop stop, DateTimeOffset now) => new(
        stop.Continuation!.Value, StimulusKind.Continue, stop.Instance.DefinitionKey, CorrelationId: null, stop.Instance.Id, BookmarkId: null, Payload: null, now + options.Value.Lease);

    private async Task<CommitOutcome> CommitAsync(IUnitOfWork work, BurstCommit commit, CancellationToken cancellationToken)
    {
        var outcome = await instances.WriteAsync(work, commit, cancellationToken).ConfigureAwait(false);
        if (outcome != CommitOutcome.Committed) return outcome;
        try
        {
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return outcome;
        }
        catch (Exception problem) when (database.IsTransient(problem))
        {
            // The answer got lost, perhaps not the commit. What the journal says is true.
            var landed = await database.TryAsync(() => instances.HasLandedAsync(commit, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
            if (landed) return outcome;
            throw;
        }
    }

    private void Announce(BurstCommit commit)
    {
        changes.Notify(commit.Instance.Id);
        if (commit.Stimuli.Count > 0 || commit.Outbox.Count > 0 || commit.CreatedBookmarks.Any(bookmark => bookmark.Due is not null || bookmark.Kind == BookmarkKinds.Event))
            signal.Notify();
    }

    private async Task<DefinitionVersion> FindAsync(string key, int? version, CancellationToken cancellationToken) =>
        await database.TryAsync(async () => await definitions.FindAsync(DefinitionKind.Workflow, key, version, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
        ?? throw new DefinitionNotFoundException(DefinitionKind.Workflow, key, version);
}

/// <param name="Outcome">What the database said.</param>
/// <param name="Status">Where the instance stands, or null when there is none.</param>
/// <param name="Output">The workflow's output so far.</param>
/// <param name="Stop">Where the instance stopped only to be committed, or null when it waits or has ended.</param>
/// <param name="IsHeld">Whether nothing was done because the instance is on hold: what came for it is to be kept.</param>
internal sealed record BurstResult(CommitOutcome Outcome, InstanceStatus? Status, IReadOnlyDictionary<string, object?> Output, Stop? Stop = null, bool IsHeld = false);

/// <summary>An instance between two steps.</summary>
/// <param name="Instance">As it was committed.</param>
/// <param name="Continuation">The stimulus that makes another host go on with it; null when it is gone.</param>
/// <param name="Depth">How many events followed from one another up to it.</param>
internal sealed record Stop(StoredInstance Instance, Guid? Continuation, int Depth);
