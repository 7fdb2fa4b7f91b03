using System.Collections.Concurrent;

namespace Trasa.Engine.Calendars.Reckoning;

/// <summary>The years of one calendar, made when first asked for. Thread-safe.</summary>
internal sealed class YearTables(Func<int, DayPlan[]> plan)
{
    /// <summary>Outside these years a day and a zone offset no longer fit into a date, so nothing is open there.</summary>
    public const int First = 2, Last = 9997;

    private readonly ConcurrentDictionary<int, YearTable> _years = [];

    public YearTable this[int year] => _years.GetOrAdd(year, Make);

    public DayPlan Day(DateOnly date) =>
        this[date.Year].Plans is { Length: > 0 } plans ? plans[date.DayOfYear - 1] : DayPlan.Closed(Closure.OfWeek(date.DayOfWeek));

    private YearTable Make(int year) => new(year, year is < First or > Last ? Empty(year) : plan(year));

    private static DayPlan[] Empty(int year) =>
        [.. Enumerable.Repeat(DayPlan.Closed(new Closure(ClosureKind.DayOff)), DateTime.IsLeapYear(Math.Clamp(year, 1, 9999)) ? 366 : 365)];
}
