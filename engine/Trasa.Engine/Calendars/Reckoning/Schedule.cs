using System.Collections.Immutable;
using Trasa.Engine.Calendars.Holidays;

namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>Turns a definition into day plans: special days win over holidays, holidays over the week.</summary>
internal sealed class Schedule(CalendarDefinition definition, ImmutableArray<HolidayRule> holidays, WallClock clock)
{
    private readonly Dictionary<DateOnly, SpecialDay> _specialDays =
        definition.SpecialDays.DistinctBy(day => day.Date).ToDictionary(day => day.Date);

    public DayPlan[] Year(int year)
    {
        var first = new DateOnly(year, 1, 1);
        var feasts = Feasts(year);
        var (eve, _) = Hours(first.AddDays(-1), Feasts(year - 1));
        var busyUntil = End(first.AddDays(-1), eve);
        var plans = new DayPlan[DateTime.IsLeapYear(year) ? 366 : 365];
        for (var day = 0; day < plans.Length; day++)
        {
            var date = first.AddDays(day);
            var (hours, closure) = Hours(date, feasts);
            var open = Open(date, hours, busyUntil);
            plans[day] = open.IsEmpty ? DayPlan.Closed(closure ?? Closure.OfWeek(date.DayOfWeek)) : new DayPlan(open, null, []);
            busyUntil = Math.Max(busyUntil, End(date, hours));
        }

        return plans;
    }

    private (DayHours Hours, Closure? Closure) Hours(DateOnly date, Dictionary<DateOnly, string> feasts)
    {
        if (_specialDays.TryGetValue(date, out var special))
            return (special.Hours, special.Hours.IsClosed ? new Closure(ClosureKind.SpecialDay, special.Name) : null);
        if (feasts.TryGetValue(date, out var feast))
            return (DayHours.Closed, new Closure(ClosureKind.Holiday, feast));

        var hours = definition.Week[date.DayOfWeek];
        return (hours, hours.IsClosed ? Closure.OfWeek(date.DayOfWeek) : null);
    }

    /// <summary>The night shift of the day before goes on until it ends; its time is not counted twice.</summary>
    private ImmutableArray<Stretch> Open(DateOnly date, DayHours hours, long busyUntil)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return
        [
            .. hours.Segments
                .Select(segment => new Stretch(Math.Max(busyUntil, clock.Instant(midnight + segment.From)), clock.Instant(midnight + segment.To)))
                .Where(stretch => stretch.Length > 0),
        ];
    }

    private long End(DateOnly date, DayHours hours) =>
        hours.IsClosed ? 0 : clock.Instant(date.ToDateTime(TimeOnly.MinValue) + hours.Segments[^1].To);

    /// <summary>Two holidays on one date (Orthodox Easter on 1 May) are named both.</summary>
    private Dictionary<DateOnly, string> Feasts(int year) =>
        holidays.Select(rule => (Date: rule.In(year), rule.Name))
            .Where(feast => feast.Date is not null)
            .GroupBy(feast => feast.Date!.Value, feast => feast.Name)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Distinct()));
}
