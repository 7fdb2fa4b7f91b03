using System.Globalization;
using System.Text.RegularExpressions;

namespace Trasa.Activities.Mail.Mime;

/// <summary>Dates of RFC 5322, sections 3.3 and 4.3 (two-digit years, named and military zones), and ISO 8601 by accident.</summary>
internal static partial class MailDate
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Null when the text is no date.</summary>
    public static DateTimeOffset? Read(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw) || raw.Length > 200)
            return null;
        var match = Form().Match(raw);
        return match.Success ? Of(match) : Iso(raw);
    }

    private static DateTimeOffset? Of(Match match)
    {
        var month = Array.IndexOf(Months, match.Groups["month"].Value.ToLowerInvariant()) + 1;
        var year = Year(match.Groups["year"].Value);
        int Number(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
        var (day, hour, minute) = (Number("day"), Number("hour"), Number("minute"));
        // A leap second has no place in .NET.
        var second = Math.Min(Number("second"), 59);
        if (month == 0 || year is < 1970 or > 9000 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59)
            return null;
        return new DateTimeOffset(year, month, day, hour, minute, second, Zone(match.Groups["zone"].Value));
    }

    /// <summary>RFC 5322, 4.3: 00-49 is 20xx, 50-99 is 19xx, three digits count from 1900.</summary>
    private static int Year(string text)
    {
        var year = int.Parse(text, CultureInfo.InvariantCulture);
        return text.Length switch
        {
            2 => year < 50 ? 2000 + year : 1900 + year,
            3 => 1900 + year,
            _ => year,
        };
    }

    /// <summary>An unknown or military zone counts as UTC, as RFC 5322 says.</summary>
    private static TimeSpan Zone(string zone)
    {
        if (zone.Length == 5 && zone[0] is '+' or '-')
        {
            var offset = new TimeSpan(int.Parse(zone.AsSpan(1, 2), CultureInfo.InvariantCulture), int.Parse(zone.AsSpan(3, 2), CultureInfo.InvariantCulture), 0);
            return offset > TimeSpan.FromHours(14) ? TimeSpan.Zero : zone[0] == '-' ? -offset : offset;
        }
        return TimeSpan.FromHours(zone.ToUpperInvariant() switch
        {
            "EDT" => -4,
            "EST" or "CDT" => -5,
            "CST" or "MDT" => -6,
            "MST" or "PDT" => -7,
            "PST" => -8,
            "BST" or "CET" or "MEZ" => 1,
            "CEST" or "EET" or "MESZ" => 2,
            "EEST" or "MSK" => 3,
            _ => 0,
        });
    }

    private static DateTimeOffset? Iso(string raw) =>
        DateTimeOffset.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? date
            : null;

    [GeneratedRegex(
        @"(?<day>\d{1,2})[\s-]+(?<month>[A-Za-z]{3})[a-z]*\.?[\s-]+(?<year>\d{2,4})[,\s]+(?<hour>\d{1,2})\s*[:.]\s*(?<minute>\d{2})(\s*[:.]\s*(?<second>\d{2}))?\s*(?<zone>[+-]\d{4}|[A-Za-z]{1,5})?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
