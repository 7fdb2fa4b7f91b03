namespace Trasa.Engine.Calendars;

public enum DueStepKind
{
    /// <summary>Open time that counted.</summary>
    WorkingTime,

    /// <summary>Working days that counted.</summary>
    WorkingDays,

    /// <summary>Time that counted without regard to the calendar.</summary>
    CalendarTime,

    /// <summary>Whole days that did not count; <see cref="DueStep.Closure"/> says why.</summary>
    Closed,

    /// <summary>The start lay outside the hours of a working day.</summary>
    OutsideHours,

    /// <summary>A part of a working day that an absence took.</summary>
    Absent,

    /// <summary>The clock stood still; the due time moved by <see cref="DueStep.Time"/>.</summary>
    Paused,
}

/// <summary>One line of the way from a start to a due time.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="From">Begins here, in the calendar's zone; whole days begin at midnight.</param>
/// <param name="To">Ends here; whole days end at the midnight after the last.</param>
/// <param name="Time">What it added to the time part of the duration.</param>
/// <param name="Days">What it added to the day part of the duration.</param>
/// <param name="Closure">Why it did not count, for closed days and absences.</param>
public sealed record DueStep(DueStepKind Kind, DateTimeOffset From, DateTimeOffset To, TimeSpan Time = default, int Days = 0, Closure? Closure = null)
{
    /// <summary>The clock was changed to or from summer time inside the step.</summary>
    public bool ClockChanges => From.Offset != To.Offset;

    public DateOnly FirstDay => DateOnly.FromDateTime(From.DateTime);

    /// <summary>The last day of a step of whole days.</summary>
    public DateOnly LastDay => DateOnly.FromDateTime(To.DateTime.AddTicks(-1));
}
