using System.Collections.Immutable;

namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>Walks from a start to a due time day by day and notes what counted and what did not.</summary>
internal sealed class Explanation(WorkingCalendar calendar, Timeline timeline, WallClock clock)
{
    private readonly List<DueStep> _steps = [];

    public ImmutableArray<DueStep> Steps(DateTimeOffset start, BusinessDuration duration, DateTimeOffset due)
    {
        if (!duration.IsWorkingTime)
        {
            Add(new DueStep(DueStepKind.CalendarTime, clock.Show(start.UtcTicks), due, duration.Time, duration.Days));
            return [.. _steps];
        }

        if (duration.IsZero)
            return [];

        var day = calendar.AddWorkingDays(start, duration.Days).Value;
        if (duration.Days > 0)
            CountDays(start.UtcTicks, day.UtcTicks, duration.Days);
        if (duration.Time > TimeSpan.Zero)
            CountTime(day.UtcTicks, duration.Time.Ticks);
        return [.. _steps];
    }

    private void CountDays(long start, long due, int days)
    {
        var (first, date) = StartingDay(start);
        for (var day = date; day < first; day = day.AddDays(1))
            Skip(day, start);
        if (!timeline.Day(first).Open.IsEmpty && first == clock.Date(start))
            OutsideHours(start, first);

        for (var day = first.AddDays(1); days > 0; day = day.AddDays(1))
        {
            if (timeline.Day(day).Closure is { } closure)
                Add(WholeDay(DueStepKind.Closed, day) with { Closure = closure });
            else
                Add(WholeDay(DueStepKind.WorkingDays, day) with { Days = 1, To = --days == 0 ? clock.Show(due) : Midnight(day.AddDays(1)) });
        }
    }

    /// <summary>The working day that a start counts from, and the date it lies on.</summary>
    private (DateOnly First, DateOnly Date) StartingDay(long start)
    {
        var open = timeline.OpenFrom(start)!.Value;
        if (open.Stretch.From > start && timeline.OpenBefore(start) is { } closing && closing.Stretch.To == start)
            open = closing;
        return (open.Day, clock.Date(start));
    }

    private void CountTime(long start, long left)
    {
        var today = clock.Date(start);
        for (var day = today.AddDays(-1); left > 0; day = day.AddDays(1))
        {
            if (day >= today)
                Skip(day, start);
            foreach (var (stretch, cut) in Pieces(timeline.Day(day)))
            {
                var from = Math.Max(start, stretch.From);
                var to = Math.Min(stretch.To, cut is null ? from + left : stretch.To);
                if (to <= from || left == 0)
                    continue;

                Add(Between(cut is null ? DueStepKind.WorkingTime : DueStepKind.Absent, from, to) with { Time = new TimeSpan(cut is null ? to - from : 0), Closure = cut });
                left -= cut is null ? to - from : 0;
            }
        }
    }

    /// <summary>Notes a closed day, or the rest of the starting day when the start lies outside its hours.</summary>
    private void Skip(DateOnly day, long start)
    {
        if (timeline.Day(day).Closure is { } closure)
            Add(WholeDay(DueStepKind.Closed, day) with { Closure = closure });
        else if (day == clock.Date(start))
            OutsideHours(start, day);
    }

    private void OutsideHours(long start, DateOnly day)
    {
        var opening = timeline.OpenFrom(start)!.Value.Stretch.From;
        var pieces = Pieces(timeline.Day(day));
        if (opening <= start || pieces.Any(piece => piece.Time.From <= start && start < piece.Time.To))
            return;

        var next = pieces.Select(piece => piece.Time.From).Where(from => from > start).DefaultIfEmpty(long.MaxValue).First();
        Add(Between(DueStepKind.OutsideHours, start, Math.Min(next, clock.Instant(day.AddDays(1).ToDateTime(TimeOnly.MinValue)))));
    }

    private static IEnumerable<(Stretch Time, Closure? Cut)> Pieces(DayPlan plan) =>
        plan.Open.Select(open => (open, (Closure?)null))
            .Concat(plan.Cuts.Select(cut => (cut.Time, (Closure?)cut.Closure)))
            .OrderBy(piece => piece.Item1.From);

    /// <summary>Adds a step, or lengthens the last one when it is of the same kind and ends where this begins.</summary>
    private void Add(DueStep step)
    {
        if (_steps is [.., var last] && last.Kind == step.Kind && last.Closure == step.Closure && last.To == step.From)
            _steps[^1] = last with { To = step.To, Time = last.Time + step.Time, Days = last.Days + step.Days };
        else
            _steps.Add(step);
    }

    private DueStep WholeDay(DueStepKind kind, DateOnly day) => new(kind, Midnight(day), Midnight(day.AddDays(1)));

    private DueStep Between(DueStepKind kind, long from, long to) => new(kind, clock.Show(from), clock.Show(to));

    private DateTimeOffset Midnight(DateOnly day) => clock.Show(clock.Instant(day.ToDateTime(TimeOnly.MinValue)));
}
