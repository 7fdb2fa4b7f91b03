using System.Globalization;
using Trasa.Engine.Calendars;
using Trasa.Engine.Calendars.Files;
using Trasa.Engine.Calendars.Holidays;

namespace Trasa.Engine.Tests.Calendars;

/// <summary>The calendars that ship as samples, and instants written as wall-clock time of Bucharest.</summary>
internal static class Sample
{
    public static TimeZoneInfo Bucharest { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Bucharest");

    public static WorkingCalendar Office { get; } = Shipped("RO-Office");

    public static WorkingCalendar Branch { get; } = Shipped("RO-Branch");

    public static WorkingCalendar Always { get; } = Shipped("Always");

    /// <summary>Every night, which is the hard case for midnights, weekends and clock changes.</summary>
    public static WorkingCalendar Nights { get; } = Weekly("Nights", WeeklyHours.MondayToFriday("22:00-06:00"));

    public static WorkingCalendar Weekly(string key, WeeklyHours week, params SpecialDay[] special) =>
        new(new CalendarDefinition { Key = key, Name = key, TimeZone = Bucharest, Week = week, SpecialDays = [.. special] });

    public static string Text(string key) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "calendars", key + ".json"));

    /// <summary>"2026-04-24 16:30" in Bucharest.</summary>
    public static DateTimeOffset At(string wall)
    {
        var time = DateTime.Parse(wall, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Bucharest.GetUtcOffset(time));
    }

    public static DateOnly Date(string date) => DateOnly.Parse(date, CultureInfo.InvariantCulture);

    public static BusinessDuration For(string duration) => BusinessDuration.Parse(duration);

    private static WorkingCalendar Shipped(string key) =>
        CalendarFile.TryRead(Text(key), key + ".json", HolidaySets.BuiltIn, out var calendar, out var problems)
            ? new WorkingCalendar(calendar)
            : throw new InvalidOperationException(string.Join('\n', problems));
}
