using System.Globalization;
using System.Text.RegularExpressions;
using Trasa.Feel.Values;

namespace Trasa.Feel.Temporal;

/// <summary>Reads the lexical forms of dates, times and durations (XML Schema 1.1, plus <c>@zone</c>). Null means: not of that form.</summary>
internal static partial class TemporalText
{
    public static FeelDate? Date(string text) => DateForm().Match(text) is { Success: true } match ? DateOf(match) : null;

    public static FeelTime? Time(string text) =>
        TimeForm().Match(text) is { Success: true } match && TimeOf(match) is { } time ? time with { SecondOfDay = time.SecondOfDay % FeelTime.SecondsOfDay } : null;

    public static FeelDateTime? DateTime(string text)
    {
        if (Date(text) is { } midnight) return new FeelDateTime(midnight, FeelTime.Midnight);
        var at = text.IndexOf('T', StringComparison.Ordinal);
        if (at < 0 || Date(text[..at]) is not { } date) return null;
        if (TimeForm().Match(text[(at + 1)..]) is not { Success: true } match || TimeOf(match) is not { } time) return null;
        if (time.SecondOfDay < FeelTime.SecondsOfDay) return new FeelDateTime(date, time);
        // 24:00:00 is the first moment of the next day.
        return date.AddDays(1) is { } next ? new FeelDateTime(next, time with { SecondOfDay = 0 }) : null;
    }

    public static FeelValue? Duration(string text)
    {
        if (YearsMonths().Match(text) is { Success: true } ym && (ym.Groups["y"].Success || ym.Groups["m"].Success))
            return Amount(ym, "y") is { } years && Amount(ym, "m") is { } months && years < 1e18m && months < 1e18m ? FeelValue.OfMonths(Sign(ym) * (years * 12 + months)) : null;
        if (DaysTime().Match(text) is not { Success: true } match || text[^1] is 'T' or 'P') return null;
        if (Amount(match, "d") is not { } days || Amount(match, "h") is not { } hours || Amount(match, "m") is not { } minutes || Amount(match, "s") is not { } seconds) return null;
        if (days > 1e15m || hours > 1e17m || minutes > 1e18m || seconds > 1e18m) return null;
        return FeelValue.OfSeconds(Sign(match) * (days * 86_400 + hours * 3600 + minutes * 60 + seconds));
    }

    /// <summary>The value of an at-literal: whichever form fits (DMN 1.5, grammar rule 62).</summary>
    public static FeelValue? Any(string text)
    {
        if (Date(text) is { } date) return FeelValue.Of(date);
        if (DateTime(text) is { } moment) return FeelValue.Of(moment);
        if (Time(text) is { } time) return FeelValue.Of(time);
        return Duration(text);
    }

    private static FeelDate? DateOf(Match match)
    {
        var year = int.Parse(match.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
        return FeelDate.Create(match.Groups["n"].Success ? -year : year, Part(match, "m"), Part(match, "d"));
    }

    private static FeelTime? TimeOf(Match match)
    {
        var (hour, minute, second) = (Part(match, "h"), Part(match, "m"), Part(match, "s"));
        var nano = match.Groups["f"].Success ? int.Parse(match.Groups["f"].Value.PadRight(9, '0')[..9], CultureInfo.InvariantCulture) : 0;
        if (minute > 59 || second > 59 || hour > 24 || (hour == 24 && minute + second + nano > 0)) return null;
        var zone = match.Groups["zone"].Success ? ZoneOf(match) : null;
        return zone is null && match.Groups["zone"].Success ? null : new FeelTime(hour * 3600 + minute * 60 + second, nano, zone);
    }

    private static FeelZone? ZoneOf(Match match)
    {
        if (match.Groups["id"].Success) return FeelZone.OfId(match.Groups["id"].Value);
        if (match.Groups["zone"].Value is "Z" or "z") return FeelZone.Utc;
        var (hours, minutes) = (Part(match, "zh"), Part(match, "zm"));
        var seconds = match.Groups["zs"].Success ? Part(match, "zs") : 0;
        if (minutes > 59 || seconds > 59) return null;
        return FeelZone.OfOffset((match.Groups["sign"].Value == "-" ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds));
    }

    private static int Part(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static decimal? Amount(Match match, string group)
    {
        if (!match.Groups[group].Success) return 0;
        return decimal.TryParse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;
    }

    private static int Sign(Match match) => match.Groups["n"].Success ? -1 : 1;

    [GeneratedRegex(@"\A(?<n>-)?(?<y>[0-9]{4}|[1-9][0-9]{4,8})-(?<m>[0-9]{2})-(?<d>[0-9]{2})\z")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"\A(?<h>[0-9]{2}):(?<m>[0-9]{2}):(?<s>[0-9]{2})(\.(?<f>[0-9]+))?(?<zone>[Zz]|(?<sign>[+-])(?<zh>[0-9]{2}):(?<zm>[0-9]{2})(:(?<zs>[0-9]{2}))?|@(?<id>[A-Za-z][A-Za-z0-9_+/-]*))?\z")]
    private static partial Regex TimeForm();

    [GeneratedRegex(@"\A(?<n>-)?P((?<y>[0-9]+)Y)?((?<m>[0-9]+)M)?\z")]
    private static partial Regex YearsMonths();

    [GeneratedRegex(@"\A(?<n>-)?P((?<d>[0-9]+)D)?(T((?<h>[0-9]+)H)?((?<m>[0-9]+)M)?((?<s>[0-9]+(\.[0-9]*)?)S)?)?\z")]
    private static partial Regex DaysTime();
}
