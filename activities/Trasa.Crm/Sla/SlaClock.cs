using Trasa.Engine.Calendars;

namespace Trasa.Crm.Sla;

/// <summary>
/// One target of one record: when it is due and where it stands. Each target has a clock of its own; no target overrules
/// another.
/// </summary>
public sealed record SlaClock
{
    public required Guid Id { get; init; }

    /// <summary>The record that it runs for, e.g. <c>case:0193...</c>.</summary>
    public required string Subject { get; init; }

    /// <summary><c>response</c>, <c>resolution</c> or a target of the house's own.</summary>
    public required string Target { get; init; }

    public required string Policy { get; init; }

    /// <summary>The calendar of the policy, not of the agent.</summary>
    public required string Calendar { get; init; }

    public required BusinessDuration Duration { get; init; }

    /// <summary>How long before the due time to warn, or null.</summary>
    public BusinessDuration? WarnBefore { get; init; }

    public required string Priority { get; init; }

    public SlaState State { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When to warn: the due time minus <see cref="WarnBefore"/>, counted backwards in working time. Null when that is not after the start.</summary>
    public DateTimeOffset? WarnAt { get; init; }

    /// <summary>How the due time was computed, with the pauses.</summary>
    public required DueTime Explanation { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateTimeOffset? WarnedAt { get; init; }

    /// <summary>The due time that was missed.</summary>
    public DateTimeOffset? BreachedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When somebody said that they take care of the breach.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>The record of the decision that chose the policy, or null when it was given.</summary>
    public Guid? DecisionRecordId { get; init; }

    public long Revision { get; init; }

    public bool IsOpen => EndedAt is null;

    public SlaTerms Terms => new(Policy, Calendar, Duration, WarnBefore, DecisionRecordId);

    /// <summary>What events about this clock are addressed with.</summary>
    public string Correlation => CorrelationOf(Subject, Target);

    public static string CorrelationOf(string subject, string target) => $"{subject}:{target}";
}

public enum SlaState
{
    Running,
    Paused,

    /// <summary>The due time has passed and the target is not reached yet.</summary>
    BreachedOpen,

    Met,

    /// <summary>Reached after the due time.</summary>
    MetLate,

    Cancelled,
}

public enum SlaEntryKind
{
    Start,
    Pause,
    Resume,
    Retarget,
    Warn,
    Breach,
    Acknowledge,
    Meet,
    Cancel,
}

/// <summary>One line of a clock's ledger. Appended, never changed.</summary>
/// <param name="Sequence">1, 2, ... within the clock.</param>
/// <param name="At">When it took effect.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="OldDue">The due time before, where it moved.</param>
/// <param name="NewDue">The due time from then on, where it moved or was set.</param>
/// <param name="ActorId">Who did it; null for the system.</param>
/// <param name="Actor">As shown.</param>
/// <param name="Explanation">How the new due time was computed, or null where it did not change.</param>
public sealed record SlaEntry(
    int Sequence,
    DateTimeOffset At,
    SlaEntryKind Kind,
    string Reason,
    DateTimeOffset? OldDue,
    DateTimeOffset? NewDue,
    Guid? ActorId,
    string Actor,
    DueTime? Explanation);

/// <summary>What a policy asks for one target.</summary>
/// <param name="Policy">Its name, e.g. <c>Standard RO</c>.</param>
/// <param name="Calendar">The calendar that it counts on.</param>
/// <param name="Duration">Time allowed.</param>
/// <param name="WarnBefore">How long before the due time to warn, or null.</param>
/// <param name="DecisionRecordId">The record of the decision that chose it, or null.</param>
public sealed record SlaTerms(string Policy, string Calendar, BusinessDuration Duration, BusinessDuration? WarnBefore = null, Guid? DecisionRecordId = null);
