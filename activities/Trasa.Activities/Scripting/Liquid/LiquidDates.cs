using System.Globalization;
using System.Text;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Filters of instants. Formats are those of <c>strftime</c>, as Liquid has them; one without a percent sign is one of .NET.</summary>
internal static class LiquidDates
{
    private const int MostFormat = 1_000;

    public static void AddTo(Dictionary<string, LiquidFilterBody> filters)
    {
        filters["date"] = (value, given) => Written(value, given, format => format.Contains('%', StringComparison.Ordinal));
        filters["format_date"] = (value, given) => Written(value, given, _ => false);
        filters["time_zone"] = Moved;
    }

    /// <summary>What is no instant stays as it is, as in Liquid.</summary>
    private static object? Written(object? value, LiquidArguments given, Func<string, bool> isPercent)
    {
        if (Instant(value, given.Run) is not { } instant) return value;
        var format = given.Text(0);
        if (format.Length == 0) return ValueConversion.Text(instant);
        if (format.Length > MostFormat) throw new ExpressionFaultException($"A format of a date has more than {MostFormat} characters, which is the limit.");
        try
        {
            return isPercent(format) ? Percent(instant, format) : instant.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new ExpressionFaultException($"'{format}' is no format of a date.");
        }
    }

    private static object? Moved(object? value, LiquidArguments given)
    {
        if (Instant(value, given.Run) is not { } instant) return value;
        return TimeZoneInfo.TryFindSystemTimeZoneById(given.Text(0), out var zone)
            ? TimeZoneInfo.ConvertTime(instant, zone)
            : throw new ExpressionFaultException($"'{given.Text(0)}' is not a time zone; write one such as Europe/Bucharest.");
    }

    /// <summary>A number counts seconds since 1970.</summary>
    private static DateTimeOffset? Instant(object? value, LiquidRun run) => value switch
    {
        "now" or "today" => run.Now,
        decimal seconds => seconds is >= -62_135_596_800 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null,
        _ => ValueConversion.ToInstant(value),
    };

    private static string Percent(DateTimeOffset at, string format)
    {
        var text = new StringBuilder();
        for (var index = 0; index < format.Length; index++)
        {
            if (format[index] != '%' || index + 1 == format.Length)
            {
                text.Append(format[index]);
                continue;
            }

            var (start, flag, width) = (index, '\0', 0);
            for (index++; index + 1 < format.Length && format[index] is '-' or '_' or '0' or '^' or ':'; index++) flag = format[index];
            for (; index + 1 < format.Length && char.IsAsciiDigit(format[index]); index++) width = Math.Min(20, (width * 10) + format[index] - '0');
            text.Append(Directive(at, format[index], flag, width) ?? format[start..(index + 1)]);
        }

        return text.ToString();
    }

    /// <summary>What a letter stands for; null when it stands for nothing.</summary>
    private static string? Directive(DateTimeOffset at, char letter, char flag, int width) => letter switch
    {
        'Y' => Number(at.Year, 1, '0', flag, width),
        'C' => Number(at.Year / 100, 2, '0', flag, width),
        'y' => Number(at.Year % 100, 2, '0', flag, width),
        'G' => Number(ISOWeek.GetYear(at.DateTime), 1, '0', flag, width),
        'm' => Number(at.Month, 2, '0', flag, width),
        'd' => Number(at.Day, 2, '0', flag, width),
        'e' => Number(at.Day, 2, ' ', flag, width),
        'j' => Number(at.DayOfYear, 3, '0', flag, width),
        'H' => Number(at.Hour, 2, '0', flag, width),
        'k' => Number(at.Hour, 2, ' ', flag, width),
        'I' => Number(Twelve(at), 2, '0', flag, width),
        'l' => Number(Twelve(at), 2, ' ', flag, width),
        'M' => Number(at.Minute, 2, '0', flag, width),
        'S' => Number(at.Second, 2, '0', flag, width),
        'L' => Fraction(at, width == 0 ? 3 : width),
        'N' => Fraction(at, width == 0 ? 9 : width),
        's' => Number(at.ToUnixTimeSeconds(), 1, '0', flag, width),
        'u' => Number(at.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)at.DayOfWeek, 1, '0', flag, width),
        'w' => Number((int)at.DayOfWeek, 1, '0', flag, width),
        'U' => Number((at.DayOfYear + 6 - (int)at.DayOfWeek) / 7, 2, '0', flag, width),
        'W' => Number((at.DayOfYear + 6 - (((int)at.DayOfWeek + 6) % 7)) / 7, 2, '0', flag, width),
        'V' => Number(ISOWeek.GetWeekOfYear(at.DateTime), 2, '0', flag, width),
        'B' => Word(at, "MMMM", flag),
        'b' or 'h' => Word(at, "MMM", flag),
        'A' => Word(at, "dddd", flag),
        'a' => Word(at, "ddd", flag),
        'p' => at.Hour < 12 ? "AM" : "PM",
        'P' => at.Hour < 12 ? "am" : "pm",
        'z' => flag == ':' ? Offset(at) : Offset(at).Replace(":", "", StringComparison.Ordinal),
        'Z' => at.Offset == TimeSpan.Zero ? "UTC" : Offset(at),
        'F' => Percent(at, "%Y-%m-%d"),
        'D' or 'x' => Percent(at, "%m/%d/%y"),
        'T' or 'X' => Percent(at, "%H:%M:%S"),
        'R' => Percent(at, "%H:%M"),
        'r' => Percent(at, "%I:%M:%S %p"),
        'c' => Percent(at, "%a %b %e %H:%M:%S %Y"),
        'v' => Percent(at, "%e-%^b-%Y"),
        '+' => Percent(at, "%a %b %e %H:%M:%S %Z %Y"),
        'n' => "\n",
        't' => "\t",
        '%' => "%",
        _ => null,
    };

    private static string Offset(DateTimeOffset at) => at.ToString("zzz", CultureInfo.InvariantCulture);

    private static int Twelve(DateTimeOffset at) => at.Hour % 12 == 0 ? 12 : at.Hour % 12;

    private static string Number(long number, int usual, char padding, char flag, int width)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return flag == '-' ? text : text.PadLeft(width == 0 ? usual : width, flag == '_' ? ' ' : flag == '0' ? '0' : padding);
    }

    private static string Fraction(DateTimeOffset at, int digits) => (at.Ticks % TimeSpan.TicksPerSecond).ToString("0000000", CultureInfo.InvariantCulture).PadRight(digits, '0')[..digits];

    private static string Word(DateTimeOffset at, string format, char flag)
    {
        var word = at.ToString(format, CultureInfo.InvariantCulture);
        return flag == '^' ? word.ToUpperInvariant() : word;
    }
}
