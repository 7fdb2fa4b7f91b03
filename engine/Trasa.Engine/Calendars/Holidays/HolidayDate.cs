using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Trasa.Engine.Calendars.Holidays;

/// <summary>When a holiday falls, in any year. The text form is the one in the files.</summary>
public abstract partial record HolidayDate
{
    /// <summary>What <see cref="TryParse"/> reads, for messages.</summary>
    public const string Grammar = "\"12-25\" (month-day), \"Easter +1\", \"Orthodox Easter -2\", \"1st Monday of May\" or \"last Monday of May\"";

    private HolidayDate() { }

    /// <summary>The date in the year given; null when that year has none (29 February).</summary>
    public abstract DateOnly? In(int year);

    public static bool TryParse(string text, [NotNullWhen(true)] out HolidayDate? date)
    {
        date = null;
        if (FixedText().Match(text) is { Success: true } day)
            date = Fixed.Of(Number(day, 1), Number(day, 2));
        else if (FeastText().Match(text) is { Success: true } feast)
            date = Feast.Of(feast.Groups[1].Success, feast.Groups[2].Success ? Number(feast, 2) : 0);
        else if (WeekdayText().Match(text) is { Success: true } nth)
            date = NthWeekday.Of(nth.Groups[1].Value, nth.Groups[2].Value, nth.Groups[3].Value);
        return date is not null;
    }

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].ValueSpan.ToString().Replace(" ", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(\d{1,2})-(\d{1,2})\s*$")]
    private static partial Regex FixedText();

    [GeneratedRegex(@"^\s*(orthodox\s+)?easter\s*([+-]\s*\d{1,3})?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex FeastText();

    [GeneratedRegex(@"^\s*(1st|2nd|3rd|4th|last)\s+(\w+)\s+of\s+(\w+)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex WeekdayText();

    /// <summary>The same date every year.</summary>
    public sealed record Fixed : HolidayDate
    {
        private Fixed(int month, int day) => (Month, Day) = (month, day);

        public int Month { get; }

        public int Day { get; }

        public static Fixed? Of(int month, int day) =>
            month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(2000, month) ? new Fixed(month, day) : null;

        public override DateOnly? In(int year) => Day <= DateTime.DaysInMonth(year, Month) ? new DateOnly(year, Month, Day) : null;

        public override string ToString() => $"{Month:00}-{Day:00}";
    }

    /// <summary>So many days after (or before) Easter Sunday.</summary>
    public sealed record Feast : HolidayDate
    {
        private Feast(EasterRite rite, int days) => (Rite, Days) = (rite, days);

        public EasterRite Rite { get; }

        public int Days { get; }

        /// <summary>Null when the offset could leave the year.</summary>
        public static Feast? Of(bool orthodox, int days) =>
            days is >= -80 and <= 150 ? new Feast(orthodox ? EasterRite.Orthodox : EasterRite.Western, days) : null;

        public override DateOnly? In(int year) => Easter.Sunday(Rite, year).AddDays(Days);

        public override string ToString() =>
            (Rite == EasterRite.Orthodox ? "Orthodox Easter" : "Easter") + (Days == 0 ? "" : Days.ToString(" +0; -0", CultureInfo.InvariantCulture));
    }

    /// <summary>The first to fourth, or the last, such weekday of a month.</summary>
    public sealed record NthWeekday : HolidayDate
    {
        private static readonly string[] Ordinals = ["1st", "2nd", "3rd", "4th", "last"];
        private static readonly DateTimeFormatInfo English = CultureInfo.InvariantCulture.DateTimeFormat;

        private NthWeekday(int index, DayOfWeek day, int month) => (Index, Day, Month) = (index, day, month);

        /// <summary>0 to 3 from the beginning of the month, 4 for the last.</summary>
        private int Index { get; }

        public DayOfWeek Day { get; }

        public int Month { get; }

        public static NthWeekday? Of(string ordinal, string day, string month)
        {
            var monthIndex = Array.FindIndex(English.MonthNames, name => name.Length > 0 && name.Equals(month, StringComparison.OrdinalIgnoreCase));
            return monthIndex >= 0 && Weekdays.TryParse(day, out var weekday)
                ? new NthWeekday(Array.FindIndex(Ordinals, name => name.Equals(ordinal, StringComparison.OrdinalIgnoreCase)), weekday, monthIndex + 1)
                : null;
        }

        public override DateOnly? In(int year)
        {
            if (Index == 4)
            {
                var last = new DateOnly(year, Month, DateTime.DaysInMonth(year, Month));
                return last.AddDays(-((last.DayOfWeek - Day + 7) % 7));
            }

            var first = new DateOnly(year, Month, 1);
            return first.AddDays(((Day - first.DayOfWeek + 7) % 7) + (7 * Index));
        }

        public override string ToString() => $"{Ordinals[Index]} {Day} of {English.GetMonthName(Month)}";
    }
}
