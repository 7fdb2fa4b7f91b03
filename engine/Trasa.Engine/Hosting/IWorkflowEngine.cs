using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;

namespace Trasa.Engine.Hosting;

/// <summary>What the rest of the product asks of the engine. Thread-safe; every call is durable when it returns.</summary>
public interface IWorkflowEngine
{
    /// <summary>Starts the latest published version (or the one asked for) and runs its first burst.</summary>
    Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken);

    /// <summary>Resumes one bookmark; of several concurrent calls exactly one succeeds, the others are told.</summary>
    /// <exception cref="Stimuli.PayloadTooLargeException">The payload is over <see cref="RunnerOptions.PayloadSize"/>.</exception>
    Task<ResumeResult> ResumeAsync(Guid bookmarkId, object? payload, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="ResumeAsync"/>, for callers that may not hear the answer: the same person, saying the same under the same key once
    /// more, is told <see cref="ResumeOutcome.Repeated"/>; everybody else is too late.
    /// </summary>
    /// <exception cref="Stimuli.PayloadTooLargeException">The payload is over <see cref="RunnerOptions.PayloadSize"/>.</exception>
    Task<ResumeResult> AnswerAsync(Guid bookmarkId, object? payload, Actor actor, AnswerKey? key, CancellationToken cancellationToken);

    /// <summary>Whether this answer has counted already.</summary>
    Task<bool> HasAnsweredAsync(Guid bookmarkId, AnswerKey key, Actor actor, CancellationToken cancellationToken);

    /// <summary>Stores an event for the workflows that wait for it or are triggered by it. Delivered by the runner.</summary>
    /// <exception cref="Stimuli.PayloadTooLargeException">The payload is over <see cref="RunnerOptions.PayloadSize"/>.</exception>
    Task PublishAsync(EventRequest request, CancellationToken cancellationToken);

    Task<bool> CancelAsync(Guid instanceId, string reason, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Stops an instance until it is released: no timer fires, no event reaches it, nobody completes its tasks; what comes for it
    /// meanwhile is kept. False when it has ended, is on hold already or is not there.
    /// </summary>
    Task<bool> HoldAsync(Guid instanceId, string reason, Actor actor, CancellationToken cancellationToken);

    /// <summary>Lets an instance on hold go on; what came for it meanwhile happens next, in the order in which it was due. False when it is not on hold.</summary>
    Task<bool> ReleaseAsync(Guid instanceId, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Mends an instance that cannot go on by itself: applies the repairs in their order and runs up to the next waits. The
    /// journal says what was done by whom; the incidents of activities that were retried or skipped are settled.
    /// </summary>
    /// <returns>Where it stands now, or null when there is no such instance or it has ended.</returns>
    /// <exception cref="InvalidOperationException">A repair does not fit the instance; the message says why. Nothing is changed.</exception>
    Task<InstanceStatus?> RepairAsync(Guid instanceId, IReadOnlyList<Repair> repairs, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Delivers everything that is due now - stimuli, timers, outbox - until nothing is, and returns how many pieces of
    /// work that was. The hosted runner calls it in a loop; tests and simulations call it after moving their clock.
    /// </summary>
    Task<int> RunDueAsync(CancellationToken cancellationToken);

    /// <summary>When the next stored piece of work is due, or null.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);
}

/// <param name="DefinitionKey">Which workflow.</param>
/// <param name="Input">Its input; with a trigger, what that brings.</param>
/// <param name="CorrelationId">What it is about.</param>
/// <param name="Version">Null for the latest published one.</param>
/// <param name="InstanceId">The id that it shall have; when there is such an instance already, nothing is started.</param>
/// <param name="Actor">Who starts it.</param>
/// <param name="Trigger">The activity that starts it, or null to start at the beginning.</param>
public sealed record StartRequest(
    string DefinitionKey,
    IReadOnlyDictionary<string, object?>? Input = null,
    string? CorrelationId = null,
    int? Version = null,
    Guid? InstanceId = null,
    Actor? Actor = null,
    string? Trigger = null);

public sealed record StartResult(Guid InstanceId, InstanceStatus Status, IReadOnlyDictionary<string, object?> Output);

public sealed record EventRequest(
    string Name,
    string? CorrelationId = null,
    object? Payload = null,
    TimeSpan? KeepFor = null,
    string? DeduplicationKey = null,
    Actor? Actor = null);

public sealed record ResumeResult(ResumeOutcome Outcome, InstanceStatus? Status = null);

public enum ResumeOutcome
{
    Resumed,

    /// <summary>It was resumed by this very answer before.</summary>
    Repeated,

    /// <summary>Somebody else was first, or the wait was cancelled.</summary>
    AlreadyConsumed,

    NotFound,

    /// <summary>The instance is on hold; the wait is still there.</summary>
    OnHold,
}
