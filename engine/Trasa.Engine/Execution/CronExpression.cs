using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Trasa.Engine.Execution;

/// <summary>
/// A cron expression of 5 fields (minute, hour, day, month, weekday) or 6 (second first). Lists, ranges, steps, names of
/// months and days, <c>L</c> for the last day of the month; when day and weekday are both restricted, either counts.
/// </summary>
public sealed class CronExpression
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _days;
    private readonly ulong _months;
    private readonly ulong _weekdays;
    private readonly bool _lastDay;
    private readonly bool _anyDay;
    private readonly bool _anyWeekday;

    private CronExpression(string[] fields)
    {
        _seconds = Field(fields[0], "second", 0, 59, null, 0);
        _minutes = Field(fields[1], "minute", 0, 59, null, 0);
        _hours = Field(fields[2], "hour", 0, 23, null, 0);
        _lastDay = fields[3].Equals("L", StringComparison.OrdinalIgnoreCase);
        _days = _lastDay ? 0 : Field(fields[3], "day", 1, 31, null, 0);
        _months = Field(fields[4], "month", 1, 12, Months, 1);
        _weekdays = Field(fields[5], "weekday", 0, 7, Days, 0);
        if ((_weekdays & (1UL << 7)) != 0) _weekdays |= 1;
        _anyDay = fields[3] is "*" or "?";
        _anyWeekday = fields[5] is "*" or "?";
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? problem)
    {
        (expression, problem) = (null, null);
        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length == 5) fields = ["0", .. fields];
        if (fields.Length != 6)
        {
            problem = $"'{text}' is no cron expression: it has {fields.Length} fields; 5 (minute hour day month weekday) or 6 (with the second first) are expected.";
            return false;
        }

        try
        {
            expression = new(fields);
            return true;
        }
        catch (FormatException fault)
        {
            problem = $"'{text}' is no cron expression: {fault.Message}";
            return false;
        }
    }

    /// <summary>The first time after the instant, on the wall clock of the zone; null when there is none within eight years.</summary>
    /// <remarks>A time that the clock skips in spring fires at the first instant after the gap; one that it repeats in autumn fires once.</remarks>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var wall = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        wall = new DateTime(wall.Ticks - (wall.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified).AddSeconds(1);
        var limit = wall.AddYears(8);
        while (NextWall(wall, limit) is { } candidate)
        {
            var instant = Instant(candidate, zone);
            if (instant > after) return instant;
            wall = candidate.AddSeconds(1);
        }

        return null;
    }

    private DateTime? NextWall(DateTime from, DateTime limit)
    {
        for (var date = from.Date; date <= limit.Date; date = date.AddDays(1))
        {
            if (!Has(_months, date.Month))
            {
                date = new DateTime(date.Year, date.Month, 1).AddMonths(1).AddDays(-1);
                continue;
            }

            if (IsDay(date) && TimeOn(date, date == from.Date ? from.TimeOfDay : TimeSpan.Zero) is { } time) return time;
        }

        return null;
    }

    private DateTime? TimeOn(DateTime date, TimeSpan from)
    {
        for (var hour = Next(_hours, from.Hours); hour < 24; hour = Next(_hours, hour + 1))
        {
            var firstMinute = hour == from.Hours ? from.Minutes : 0;
            for (var minute = Next(_minutes, firstMinute); minute < 60; minute = Next(_minutes, minute + 1))
            {
                var firstSecond = hour == from.Hours && minute == from.Minutes ? from.Seconds : 0;
                if (Next(_seconds, firstSecond) is < 60 and var second) return date.AddHours(hour).AddMinutes(minute).AddSeconds(second);
            }
        }

        return null;
    }

    private bool IsDay(DateTime date)
    {
        var byDay = _lastDay ? date.AddDays(1).Day == 1 : Has(_days, date.Day);
        var byWeekday = Has(_weekdays, (int)date.DayOfWeek);
        return _anyDay ? byWeekday : _anyWeekday ? byDay : byDay || byWeekday;
    }

    private static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(wall)) wall = new DateTime(wall.Ticks - (wall.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }

    private static bool Has(ulong set, int value) => (set & (1UL << value)) != 0;

    /// <summary>The first member not below the value; 64 when there is none.</summary>
    private static int Next(ulong set, int value) => value > 63 ? 64 : BitOperations.TrailingZeroCount(set & (ulong.MaxValue << value));

    private static ulong Field(string text, string name, int min, int max, string[]? words, int firstWord)
    {
        var set = 0UL;
        foreach (var part in text.Split(','))
        {
            var (range, step) = part.Split('/') switch
            {
                [var whole] => (whole, 1),
                [var whole, var by] when int.TryParse(by, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => (whole, number),
                _ => throw new FormatException($"'{part}' is no {name}."),
            };
            var ends = range.Split('-');
            var from = range is "*" or "?" ? min : Value(ends[0]);
            var to = range is "*" or "?" ? (name == "weekday" ? 6 : max) : ends.Length == 2 ? Value(ends[1]) : part.Contains('/', StringComparison.Ordinal) ? max : from;
            if (ends.Length > 2 || from > to) throw new FormatException($"'{part}' is no range of {name}s from {min} to {max}.");
            for (var value = from; value <= to; value += step) set |= 1UL << value;
        }

        return set;

        int Value(string word)
        {
            var index = words is null ? -1 : Array.FindIndex(words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (index >= 0) return index + firstWord;
            return int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
                ? number
                : throw new FormatException($"'{word}' is no {name} ({min} to {max}).");
        }
    }
}
