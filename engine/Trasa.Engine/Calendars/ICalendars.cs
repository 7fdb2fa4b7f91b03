namespace Trasa.Engine.Calendars;

/// <summary>The door through which the engine, activities and reports get calendars.</summary>
/// <remarks>Ask each time and do not keep the answer: a calendar that was changed is a new object.</remarks>
public interface ICalendars
{
    /// <summary>The calendar with this key (letter case does not matter), or null when there is none.</summary>
    ValueTask<WorkingCalendar?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>All calendars in order of their keys.</summary>
    ValueTask<IReadOnlyList<WorkingCalendar>> AllAsync(CancellationToken cancellationToken);
}
