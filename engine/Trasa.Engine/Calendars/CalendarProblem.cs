namespace Trasa.Engine.Calendars;

/// <summary>What a calendar, a duration or their files got wrong, and what would be right.</summary>
/// <param name="Code">Stable, <c>CAL-nnn</c>.</param>
/// <param name="Text">For people, in English; names the calendar or quotes the text that was refused.</param>
/// <param name="File">The file it was read from, when it came from one.</param>
/// <param name="Line">Line in <paramref name="File"/>, counted from 1.</param>
/// <param name="Path">Place inside the document, e.g. <c>week.Mon-Fri</c>.</param>
public sealed record CalendarProblem(string Code, string Text, string? File = null, int? Line = null, string? Path = null)
{
    /// <summary><c>file:line: code path: text</c>, leaving out what is not known.</summary>
    public override string ToString()
    {
        var place = (File, Line) switch
        {
            (null, _) => "",
            (var file, null) => $"{file}: ",
            (var file, var line) => $"{file}:{line}: ",
        };
        return $"{place}{Code} {(string.IsNullOrEmpty(Path) ? "" : $"{Path}: ")}{Text}";
    }

    internal static CalendarProblem NeverOpen(WorkingCalendar calendar, int year) => new("CAL-001",
        $"Calendar '{calendar}' has no working time in the {Limits.YearsWithoutWork} years around {year}; give it working hours, or end the absence that closes it.");

    internal static CalendarProblem TooFar(WorkingCalendar calendar) => new("CAL-002",
        $"The result on calendar '{calendar}' lies more than {Limits.YearsAway} years away; use a shorter duration.");

    internal static CalendarProblem BadDuration(string text, string reason) => new("CAL-010",
        $"'{text}' is not a duration: {reason} Calendar time is written like '15 min', '48 h', '3 d' or 'PT48H'; working time like '30 wmin', '4 wh', '2 wd'.");
}

internal static class Limits
{
    /// <summary>A calendar that stays closed this long is taken as never open.</summary>
    public const int YearsWithoutWork = 10;

    public const int YearsAway = 100;
}
