namespace Trasa.Engine.Calendars;

/// <summary>Weekday names in files: "Mon", "Monday", "Mon-Fri", "Mon, Wed".</summary>
internal static class Weekdays
{
    /// <summary>Monday first, as a week is read in the countries served.</summary>
    public static readonly DayOfWeek[] InOrder =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Short(DayOfWeek day) => day.ToString()[..3];

    public static bool TryParse(string text, out DayOfWeek day)
    {
        foreach (var known in InOrder)
        {
            day = known;
            if (text.Equals(known.ToString(), StringComparison.OrdinalIgnoreCase) || text.Equals(Short(known), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        day = default;
        return false;
    }

    /// <summary>Null when the text is not a list of days and ranges; a range may run over Sunday ("Sat-Mon").</summary>
    public static List<DayOfWeek>? Range(string text)
    {
        var days = new List<DayOfWeek>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryParse(ends[0], out var day) || !TryParse(ends[^1], out var last))
                return null;

            days.Add(day);
            while (day != last)
                days.Add(day = (DayOfWeek)(((int)day + 1) % 7));
        }

        return days;
    }
}
