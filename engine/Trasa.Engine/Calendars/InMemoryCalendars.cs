using System.Collections.Concurrent;

namespace Trasa.Engine.Calendars;

/// <summary>Calendars held in memory: for tests, simulation and backtests, and as the cache of a store. Thread-safe.</summary>
public sealed class InMemoryCalendars : ICalendars
{
    private readonly ConcurrentDictionary<string, WorkingCalendar> _calendars = new(StringComparer.OrdinalIgnoreCase);

    public InMemoryCalendars(params IEnumerable<WorkingCalendar> calendars)
    {
        foreach (var calendar in calendars)
            Put(calendar);
    }

    /// <summary>Adds the calendar, or replaces the one with its key.</summary>
    public void Put(WorkingCalendar calendar) => _calendars[calendar.Key] = calendar;

    public ValueTask<WorkingCalendar?> FindAsync(string key, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_calendars.GetValueOrDefault(key));

    public ValueTask<IReadOnlyList<WorkingCalendar>> AllAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<WorkingCalendar>>([.. _calendars.Values.OrderBy(calendar => calendar.Key, StringComparer.OrdinalIgnoreCase)]);
}
