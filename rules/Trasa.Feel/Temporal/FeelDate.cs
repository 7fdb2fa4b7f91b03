using System.Globalization;

namespace Trasa.Feel.Temporal;

/// <summary>A date of the proleptic Gregorian calendar with years from -999,999,999 to 999,999,999 (XML Schema 1.1).</summary>
public sealed record FeelDate(int Year, int Month, int Day) : IComparable<FeelDate>
{
    public const int MaxYear = 999_999_999;

    private static readonly int[] DaysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>Days since 1970-01-01.</summary>
    public long DayNumber
    {
        get
        {
            // Years start in March here, so that the leap day is the last day of a year (H. Hinnant, days_from_civil).
            long year = Month <= 2 ? Year - 1L : Year;
            var era = Floor(year, 400);
            var yearOfEra = year - era * 400;
            var dayOfYear = (153 * (Month + (Month > 2 ? -3 : 9)) + 2) / 5 + Day - 1;
            return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
        }
    }

    /// <summary>Monday is 1, Sunday is 7.</summary>
    public int Weekday => (int)((DayNumber + 3) % 7 + 7) % 7 + 1;

    public int DayOfYear => (int)(DayNumber - new FeelDate(Year, 1, 1).DayNumber) + 1;

    public static FeelDate From(DateOnly date) => new(date.Year, date.Month, date.Day);

    /// <summary>Null when there is no such date.</summary>
    public static FeelDate? Create(decimal year, decimal month, decimal day)
    {
        if (Math.Abs(year) > MaxYear || month is < 1 or > 12 || day is < 1 or > 31) return null;
        var (y, m, d) = ((int)year, (int)month, (int)day);
        return y == year && m == month && d == day && d <= LengthOfMonth(y, m) ? new FeelDate(y, m, d) : null;
    }

    /// <summary>Null when the day lies outside the years that a date can have.</summary>
    public static FeelDate? FromDayNumber(long dayNumber)
    {
        var shifted = dayNumber + 719_468;
        var era = Floor(shifted, 146_097);
        var dayOfEra = shifted - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var monthFromMarch = (5 * dayOfYear + 2) / 153;
        var month = (int)(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        var year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return Math.Abs(year) > MaxYear ? null : new FeelDate((int)year, month, (int)(dayOfYear - (153 * monthFromMarch + 2) / 5) + 1);
    }

    public FeelDate? AddDays(long days) => FromDayNumber(DayNumber + days);

    /// <summary>The same day of a later month, or its last day when that month is shorter.</summary>
    public FeelDate? AddMonths(decimal months)
    {
        var total = Year * 12m + (Month - 1) + months;
        var year = decimal.Floor(total / 12);
        if (Math.Abs(year) > MaxYear) return null;
        var month = (int)(total - year * 12) + 1;
        return new FeelDate((int)year, month, Math.Min(Day, LengthOfMonth((int)year, month)));
    }

    public static int LengthOfMonth(int year, int month) => month == 2 && IsLeap(year) ? 29 : DaysOfMonth[month - 1];

    public DateOnly? ToDateOnly() => Year is >= 1 and <= 9999 ? new DateOnly(Year, Month, Day) : null;

    public int CompareTo(FeelDate? other) => other is null ? 1 : (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    public override string ToString() =>
        (Year < 0 ? "-" : "") + Math.Abs((long)Year).ToString("D4", CultureInfo.InvariantCulture)
        + "-" + Month.ToString("D2", CultureInfo.InvariantCulture) + "-" + Day.ToString("D2", CultureInfo.InvariantCulture);

    public static bool operator <(FeelDate left, FeelDate right) => left.CompareTo(right) < 0;

    public static bool operator >(FeelDate left, FeelDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(FeelDate left, FeelDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(FeelDate left, FeelDate right) => left.CompareTo(right) >= 0;

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static long Floor(long value, long by) => value >= 0 ? value / by : (value - by + 1) / by;
}
