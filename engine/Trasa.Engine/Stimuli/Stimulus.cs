namespace Trasa.Engine.Stimuli;

/// <summary>
/// Something that starts or resumes instances. It is stored before anybody acts on it, in the transaction of what
/// caused it, and removed in the transaction of its effect: accepted means not lost, and not applied twice.
/// </summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Name">Event name, or the definition key for <see cref="StimulusKind.Start"/>.</param>
/// <param name="CorrelationId">Addresses the waiting instances that it is for; null reaches every waiter of the name.</param>
/// <param name="InstanceId">The one instance that it is for (resume, cancel; the id of the new instance for start).</param>
/// <param name="BookmarkId">The one bookmark that it is for; for start, the parent's bookmark that is resumed when the new instance ends.</param>
/// <param name="Payload">JSON handed to the activity or to the new instance as input, or null.</param>
/// <param name="DueAt">Not delivered before.</param>
/// <param name="KeepUntil">When nobody waits for it yet, it is kept until then; null when it is not kept.</param>
/// <param name="DeduplicationKey">A second stimulus with this key is ignored, or null.</param>
/// <param name="CausedBy">Who or what caused it, for the journal.</param>
/// <param name="ParentId">For start: the instance that starts it. For an event, and for a start by a trigger: the instance that caused the event. Or null.</param>
/// <param name="ActivityId">For start: the trigger activity that the event met, or null to start at the beginning.</param>
/// <param name="Version">For start: the version to run, or null for the latest published one.</param>
/// <param name="Depth">How many events followed from one another up to this one, with no person, clock or outside world in between.</param>
public sealed record Stimulus(
    Guid Id,
    StimulusKind Kind,
    string Name,
    string? CorrelationId,
    Guid? InstanceId,
    Guid? BookmarkId,
    string? Payload,
    DateTimeOffset DueAt,
    DateTimeOffset? KeepUntil = null,
    string? DeduplicationKey = null,
    string? CausedBy = null,
    Guid? ParentId = null,
    string? ActivityId = null,
    int? Version = null,
    int Depth = 0)
{
    /// <summary>As something that a burst so deep sets in motion.</summary>
    public Stimulus After(int depth) => this with { Depth = Kind == StimulusKind.Event ? depth + 1 : depth };
}

public enum StimulusKind
{
    /// <summary>Starts definitions whose trigger matches and resumes every bookmark that matches.</summary>
    Event,

    /// <summary>Starts the definition of the name.</summary>
    Start,

    /// <summary>Resumes one bookmark.</summary>
    Resume,

    Cancel,

    /// <summary>Starts the definition of the name by its schedule, which is the payload, and puts the next tick in its place.</summary>
    Tick,

    /// <summary>Forgets an instance that has finished, as its definition asks for.</summary>
    Forget,

    /// <summary>Goes on with an instance that stopped to be committed, should the host that works on it not do so.</summary>
    Continue,
}
