using System.Globalization;

namespace Trasa.Engine.Calendars;

/// <summary>
/// Renders explanations: "Fri 24 Apr 16:30-17:00: 30 min", "Sat 25 - Sun 26 Apr: closed (weekend)". Day and month
/// names come from the culture, everything else from the words.
/// </summary>
public sealed class DueTimeText(DueTimeWords words, CultureInfo culture)
{
    private const string Day = "ddd d MMM";

    /// <summary>Heading, one line a step, due time.</summary>
    public string Render(DueTime due) => string.Join('\n',
    [
        Format(words.Heading, due.Duration, due.Calendar, Full(due.Start)),
        .. Lines(due),
        Format(words.Due, Full(due.Due)),
    ]);

    /// <summary>One line a step.</summary>
    public IEnumerable<string> Lines(DueTime due) => due.Steps.Select(step => Line(step, due.Start.Year));

    /// <summary>One step; the year is shown where it is not <paramref name="year"/>.</summary>
    public string Line(DueStep step, int year)
    {
        var line = step.Kind switch
        {
            DueStepKind.WorkingTime or DueStepKind.CalendarTime => Format(words.Counted, Span(step, year), Amount(step)),
            DueStepKind.WorkingDays => Format(words.Counted, WholeDays(step, year), Amount(step)),
            DueStepKind.Closed => Format(words.Closed, WholeDays(step, year), Reason(step.Closure)),
            DueStepKind.OutsideHours => Format(words.OutsideHours, Span(step, year)),
            DueStepKind.Absent => Format(words.Absent, Span(step, year), Reason(step.Closure)),
            DueStepKind.Paused => Format(words.Paused, Span(step, year), Amount(step)),
        };
        return step.ClockChanges && step.Kind is DueStepKind.WorkingTime or DueStepKind.CalendarTime ? line + words.ClockChange : line;
    }

    private string Reason(Closure? closure) => closure?.Name ?? closure?.Kind switch
    {
        ClosureKind.Weekend => words.Weekend,
        ClosureKind.DayOff => words.DayOff,
        ClosureKind.Holiday => words.Holiday,
        ClosureKind.SpecialDay => words.SpecialDay,
        ClosureKind.Absence or null => words.Absence,
    };

    private string Amount(DueStep step)
    {
        var seconds = step.Time.Seconds + (step.Time.Milliseconds / 1000m);
        List<string> parts = [];
        if (step.Days > 0)
            parts.Add(Format(step.Kind != DueStepKind.WorkingDays ? words.Days : step.Days == 1 ? words.OneWorkingDay : words.WorkingDays, step.Days));
        if (step.Time.TotalHours >= 1)
            parts.Add(Format(words.Hours, (long)step.Time.TotalHours));
        if (step.Time.Minutes > 0)
            parts.Add(Format(words.Minutes, step.Time.Minutes));
        if (seconds > 0)
            parts.Add(Format(words.Seconds, seconds));
        return parts.Count == 0 ? Format(words.Minutes, 0) : string.Join(' ', parts);
    }

    /// <summary>"Fri 24 Apr 16:30-17:00", or both dates when it ends on another one.</summary>
    private string Span(DueStep step, int year)
    {
        var toMidnight = step.To.TimeOfDay == TimeSpan.Zero && step.To > step.From;
        return step.FirstDay == (toMidnight ? step.LastDay : DateOnly.FromDateTime(step.To.DateTime))
            ? $"{Date(step.FirstDay, year)} {Time(step.From)}-{(toMidnight ? "24:00" : Time(step.To))}"
            : $"{Date(step.FirstDay, year)} {Time(step.From)} - {Date(DateOnly.FromDateTime(step.To.DateTime), year)} {Time(step.To)}";
    }

    /// <summary>"Sat 25 Apr", "Sat 25 - Sun 26 Apr" or "Thu 30 Apr - Fri 1 May".</summary>
    private string WholeDays(DueStep step, int year)
    {
        var (first, last) = (step.FirstDay, step.LastDay);
        if (first >= last)
            return Date(first, year);

        var sameMonth = first.Month == last.Month && first.Year == last.Year;
        return $"{(sameMonth ? first.ToString("ddd d", culture) : Date(first, year))} - {Date(last, year)}";
    }

    private string Date(DateOnly day, int year) => day.ToString(day.Year == year ? Day : Day + " yyyy", culture);

    private string Time(DateTimeOffset time) => time.ToString(time.TimeOfDay.Ticks % TimeSpan.TicksPerMinute == 0 ? "HH:mm" : "HH:mm:ss", culture);

    private string Full(DateTimeOffset time) => $"{time.ToString(Day + " yyyy", culture)} {Time(time)}";

    private string Format(string format, params ReadOnlySpan<object?> values) => string.Format(culture, format, values);
}
