using System.Globalization;

namespace Trasa.Engine.Execution;

/// <summary>The days of the month: numbers, <c>L</c> for the last one, <c>L-3</c> for one before it, <c>15W</c> or <c>LW</c> for the working day next to one.</summary>
internal sealed class CronDays
{
    private readonly CronField _numbers;
    private readonly int? _beforeLast;
    private readonly int? _nearest;
    private readonly bool _isWorkday;

    private CronDays(CronField numbers, int? beforeLast, int? nearest, bool isWorkday) => (_numbers, _beforeLast, _nearest, _isWorkday) = (numbers, beforeLast, nearest, isWorkday);

    /// <exception cref="FormatException">The text names no days.</exception>
    public static CronDays Parse(string text)
    {
        var upper = text.ToUpperInvariant();
        var isWorkday = upper.EndsWith('W');
        var day = isWorkday ? upper[..^1] : upper;
        if (day == "L") return new(default, 0, null, isWorkday);
        if (day.StartsWith("L-", StringComparison.Ordinal))
        {
            return int.TryParse(day.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before <= 30
                ? new(default, before, null, isWorkday)
                : throw new FormatException($"'{text}' is no day; before the last one are 0 to 30.");
        }

        return isWorkday ? new(default, null, CronFieldKind.Day.Value(day), true) : new(CronField.Parse(text, CronFieldKind.Day), null, null, false);
    }

    public bool Has(DateTime date)
    {
        var last = DateTime.DaysInMonth(date.Year, date.Month);
        if ((_beforeLast is { } before ? last - before : _nearest) is not { } day) return _numbers.Has(date.Day);
        if (day < 1 || day > last) return false;
        return date.Day == (_isWorkday ? Workday(new DateTime(date.Year, date.Month, day), last) : day);
    }

    /// <summary>The nearest working day of the same month.</summary>
    private static int Workday(DateTime day, int last) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.Day == 1 ? 3 : day.Day - 1,
        DayOfWeek.Sunday => day.Day == last ? last - 2 : day.Day + 1,
        _ => day.Day,
    };
}

/// <summary>The days of the week: numbers and names, <c>5L</c> for the last Friday of the month, <c>5#3</c> for the third one.</summary>
internal sealed class CronWeekdays
{
    private readonly CronField _numbers;

    /// <summary>Which one of the month; 0 for the last one, null for each of them.</summary>
    private readonly int? _which;

    private CronWeekdays(CronField numbers, int? which) => (_numbers, _which) = (numbers, which);

    /// <exception cref="FormatException">The text names no days.</exception>
    public static CronWeekdays Parse(string text)
    {
        if (text.Length > 1 && text[^1] is 'L' or 'l') return new(One(text[..^1]), 0);
        if (text.Split('#') is not [var day, var which]) return new(CronField.Parse(text, CronFieldKind.Weekday), null);
        return which is [>= '1' and <= '5'] ? new(One(day), which[0] - '0') : throw new FormatException($"'{text}' is no weekday; of a month there are 1 to 5.");
    }

    public bool Has(DateTime date) => _numbers.Has((int)date.DayOfWeek) && _which switch
    {
        null => true,
        0 => date.Day + 7 > DateTime.DaysInMonth(date.Year, date.Month),
        var which => ((date.Day - 1) / 7) + 1 == which,
    };

    private static CronField One(string day) => new(1UL << (CronFieldKind.Weekday.Value(day) % 7), IsInterval: false);
}
