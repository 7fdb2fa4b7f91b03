using Trasa.Engine.Calendars;

namespace Trasa.Crm.Sla;

/// <summary>The arithmetic of a clock on the calendar of its policy.</summary>
internal sealed class SlaReckoning(WorkingCalendar calendar)
{
    /// <summary>The due time after pauses; one that has not ended counts up to <paramref name="asOf"/>.</summary>
    /// <exception cref="InvalidOperationException">The calendar is never open; the message says which.</exception>
    public DueTime Due(DateTimeOffset start, BusinessDuration duration, IEnumerable<Pause> pauses, DateTimeOffset asOf) =>
        new PausableDeadline(start, duration, [.. pauses]).Explain(calendar, asOf).Value;

    /// <summary>When to warn, or null when the whole time allowed is no longer than the warning.</summary>
    public DateTimeOffset? WarnAt(DateTimeOffset start, SlaTerms terms, IEnumerable<Pause> pauses, DateTimeOffset asOf) =>
        terms.WarnBefore is { IsZero: false } before
        && new PausableDeadline(start, terms.Duration, [.. pauses]).Warning(calendar, asOf, before).TryGet(out var at, out _)
        && at > start
            ? at
            : null;

    /// <summary>The earliest moment at which an alert may leave: urgent ones at once, others when the office is open.</summary>
    public DateTimeOffset AlertAt(DateTimeOffset at, string priority) =>
        priority == "urgent" || !calendar.NextOpening(at).TryGet(out var opening, out _) ? at : opening;
}
