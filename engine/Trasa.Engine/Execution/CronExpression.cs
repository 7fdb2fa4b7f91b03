using System.Diagnostics.CodeAnalysis;

namespace Trasa.Engine.Execution;

/// <summary>
/// A cron expression of 5 fields (minute, hour, day, month, weekday) or 6 (second first), or one of the words <c>@daily</c>,
/// <c>@hourly</c>, ... Lists, ranges (<c>22-6</c> too), steps, names of months and days, <c>L</c>, <c>W</c> and <c>#</c>. A day has
/// to fit the day of the month and the weekday: <c>0 0 13 * FRI</c> is Friday the 13th. Means what it means to Cronos, which Elsa uses.
/// </summary>
public sealed class CronExpression
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@every_second"] = "* * * * * *",
        ["@every_minute"] = "* * * * *",
        ["@hourly"] = "0 * * * *",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@weekly"] = "0 0 * * 0",
        ["@monthly"] = "0 0 1 * *",
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
    };

    /// <summary>The 29th of February falls on a Monday every 28 years, around 2100 every 40.</summary>
    private const int MostYears = 41;

    private readonly CronField _seconds;
    private readonly CronField _minutes;
    private readonly CronField _hours;
    private readonly CronDays _days;
    private readonly CronField _months;
    private readonly CronWeekdays _weekdays;

    private CronExpression(string[] fields)
    {
        _seconds = CronField.Parse(fields[0], CronFieldKind.Second);
        _minutes = CronField.Parse(fields[1], CronFieldKind.Minute);
        _hours = CronField.Parse(fields[2], CronFieldKind.Hour);
        _days = CronDays.Parse(fields[3]);
        _months = CronField.Parse(fields[4], CronFieldKind.Month);
        _weekdays = CronWeekdays.Parse(fields[5]);
    }

    /// <summary>Whether it counts from one time to the next (<c>30 * * * *</c>) instead of naming times of the day (<c>30 3 * * *</c>).</summary>
    private bool IsInterval => _seconds.IsInterval || _minutes.IsInterval || _hours.IsInterval;

    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? problem)
    {
        (expression, problem) = (null, null);
        if (text.TrimStart().StartsWith('@') && !Words.ContainsKey(text.Trim()))
        {
            problem = $"'{text}' is no cron expression: known are {string.Join(", ", Words.Keys)}.";
            return false;
        }

        var fields = Words.GetValueOrDefault(text.Trim(), text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
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

    /// <summary>The first time after the instant, on the wall clock of the zone; null when there is none within 41 years.</summary>
    /// <remarks>
    /// A time that the clock skips in spring fires at the first instant after the gap. Of a time that it repeats in autumn only the
    /// first one fires, unless the expression is an interval: what is to happen every half an hour does so in both hours.
    /// </remarks>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        var here = TimeZoneInfo.ConvertTime(after, zone);
        if (here.Year > DateTime.MaxValue.Year - MostYears - 1) return null;
        var wall = new DateTime(here.Ticks - (here.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified).AddSeconds(1);
        var limit = wall.AddYears(MostYears);
        if (IsInterval && InRepeatedHour(here, wall, limit, zone) is { } repeated) return repeated;
        while (NextWall(wall, limit) is { } candidate)
        {
            var instant = Instant(candidate, zone);
            if (instant > after) return instant;
            wall = candidate.AddSeconds(1);
        }

        return null;
    }

    /// <summary>What an interval still has to do before the clock is through with the hour that it repeats.</summary>
    private DateTimeOffset? InRepeatedHour(DateTimeOffset here, DateTime from, DateTime limit, TimeZoneInfo zone)
    {
        if (!zone.IsAmbiguousTime(here.DateTime)) return null;
        var offsets = zone.GetAmbiguousTimeOffsets(here.DateTime);
        var (summer, winter) = (offsets.Max(), offsets.Min());
        if (here.Offset == summer)
        {
            if (NextWall(from, limit) is { } first && zone.IsAmbiguousTime(first)) return new DateTimeOffset(first, summer).ToUniversalTime();
            from = StartOfRepetition(here.DateTime, summer, winter, zone);
        }

        return NextWall(from, limit) is { } second && zone.IsAmbiguousTime(second) ? new DateTimeOffset(second, winter).ToUniversalTime() : null;
    }

    /// <summary>What the clock shows when it has just been set back.</summary>
    private static DateTime StartOfRepetition(DateTime wall, TimeSpan summer, TimeSpan winter, TimeZoneInfo zone)
    {
        var (before, behind) = (new DateTimeOffset(wall, summer).UtcTicks / TimeSpan.TicksPerSecond, new DateTimeOffset(wall, winter).UtcTicks / TimeSpan.TicksPerSecond);
        while (behind - before > 1)
        {
            var middle = before + ((behind - before) / 2);
            if (zone.GetUtcOffset(new DateTime(middle * TimeSpan.TicksPerSecond, DateTimeKind.Utc)) == summer) before = middle;
            else behind = middle;
        }

        return new DateTime((behind * TimeSpan.TicksPerSecond) + winter.Ticks, DateTimeKind.Unspecified);
    }

    private DateTime? NextWall(DateTime from, DateTime limit)
    {
        for (var date = from.Date; date <= limit.Date; date = date.AddDays(1))
        {
            if (!_months.Has(date.Month))
            {
                date = new DateTime(date.Year, date.Month, 1).AddMonths(1).AddDays(-1);
                continue;
            }

            if (_days.Has(date) && _weekdays.Has(date) && TimeOn(date, date == from.Date ? from.TimeOfDay : TimeSpan.Zero) is { } time) return time;
        }

        return null;
    }

    private DateTime? TimeOn(DateTime date, TimeSpan from)
    {
        for (var hour = _hours.Next(from.Hours); hour < 24; hour = _hours.Next(hour + 1))
        {
            var firstMinute = hour == from.Hours ? from.Minutes : 0;
            for (var minute = _minutes.Next(firstMinute); minute < 60; minute = _minutes.Next(minute + 1))
            {
                var firstSecond = hour == from.Hours && minute == from.Minutes ? from.Seconds : 0;
                if (_seconds.Next(firstSecond) is < 60 and var second) return date.AddHours(hour).AddMinutes(minute).AddSeconds(second);
            }
        }

        return null;
    }

    private static DateTimeOffset Instant(DateTime wall, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(wall)) wall = new DateTime(wall.Ticks - (wall.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        var offset = zone.IsAmbiguousTime(wall) ? zone.GetAmbiguousTimeOffsets(wall).Max() : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }
}
