using System.Globalization;
using System.Text.RegularExpressions;

namespace Trasa.Crm.Seeding;

/// <summary><c>$today</c>, <c>$today+3</c>, <c>$today-1T09:00</c>: a date, or with a time an instant in the time zone.</summary>
internal static partial class DayWord
{
    public static object Read(string word, TimeZoneInfo zone, DateTimeOffset now)
    {
        var match = Word().Match(word);
        if (!match.Success) throw new FormatException($"'{word}' must look like $today, $today+3 or $today-1T09:00.");
        var days = match.Groups["days"].Success ? int.Parse(match.Groups["days"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).AddDays(days);
        if (!match.Groups["time"].Success) return date;
        var local = date.ToDateTime(TimeOnly.ParseExact(match.Groups["time"].Value, "HH:mm", CultureInfo.InvariantCulture));
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    [GeneratedRegex(@"^\$today(?<days>[+-]\d{1,5})?(T(?<time>\d\d:\d\d))?$")]
    private static partial Regex Word();
}
