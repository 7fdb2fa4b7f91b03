using System.Collections.Immutable;
using Trasa.Engine.Calendars.Holidays;

namespace Trasa.Engine.Calendars;

/// <summary>
/// A calendar as people write it and as the file stores it. <see cref="WorkingCalendar"/> is the clock made of it.
/// </summary>
public sealed record CalendarDefinition
{
    /// <summary>What durations, policies and workflows refer to, e.g. <c>RO-Office</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>Hours are wall-clock time here.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    public WeeklyHours Week { get; init; } = WeeklyHours.Closed;

    /// <summary>Keys of <see cref="HolidaySet"/>s whose days are closed.</summary>
    public ImmutableArray<string> HolidaySets { get; init; } = [];

    /// <summary>Holidays of this calendar alone.</summary>
    public ImmutableArray<HolidayRule> Holidays { get; init; } = [];

    /// <summary>Single dates; they win over holidays and over the week.</summary>
    public ImmutableArray<SpecialDay> SpecialDays { get; init; } = [];
}

/// <summary>One date that differs from its weekday: closed, or open at other hours.</summary>
public sealed record SpecialDay(DateOnly Date, DayHours Hours, string Name);
