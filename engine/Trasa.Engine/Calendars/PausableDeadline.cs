using System.Collections.Immutable;

namespace Trasa.Engine.Calendars;

/// <summary>Time in which a deadline stands still.</summary>
/// <param name="From">Stands still from here,</param>
/// <param name="To">up to here; null while it still does.</param>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset? To = null);

/// <summary>
/// A deadline that can be paused and retargeted, which is all that an SLA clock computes. A pause moves the due time by
/// exactly the time it took in the unit of the target: working time on the calendar, or elapsed time for calendar time.
/// </summary>
/// <remarks>
/// Immutable. The calendar is given with each question, so a changed calendar or other absences need no rewriting of
/// the clock. A pause that has not ended counts up to the instant asked about: the due time is then the one that
/// would hold if it ended there. A pause that begins at or after the due time moves nothing.
/// </remarks>
/// <param name="Start">The clock started here; pauses before it do not count.</param>
/// <param name="Target">How long it may take.</param>
/// <param name="Pauses">In order and without overlap; only the last may be open.</param>
public sealed record PausableDeadline(DateTimeOffset Start, BusinessDuration Target, ImmutableArray<Pause> Pauses)
{
    public PausableDeadline(DateTimeOffset start, BusinessDuration target)
        : this(start, target, [])
    {
    }

    public bool IsPaused => Pauses is [.., { To: null }];

    /// <exception cref="InvalidOperationException">It is paused already, or was still paused at the instant.</exception>
    public PausableDeadline Pause(DateTimeOffset at) => IsPaused || (Pauses is [.., var last] && at < last.To)
        ? throw new InvalidOperationException($"The deadline is paused at {at:O} already; resume it first.")
        : this with { Pauses = Pauses.Add(new Pause(at)) };

    /// <exception cref="InvalidOperationException">It is not paused, or was paused later than the instant.</exception>
    public PausableDeadline Resume(DateTimeOffset at) => !IsPaused || at < Pauses[^1].From
        ? throw new InvalidOperationException($"The deadline is not paused at {at:O}; pause it first.")
        : this with { Pauses = Pauses.SetItem(Pauses.Length - 1, Pauses[^1] with { To = at }) };

    /// <summary>Another target from the same start and with the same pauses.</summary>
    public PausableDeadline Retarget(BusinessDuration target) => this with { Target = target };

    public CalendarAnswer<DateTimeOffset> Due(WorkingCalendar calendar, DateTimeOffset asOf) =>
        MovedByPauses(calendar, asOf, calendar.Add(Start, Target), []);

    /// <summary>The due time with the steps of the target, then one step for each pause that moved it.</summary>
    public CalendarAnswer<DueTime> Explain(WorkingCalendar calendar, DateTimeOffset asOf) =>
        calendar.Due(Start, Target).Then<DueTime>(planned =>
        {
            var pauses = new List<DueStep>();
            return MovedByPauses(calendar, asOf, planned.Due, pauses).Then<DueTime>(due => planned with { Due = due, Steps = [.. planned.Steps, .. pauses] });
        });

    /// <summary>
    /// When so much is left: the due time minus <paramref name="before"/>, computed back in its own unit and around the
    /// pauses. Not before the start.
    /// </summary>
    public CalendarAnswer<DateTimeOffset> Warning(WorkingCalendar calendar, DateTimeOffset asOf, BusinessDuration before) =>
        Due(calendar, asOf).Then(due =>
        {
            var warning = calendar.Subtract(due, before);
            foreach (var (from, to) in Ended(asOf).Where(pause => pause.From < due).Reverse())
                warning = warning.Then(time => to <= time ? time : Move(calendar, before, time, -Length(calendar, before, from, to < due ? to : due)));
            return warning.Then<DateTimeOffset>(time => time < Start ? TimeZoneInfo.ConvertTime(Start, calendar.TimeZone) : time);
        });

    /// <summary>What is left in the unit of the target; negative by how much it is late. Does not change while paused.</summary>
    public CalendarAnswer<TimeSpan> Remaining(WorkingCalendar calendar, DateTimeOffset asOf) =>
        Due(calendar, asOf).Then<TimeSpan>(due => Length(calendar, Target, asOf, due));

    private CalendarAnswer<DateTimeOffset> MovedByPauses(WorkingCalendar calendar, DateTimeOffset asOf, CalendarAnswer<DateTimeOffset> planned, List<DueStep> steps)
    {
        var due = planned;
        foreach (var (from, to) in Ended(asOf))
        {
            due = due.Then(time =>
            {
                if (from >= time)
                    return time;

                var length = Length(calendar, Target, from, to);
                steps.Add(new DueStep(DueStepKind.Paused, TimeZoneInfo.ConvertTime(from, calendar.TimeZone), TimeZoneInfo.ConvertTime(to, calendar.TimeZone), length));
                return Move(calendar, Target, time, length);
            });
        }

        return due;
    }

    /// <summary>The pauses after the start, the open one as if it ended now.</summary>
    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Ended(DateTimeOffset asOf) =>
        Pauses.Select(pause => (From: pause.From < Start ? Start : pause.From, To: pause.To ?? asOf)).Where(pause => pause.From < pause.To);

    private static TimeSpan Length(WorkingCalendar calendar, BusinessDuration unit, DateTimeOffset from, DateTimeOffset to) =>
        unit.IsWorkingTime ? calendar.WorkingTimeBetween(from, to) : to - from;

    private static CalendarAnswer<DateTimeOffset> Move(WorkingCalendar calendar, BusinessDuration unit, DateTimeOffset time, TimeSpan by) =>
        unit.IsWorkingTime ? calendar.AddWorkingTime(time, by) : TimeZoneInfo.ConvertTime(time + by, calendar.TimeZone);
}
