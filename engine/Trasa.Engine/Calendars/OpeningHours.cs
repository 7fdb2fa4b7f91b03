using System.Globalization;

namespace Trasa.Engine.Calendars;

/// <summary>
/// One open segment of a day in wall-clock time since midnight. A segment over midnight ends after 24:00
/// ("22:00-06:00" is 22:00 to 30:00) and belongs whole to the day it begins on.
/// </summary>
public readonly record struct OpeningHours
{
    private static readonly TimeSpan Midnight = TimeSpan.FromHours(24);

    public OpeningHours(TimeSpan from, TimeSpan to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, Midnight);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to - from, Midnight);
        (From, To) = (from, to);
    }

    public TimeSpan From { get; }

    public TimeSpan To { get; }

    /// <summary>As in the files: "09:00-12:30", "22:00-06:00", "00:00-24:00".</summary>
    public override string ToString() => $"{Text(From)}-{Text(To > Midnight ? To - Midnight : To)}";

    internal static bool TryParse(string text, out OpeningHours hours)
    {
        hours = default;
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !TryTime(parts[0], out var from) || !TryTime(parts[1], out var to) || from == to || from == Midnight)
            return false;

        hours = new OpeningHours(from, to < from ? to + Midnight : to);
        return true;
    }

    private static bool TryTime(string text, out TimeSpan time)
    {
        time = Midnight;
        return text == "24:00"
            || TimeSpan.TryParseExact(text, ["hh\\:mm", "h\\:mm"], CultureInfo.InvariantCulture, out time);
    }

    private static string Text(TimeSpan time) =>
        time == Midnight ? "24:00" : time.ToString("hh\\:mm", CultureInfo.InvariantCulture);
}
