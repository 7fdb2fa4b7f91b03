namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>Arithmetic on working days, which are a unit of their own: a day with any open time counts one.</summary>
internal sealed class DayCount(YearTables years)
{
    /// <summary>Working days from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public int Between(DateOnly first, DateOnly last)
    {
        var count = -years[first.Year].WorkingDaysBefore(first);
        for (var year = first.Year; year < last.Year; year++)
            count += years[year].WorkingDays;
        return count + years[last.Year].WorkingDaysBefore(last) + (years.Day(last).Open.IsEmpty ? 0 : 1);
    }

    /// <summary>The working day that is the <paramref name="days"/>th (at least 1) after the date.</summary>
    public DateOnly? After(DateOnly date, int days)
    {
        var index = years[date.Year].WorkingDaysBefore(date) + (years.Day(date).Open.IsEmpty ? 0 : 1) + days - 1;
        for (var year = date.Year; InReach(date.Year, year); year++)
        {
            if (index < years[year].WorkingDays)
                return years[year].WorkingDay(index);

            index -= years[year].WorkingDays;
        }

        return null;
    }

    /// <summary>The working day that is the <paramref name="days"/>th (at least 1) before the date.</summary>
    public DateOnly? Before(DateOnly date, int days)
    {
        var index = years[date.Year].WorkingDaysBefore(date) - days;
        for (var year = date.Year; index < 0;)
        {
            if (!InReach(date.Year, --year))
                return null;

            index += years[year].WorkingDays;
            if (index >= 0)
                return years[year].WorkingDay(index);
        }

        return years[date.Year].WorkingDay(index);
    }

    private static bool InReach(int start, int year) =>
        Math.Abs(year - start) <= Limits.YearsAway && year is >= YearTables.First and <= YearTables.Last;
}
