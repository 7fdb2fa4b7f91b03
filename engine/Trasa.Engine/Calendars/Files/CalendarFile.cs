using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Trasa.Engine.Calendars.Holidays;

namespace Trasa.Engine.Calendars.Files;

/// <summary>
/// The text form of calendars and holiday sets: JSON that people write. Reading reports every problem with file, line,
/// path and what would be right; comments and trailing commas are accepted.
/// </summary>
public static class CalendarFile
{
    private const string HoursExample = "\"09:00-12:30, 13:00-17:30\"";

    public static bool TryRead(
        string json, string? file, HolidaySets sets, [NotNullWhen(true)] out CalendarDefinition? calendar, out ImmutableArray<CalendarProblem> problems)
    {
        var reader = new PartReader(file);
        calendar = reader.Root(json) is { } root && reader.IsObject(root, "key", "name", "timeZone", "week", "holidays", "specialDays")
            ? Calendar(reader, root, sets)
            : null;
        problems = [.. reader.Problems];
        if (!problems.IsEmpty)
            calendar = null;
        return calendar is not null;
    }

    public static bool TryReadHolidays(
        string json, string? file, [NotNullWhen(true)] out HolidaySet? set, out ImmutableArray<CalendarProblem> problems)
    {
        var reader = new PartReader(file);
        set = reader.Root(json) is { } root && reader.IsObject(root, "key", "name", "holidays")
            ? new HolidaySet(reader.Text(root, "key", "\"RO\""), reader.Text(root, "name", "\"Public holidays of Romania\""),
                [.. reader.Items(root, "holidays", "holidays").Select(item => Holiday(reader, item)).OfType<HolidayRule>()])
            : null;
        problems = [.. reader.Problems];
        if (!problems.IsEmpty)
            set = null;
        return set is not null;
    }

    /// <summary>Reads back to an equal definition; days with the same hours are written as one range.</summary>
    public static string Write(CalendarDefinition calendar) => CalendarWriter.Write(calendar);

    public static string Write(HolidaySet set) => CalendarWriter.Write(set);

    private static CalendarDefinition Calendar(PartReader reader, JsonPart root, HolidaySets sets)
    {
        var holidays = reader.Items(root, "holidays", "set keys and holidays").ToList();
        return new CalendarDefinition
        {
            Key = reader.Text(root, "key", "\"RO-Office\""),
            Name = reader.Text(root, "name", "\"Office hours, Romania\""),
            TimeZone = Zone(reader, root),
            Week = Week(reader, root),
            HolidaySets = [.. holidays.Where(item => item.Kind == JsonTokenType.String).Select(item => SetKey(reader, item, sets))],
            Holidays = [.. holidays.Where(item => item.Kind != JsonTokenType.String).Select(item => Holiday(reader, item)).OfType<HolidayRule>()],
            SpecialDays = SpecialDays(reader, root),
        };
    }

    private static TimeZoneInfo Zone(PartReader reader, JsonPart root)
    {
        var id = reader.Text(root, "timeZone", "\"Europe/Bucharest\"");
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId)
            return zone;
        if (id.Length > 0)
            reader.Problem("CAL-030", root["timeZone"]!, $"'{id}' is not a time zone; give an IANA name such as \"Europe/Bucharest\" or \"UTC\".");
        return TimeZoneInfo.Utc;
    }

    private static WeeklyHours Week(PartReader reader, JsonPart root)
    {
        var week = WeeklyHours.Closed;
        if (root["week"] is not { Kind: JsonTokenType.StartObject } part)
        {
            reader.Problem("CAL-031", root["week"] ?? root, $"'week' must be an object of days and hours, for example {{ \"Mon-Fri\": {HoursExample} }}.");
            return week;
        }

        var seen = new HashSet<DayOfWeek>();
        foreach (var (name, value) in part.Members)
        {
            if (Weekdays.Range(name) is not { } days)
                reader.Problem("CAL-032", value, $"'{name}' is not a weekday; write for example \"Mon\", \"Mon-Fri\" or \"Sat, Sun\".");
            else if (days.Where(day => !seen.Add(day)).ToList() is [var twice, ..])
                reader.Problem("CAL-023", value, $"{twice} is given twice; keep one.");
            else
                week = week.With(Hours(reader, value), days);
        }

        RefuseOverlap(reader, part, week);
        return week;
    }

    /// <summary>A night shift may not reach into the hours of the next morning: that time would have two owners.</summary>
    private static void RefuseOverlap(PartReader reader, JsonPart part, WeeklyHours week)
    {
        foreach (var day in Weekdays.InOrder)
        {
            var next = (DayOfWeek)(((int)day + 1) % 7);
            if (!week[day].IsClosed && !week[next].IsClosed && week[day].Segments[^1].To - TimeSpan.FromHours(24) > week[next].Segments[0].From)
                reader.Problem("CAL-034", part, $"{day} '{week[day].Segments[^1]}' ends after {next} '{week[next].Segments[0]}' begins; shorten one of them.");
        }
    }

    private static DayHours Hours(PartReader reader, JsonPart part)
    {
        if (part.Kind != JsonTokenType.String)
            reader.Problem("CAL-033", part, $"hours must be a text, for example {HoursExample} or \"closed\".");
        else if (!DayHours.TryParse(part.Text!, out var hours, out var reason))
            reader.Problem("CAL-033", part, reason);
        else
            return hours;
        return DayHours.Closed;
    }

    private static string SetKey(PartReader reader, JsonPart part, HolidaySets sets)
    {
        if (sets.Find(part.Text!) is null)
            reader.Problem("CAL-035", part, $"'{part.Text}' is not a holiday set; the sets known are {sets.Known}. A single holiday is written {{ \"name\": \"...\", \"on\": \"12-25\" }}.");
        return part.Text!;
    }

    private static HolidayRule? Holiday(PartReader reader, JsonPart part)
    {
        if (!reader.IsObject(part, "name", "on", "firstYear", "lastYear"))
            return null;

        var name = reader.Text(part, "name", "\"Christmas Day\"");
        var on = reader.Text(part, "on", HolidayDate.Grammar);
        if (HolidayDate.TryParse(on, out var date))
            return new HolidayRule(name, date, reader.Year(part, "firstYear"), reader.Year(part, "lastYear"));
        if (on.Length > 0)
            reader.Problem("CAL-036", part["on"]!, $"'{on}' is not a date of a holiday; write for example {HolidayDate.Grammar}.");
        return null;
    }

    private static ImmutableArray<SpecialDay> SpecialDays(PartReader reader, JsonPart root)
    {
        var days = ImmutableArray.CreateBuilder<SpecialDay>();
        foreach (var part in reader.Items(root, "specialDays", "special days"))
        {
            if (!reader.IsObject(part, "date", "hours", "name"))
                continue;

            var text = reader.Text(part, "date", "\"2026-12-24\"");
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && text.Length > 0)
                reader.Problem("CAL-037", part["date"]!, $"'{text}' is not a date; write year-month-day, for example \"2026-12-24\".");
            else if (days.Any(day => day.Date == date))
                reader.Problem("CAL-023", part, $"{text} is given twice; keep one.");
            days.Add(new SpecialDay(date, part["hours"] is { } hours ? Hours(reader, hours) : DayHours.Closed, reader.Text(part, "name", "\"Christmas Eve\"")));
        }

        return days.ToImmutable();
    }
}
