namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>
/// Arithmetic on the open time of a calendar. Open time is half-open: a segment 09:00-17:00 is open at 09:00 and
/// closed at 17:00. Null means that the years within the limits hold no answer.
/// </summary>
internal sealed class Timeline(YearTables years, WallClock clock)
{
    /// <summary>Open ticks between two instants in order.</summary>
    public long Work(long from, long to)
    {
        var sum = 0L;
        for (var year = FirstYear(from); year <= LastYear(to); year++)
            sum += years[year].WorkBefore(to) - years[year].WorkBefore(from);
        return sum;
    }

    /// <summary>The earliest instant with <paramref name="work"/> (more than 0) open ticks after <paramref name="from"/>.</summary>
    public long? Forward(long from, long work)
    {
        foreach (var table in YearsForward(from))
        {
            var before = table.WorkBefore(from);
            if (before + work <= table.Work)
                return table.Earliest(before + work);

            work -= table.Work - before;
        }

        return null;
    }

    /// <summary>The latest instant with <paramref name="work"/> (more than 0) open ticks up to <paramref name="to"/>.</summary>
    public long? Backward(long to, long work)
    {
        foreach (var table in YearsBackward(to))
        {
            var before = table.WorkBefore(to);
            if (work <= before)
                return table.Latest(before - work);

            work -= before;
        }

        return null;
    }

    /// <summary>The stretch that is open at the instant or else opens next, and its day.</summary>
    public (Stretch Stretch, DateOnly Day)? OpenFrom(long instant)
    {
        foreach (var table in YearsForward(instant))
        {
            var begun = table.BegunBy(instant);
            var index = begun > 0 && table.Stretches[begun - 1].To > instant ? begun - 1 : begun;
            if (index < table.Stretches.Count)
                return (table.Stretches[index], table.DayOf(index));
        }

        return null;
    }

    /// <summary>The last stretch that begins before the instant, and its day.</summary>
    public (Stretch Stretch, DateOnly Day)? OpenBefore(long instant)
    {
        foreach (var table in YearsBackward(instant))
        {
            var index = table.BegunBy(instant - 1) - 1;
            if (index >= 0)
                return (table.Stretches[index], table.DayOf(index));
        }

        return null;
    }

    public DayPlan Day(DateOnly date) => years.Day(date);

    /// <summary>Ends after a hundred years, or after ten in a row without work.</summary>
    private IEnumerable<YearTable> YearsForward(long from) => Years(FirstYear(from), 1);

    private IEnumerable<YearTable> YearsBackward(long to) => Years(LastYear(to), -1);

    private IEnumerable<YearTable> Years(int first, int step)
    {
        var closed = 0;
        for (var n = 0; n <= Limits.YearsAway && closed <= Limits.YearsWithoutWork; n++)
        {
            var table = years[first + (n * step)];
            closed = table.Work == 0 ? closed + 1 : 0;
            yield return table;
        }
    }

    /// <summary>A stretch of 31 December may still be open two dates later in a zone that skips one.</summary>
    private int FirstYear(long instant) => clock.Date(instant - (2 * TimeSpan.TicksPerDay)).Year;

    private int LastYear(long instant) => clock.Date(instant + TimeSpan.TicksPerDay).Year;
}
