using System.Collections.Immutable;

namespace Trasa.Engine.Calendars;

/// <summary>One day as the calendar has it after holidays, special days and absences.</summary>
/// <param name="Date">The day that the open time belongs to.</param>
/// <param name="Open">Open time in order; over midnight it ends on the next date.</param>
/// <param name="Closure">Why nothing is open; null on a working day.</param>
public sealed record CalendarDay(DateOnly Date, ImmutableArray<OpenTime> Open, Closure? Closure)
{
    public bool IsWorkingDay => !Open.IsEmpty;
}

/// <summary>Open time between two instants, shown in the calendar's zone.</summary>
public readonly record struct OpenTime(DateTimeOffset From, DateTimeOffset To);
