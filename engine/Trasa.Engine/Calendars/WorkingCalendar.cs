using System.Collections.Immutable;
using Trasa.Engine.Calendars.Holidays;
using Trasa.Engine.Calendars.Reckoning;

namespace Trasa.Engine.Calendars;

/// <summary>
/// The business clock: what "4 working hours" or "3 working days" mean for an office, a shift or a person.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. Hours are wall-clock time of the zone; their length is elapsed time, so a night shift over
/// the change to summer time is an hour shorter. A segment is open at its first instant and closed at its last.
/// Results carry the offset of the calendar's zone. Yearly tables are made once, so adding years of working time
/// costs one step a year.
/// </remarks>
public sealed class WorkingCalendar
{
    private readonly YearTables _years;
    private readonly WallClock _clock;
    private readonly Timeline _timeline;
    private readonly DayCount _days;

    /// <param name="definition">Hours, holidays and special days.</param>
    /// <param name="holidaySets">Where the definition's holiday sets are looked up; the built-in ones when null.</param>
    /// <exception cref="ArgumentException">The definition refers to a holiday set that is not there.</exception>
    public WorkingCalendar(CalendarDefinition definition, HolidaySets? holidaySets = null)
        : this(definition, null, new WallClock(definition.TimeZone), clock => new YearTables(
            new Schedule(definition, AllHolidays(definition, holidaySets ?? Holidays.HolidaySets.BuiltIn), clock).Year))
    {
    }

    private WorkingCalendar(CalendarDefinition definition, string? person, WallClock clock, Func<WallClock, YearTables> years)
    {
        Definition = definition;
        Person = person;
        _clock = clock;
        _years = years(clock);
        _timeline = new Timeline(_years, clock);
        _days = new DayCount(_years);
    }

    public CalendarDefinition Definition { get; }

    public string Key => Definition.Key;

    public string Name => Definition.Name;

    public TimeZoneInfo TimeZone => Definition.TimeZone;

    /// <summary>Whose absences are in it; null for the calendar itself.</summary>
    public string? Person { get; }

    /// <summary>This calendar without the time in which the person is away.</summary>
    public WorkingCalendar WithAbsences(string person, params IEnumerable<Absence> absences)
    {
        ImmutableArray<Absence> away = [.. absences];
        return new WorkingCalendar(Definition, person, _clock, _ => new YearTables(new AbsenceOverlay(_years, away).Year));
    }

    /// <summary>The start plus a duration of any unit; due at the earliest instant that completes it.</summary>
    public CalendarAnswer<DateTimeOffset> Add(DateTimeOffset start, BusinessDuration duration) => duration.IsWorkingTime
        ? AddWorkingDays(start, duration.Days).Then(day => AddWorkingTime(day, duration.Time))
        : AddCalendarTime(start, duration.Days, duration.Time);

    /// <summary>
    /// The end minus a duration of any unit: the latest instant from which it still fits. This is how a warning before
    /// a deadline is placed.
    /// </summary>
    public CalendarAnswer<DateTimeOffset> Subtract(DateTimeOffset end, BusinessDuration duration) => duration.IsWorkingTime
        ? AddWorkingTime(end, -duration.Time).Then(time => AddWorkingDays(time, -duration.Days))
        : AddCalendarTime(end, -duration.Days, -duration.Time);

    /// <summary>Moves by open time, back when negative; zero gives the start itself, open or not.</summary>
    public CalendarAnswer<DateTimeOffset> AddWorkingTime(DateTimeOffset start, TimeSpan time)
    {
        if (time == TimeSpan.Zero)
            return Show(start.UtcTicks);

        var found = time > TimeSpan.Zero
            ? _timeline.Forward(start.UtcTicks, time.Ticks)
            : _timeline.Backward(start.UtcTicks, -time.Ticks);
        return found is { } instant ? Show(instant) : Unreachable(start);
    }

    /// <summary>
    /// Moves by working days and keeps the time of day; back when negative. A closed start counts from the next opening
    /// (the last closing when going back); a time at which the day reached is closed moves to its nearest open time in
    /// the direction of the move.
    /// </summary>
    public CalendarAnswer<DateTimeOffset> AddWorkingDays(DateTimeOffset start, int days) => days switch
    {
        0 => Show(start.UtcTicks),
        > 0 => LaterDay(start, days),
        _ => EarlierDay(start, -days),
    };

    /// <summary>Open time from one instant to another; negative when they are in reverse order.</summary>
    public TimeSpan WorkingTimeBetween(DateTimeOffset from, DateTimeOffset to) => from <= to
        ? new TimeSpan(_timeline.Work(from.UtcTicks, to.UtcTicks))
        : -new TimeSpan(_timeline.Work(to.UtcTicks, from.UtcTicks));

    public bool IsOpenAt(DateTimeOffset instant) =>
        _timeline.OpenFrom(instant.UtcTicks) is { } open && open.Stretch.From <= instant.UtcTicks;

    /// <summary>The instant itself when open, else when it opens next. A message that may not leave at night leaves then.</summary>
    public CalendarAnswer<DateTimeOffset> NextOpening(DateTimeOffset instant) =>
        _timeline.OpenFrom(instant.UtcTicks) is { } open ? Show(Math.Max(instant.UtcTicks, open.Stretch.From)) : Unreachable(instant);

    public bool IsWorkingDay(DateOnly date) => !_years.Day(date).Open.IsEmpty;

    /// <summary>What the day looks like, and why when it is closed.</summary>
    public CalendarDay Day(DateOnly date)
    {
        var plan = _years.Day(date);
        return new CalendarDay(date, [.. plan.Open.Select(open => new OpenTime(Show(open.From), Show(open.To)))], plan.Closure);
    }

    /// <summary>The next working day after the date.</summary>
    public CalendarAnswer<DateOnly> NextWorkingDay(DateOnly date) => AddWorkingDays(date, 1);

    /// <summary>The last working day before the date.</summary>
    public CalendarAnswer<DateOnly> PreviousWorkingDay(DateOnly date) => AddWorkingDays(date, -1);

    /// <summary>The date itself when worked, else the next working day.</summary>
    public CalendarAnswer<DateOnly> WorkingDayOnOrAfter(DateOnly date) => IsWorkingDay(date) ? date : NextWorkingDay(date);

    /// <summary>The date itself when worked, else the working day before.</summary>
    public CalendarAnswer<DateOnly> WorkingDayOnOrBefore(DateOnly date) => IsWorkingDay(date) ? date : PreviousWorkingDay(date);

    /// <summary>The working day so many after the date (before, when negative); zero gives the date itself.</summary>
    public CalendarAnswer<DateOnly> AddWorkingDays(DateOnly date, int days)
    {
        if (days == 0)
            return date;

        var found = days > 0 ? _days.After(date, days) : _days.Before(date, -days);
        return found is { } day ? day : Unreachable(Show(_clock.Instant(date.ToDateTime(TimeOnly.MinValue))));
    }

    /// <summary>Working days from the first to the last date, both included: what a leave request costs.</summary>
    public int CountWorkingDays(DateOnly first, DateOnly last) => last < first ? 0 : _days.Between(first, last);

    /// <summary>The due time together with how it was reached.</summary>
    public CalendarAnswer<DueTime> Due(DateTimeOffset start, BusinessDuration duration) =>
        Add(start, duration).Then<DueTime>(due => new DueTime(
            Show(start.UtcTicks), duration, ToString(), due, new Explanation(this, _timeline, _clock).Steps(start, duration, due)));

    /// <summary>The key, and whose absences are in it.</summary>
    public override string ToString() => Person is null ? Key : $"{Key} of {Person}";

    private CalendarAnswer<DateTimeOffset> AddCalendarTime(DateTimeOffset start, int days, TimeSpan time)
    {
        // Going back mirrors going forward: the time first, then the days.
        var instant = time < TimeSpan.Zero ? start.UtcTicks + time.Ticks : start.UtcTicks;
        if (days != 0)
            instant = _clock.Instant(_clock.Read(instant).AddDays(days));
        return Show(time > TimeSpan.Zero ? instant + time.Ticks : instant);
    }

    private CalendarAnswer<DateTimeOffset> LaterDay(DateTimeOffset start, int days)
    {
        var now = start.UtcTicks;
        var open = _timeline.OpenFrom(now);
        if (open is null)
            return Unreachable(start);
        if (open.Value.Stretch.From > now && _timeline.OpenBefore(now) is { } closing && closing.Stretch.To == now)
            open = closing;

        var ofDay = TimeOfDay(Math.Max(now, open.Value.Stretch.From), open.Value.Day);
        return AddWorkingDays(open.Value.Day, days).Then<DateTimeOffset>(day =>
        {
            var wanted = _clock.Instant(day.ToDateTime(TimeOnly.MinValue) + ofDay);
            var plan = _timeline.Day(day).Open;
            return Show(plan.Where(stretch => wanted <= stretch.To).Select(stretch => Math.Max(wanted, stretch.From)).FirstOrDefault(plan[^1].To));
        });
    }

    private CalendarAnswer<DateTimeOffset> EarlierDay(DateTimeOffset start, int days)
    {
        var now = start.UtcTicks;
        var open = _timeline.OpenFrom(now) is { } current && current.Stretch.From <= now ? current : _timeline.OpenBefore(now);
        if (open is null)
            return Unreachable(start);

        var ofDay = TimeOfDay(Math.Min(now, open.Value.Stretch.To), open.Value.Day);
        return AddWorkingDays(open.Value.Day, -days).Then<DateTimeOffset>(day =>
        {
            var wanted = _clock.Instant(day.ToDateTime(TimeOnly.MinValue) + ofDay);
            var plan = _timeline.Day(day).Open;
            return Show(plan.Reverse().Where(stretch => wanted >= stretch.From).Select(stretch => Math.Min(wanted, stretch.To)).FirstOrDefault(plan[0].From));
        });
    }

    /// <summary>Wall-clock time since the midnight that the working day began with; more than 24 h in a night shift.</summary>
    private TimeSpan TimeOfDay(long instant, DateOnly day) => _clock.Read(instant) - day.ToDateTime(TimeOnly.MinValue);

    private DateTimeOffset Show(long instant) => _clock.Show(instant);

    private CalendarProblem Unreachable(DateTimeOffset start) =>
        _timeline.OpenFrom(start.UtcTicks) is null && _timeline.OpenBefore(start.UtcTicks) is null
            ? CalendarProblem.NeverOpen(this, start.Year)
            : CalendarProblem.TooFar(this);

    private static ImmutableArray<HolidayRule> AllHolidays(CalendarDefinition definition, HolidaySets sets) =>
    [
        .. definition.HolidaySets.SelectMany(key => sets.Find(key)?.Holidays
            ?? throw new ArgumentException($"Calendar '{definition.Key}' refers to the holiday set '{key}'; the sets known are {sets.Known}.", nameof(definition))),
        .. definition.Holidays,
    ];
}
