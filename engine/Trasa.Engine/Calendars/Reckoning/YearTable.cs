namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>
/// One year of a calendar with running sums, so that a whole year is one addition and a point in it one binary search.
/// Stretches belong to the year of the day they begin on, are in order, not empty and do not overlap.
/// </summary>
internal sealed class YearTable
{
    private readonly Stretch[] _stretches;
    private readonly int[] _days;
    private readonly long[] _workBefore;
    private readonly int[] _workingDaysBefore;

    public YearTable(int year, DayPlan[] plans)
    {
        Year = year;
        Plans = plans;
        _stretches = [.. plans.SelectMany(plan => plan.Open)];
        _days = [.. plans.SelectMany((plan, day) => Enumerable.Repeat(day, plan.Open.Length))];
        _workBefore = new long[_stretches.Length + 1];
        for (var i = 0; i < _stretches.Length; i++)
            _workBefore[i + 1] = _workBefore[i] + _stretches[i].Length;
        _workingDaysBefore = new int[plans.Length + 1];
        for (var day = 0; day < plans.Length; day++)
            _workingDaysBefore[day + 1] = _workingDaysBefore[day] + (plans[day].Open.IsEmpty ? 0 : 1);
    }

    public int Year { get; }

    public DayPlan[] Plans { get; }

    public long Work => _workBefore[^1];

    public int WorkingDays => _workingDaysBefore[^1];

    public IReadOnlyList<Stretch> Stretches => _stretches;

    /// <summary>The day that a stretch of <see cref="Stretches"/> belongs to.</summary>
    public DateOnly DayOf(int stretch) => new DateOnly(Year, 1, 1).AddDays(_days[stretch]);

    /// <summary>How many stretches begin at or before the instant.</summary>
    public int BegunBy(long instant)
    {
        var (low, high) = (0, _stretches.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_stretches[middle].From <= instant)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Working ticks of this year before the instant.</summary>
    public long WorkBefore(long instant)
    {
        var begun = BegunBy(instant);
        return begun == 0 ? 0 : _workBefore[begun - 1] + Math.Min(instant - _stretches[begun - 1].From, _stretches[begun - 1].Length);
    }

    /// <summary>The earliest instant with so much work of this year before it; more than 0, at most <see cref="Work"/>.</summary>
    public long Earliest(long work)
    {
        var index = Array.BinarySearch(_workBefore, work);
        var stretch = (index < 0 ? ~index : index) - 1;
        return _stretches[stretch].From + (work - _workBefore[stretch]);
    }

    /// <summary>The latest instant with so much work of this year before it; at least 0, less than <see cref="Work"/>.</summary>
    public long Latest(long work)
    {
        var index = Array.BinarySearch(_workBefore, work);
        var stretch = index < 0 ? ~index - 1 : index;
        return _stretches[stretch].From + (work - _workBefore[stretch]);
    }

    /// <summary>Working days of this year before the date, which lies in this year.</summary>
    public int WorkingDaysBefore(DateOnly date) => _workingDaysBefore[date.DayOfYear - 1];

    /// <summary>The working day with so many working days of this year before it.</summary>
    public DateOnly WorkingDay(int index)
    {
        var (low, high) = (0, Plans.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_workingDaysBefore[middle + 1] > index)
                high = middle;
            else
                low = middle + 1;
        }

        return new DateOnly(Year, 1, 1).AddDays(low);
    }
}
