using Trasa.Engine.Calendars;

namespace Trasa.Crm.Sla;

/// <summary>
/// The life of a clock: running, paused, breached, met, cancelled. Each operation is refused in a state that it does not
/// fit, with the reason; none is ignored.
/// </summary>
internal static class SlaOperations
{
    public static SlaMove Start(Guid id, string subject, string target, SlaTerms terms, string priority, DateTimeOffset at, string reason, SlaReckoning reckoning)
    {
        var due = reckoning.Due(at, terms.Duration, [], at);
        var clock = new SlaClock
        {
            Id = id, Subject = subject, Target = target, Policy = terms.Policy, Calendar = terms.Calendar,
            Duration = terms.Duration, WarnBefore = terms.WarnBefore, Priority = priority, StartedAt = at, DueAt = due.Due,
            WarnAt = reckoning.WarnAt(at, terms, [], at), Explanation = due, DecisionRecordId = terms.DecisionRecordId,
        };
        return new(clock, [new(SlaEntryKind.Start, at, reason, null, due.Due)]);
    }

    public static SlaMove Pause(SlaClock clock, DateTimeOffset at, string reason)
    {
        if (Ended(clock) is { } ended) return ended;
        if (clock.State == SlaState.Paused) return SlaMove.Refuse(clock, $"The clock is paused since {clock.PausedAt:yyyy-MM-dd HH:mm zzz}.");
        var (checkedClock, breach) = Overdue(clock, at);
        return new(checkedClock with { State = SlaState.Paused, PausedAt = at }, [.. breach, new(SlaEntryKind.Pause, at, reason)]);
    }

    /// <param name="clock">The clock.</param>
    /// <param name="pauses">All its pauses, the one that ends now included.</param>
    /// <param name="at">When it goes on.</param>
    /// <param name="reason">Why.</param>
    /// <param name="reckoning">On the clock's calendar.</param>
    public static SlaMove Resume(SlaClock clock, IReadOnlyList<Pause> pauses, DateTimeOffset at, string reason, SlaReckoning reckoning)
    {
        if (Ended(clock) is { } ended) return ended;
        if (clock.State != SlaState.Paused) return SlaMove.Refuse(clock, "The clock is not paused.");
        var due = reckoning.Due(clock.StartedAt, clock.Duration, pauses, at);
        var running = clock with
        {
            State = clock.BreachedAt is null ? SlaState.Running : SlaState.BreachedOpen,
            PausedAt = null,
            DueAt = due.Due,
            WarnAt = reckoning.WarnAt(clock.StartedAt, clock.Terms, pauses, at),
            Explanation = due,
        };
        return new(running, [new(SlaEntryKind.Resume, at, reason, clock.DueAt, due.Due)]);
    }

    /// <summary>Other terms from the start on: the due time is what it would be had they held all along.</summary>
    public static SlaMove Retarget(SlaClock clock, SlaTerms terms, string priority, IReadOnlyList<Pause> pauses, DateTimeOffset at, string reason, SlaReckoning reckoning)
    {
        if (Ended(clock) is { } ended) return ended;
        var due = reckoning.Due(clock.StartedAt, terms.Duration, pauses, at);
        var warnAt = reckoning.WarnAt(clock.StartedAt, terms, pauses, at);
        var inTime = due.Due > at;
        var moved = clock with
        {
            Policy = terms.Policy, Calendar = terms.Calendar, Duration = terms.Duration, WarnBefore = terms.WarnBefore,
            DecisionRecordId = terms.DecisionRecordId ?? clock.DecisionRecordId, Priority = priority,
            DueAt = due.Due, WarnAt = warnAt, Explanation = due,
            State = clock.State == SlaState.Paused ? SlaState.Paused : inTime ? SlaState.Running : clock.State,
            BreachedAt = inTime ? null : clock.BreachedAt,
            AcknowledgedAt = inTime ? null : clock.AcknowledgedAt,
            WarnedAt = warnAt > at ? null : clock.WarnedAt,
        };
        return new(moved, [new(SlaEntryKind.Retarget, at, reason, clock.DueAt, due.Due)]);
    }

    public static SlaMove Warn(SlaClock clock, DateTimeOffset at, string reason)
    {
        if (Ended(clock) is { } ended) return ended;
        if (clock.State != SlaState.Running) return SlaMove.Refuse(clock, $"The clock is {Words(clock.State)}.");
        if (clock.WarnedAt is { } warned) return SlaMove.Refuse(clock, $"The warning was given at {warned:yyyy-MM-dd HH:mm zzz}.");
        if (clock.WarnAt is not { } warnAt || at < warnAt) return SlaMove.Refuse(clock, clock.WarnAt is null ? "The policy gives no warning." : $"The warning is due at {clock.WarnAt:yyyy-MM-dd HH:mm zzz}.");
        return new(clock with { WarnedAt = at }, [new(SlaEntryKind.Warn, at, reason)]);
    }

    public static SlaMove Breach(SlaClock clock, DateTimeOffset at)
    {
        if (Ended(clock) is { } ended) return ended;
        if (clock.State == SlaState.Paused) return SlaMove.Refuse(clock, "The clock is paused.");
        if (clock.BreachedAt is not null) return SlaMove.Refuse(clock, "The breach is recorded.");
        if (at < clock.DueAt) return SlaMove.Refuse(clock, $"The target is due at {clock.DueAt:yyyy-MM-dd HH:mm zzz}.");
        var (breached, lines) = Overdue(clock, at);
        return lines.Count > 0 ? new(breached, lines)
            : new(clock with { State = SlaState.BreachedOpen, BreachedAt = clock.DueAt }, [Missed(clock)]);
    }

    public static SlaMove Acknowledge(SlaClock clock, DateTimeOffset at, string comment)
    {
        if (Ended(clock) is { } ended) return ended;
        if (clock.BreachedAt is null) return SlaMove.Refuse(clock, "The target is not breached.");
        if (clock.AcknowledgedAt is not null) return SlaMove.Refuse(clock, "The breach is acknowledged.");
        if (string.IsNullOrWhiteSpace(comment)) return SlaMove.Refuse(clock, "An acknowledgement needs a comment.");
        return new(clock with { AcknowledgedAt = at }, [new(SlaEntryKind.Acknowledge, at, comment)]);
    }

    public static SlaMove Meet(SlaClock clock, DateTimeOffset at, string reason)
    {
        if (Ended(clock) is { } ended) return ended;
        var (judged, breach) = clock.State == SlaState.Paused ? (clock, []) : Overdue(clock, at);
        var met = judged with { State = judged.BreachedAt is null ? SlaState.Met : SlaState.MetLate, EndedAt = at, PausedAt = null };
        return new(met, [.. breach, new(SlaEntryKind.Meet, at, reason)]);
    }

    public static SlaMove Cancel(SlaClock clock, DateTimeOffset at, string reason) =>
        Ended(clock) ?? new(clock with { State = SlaState.Cancelled, EndedAt = at, PausedAt = null }, [new(SlaEntryKind.Cancel, at, reason)]);

    /// <summary>A due time that passed before anybody looked is a breach all the same, from the due time on.</summary>
    private static (SlaClock Clock, IReadOnlyList<SlaLine> Lines) Overdue(SlaClock clock, DateTimeOffset at) =>
        clock.BreachedAt is null && at > clock.DueAt
            ? (clock with { State = SlaState.BreachedOpen, BreachedAt = clock.DueAt }, [Missed(clock)])
            : (clock, []);

    private static SlaLine Missed(SlaClock clock) => new(SlaEntryKind.Breach, clock.DueAt, "The due time passed.", clock.DueAt);

    private static SlaMove? Ended(SlaClock clock) =>
        clock.EndedAt is null ? null : SlaMove.Refuse(clock, $"The clock ended at {clock.EndedAt:yyyy-MM-dd HH:mm zzz}: {Words(clock.State)}.");

    private static string Words(SlaState state) => state switch
    {
        SlaState.Running => "running",
        SlaState.Paused => "paused",
        SlaState.BreachedOpen => "breached and open",
        SlaState.Met => "met",
        SlaState.MetLate => "met late",
        SlaState.Cancelled => "cancelled",
    };
}
