using Trasa.Engine.Values;

namespace Trasa.Engine.Calendars;

/// <summary>Durations that need no calendar: <c>00:15:00</c>, <c>PT15M</c>, <c>15 min</c>, <c>3 d</c> (of 24 hours).</summary>
public static class PlainDuration
{
    /// <summary>Null when the value is none, or is working time.</summary>
    public static TimeSpan? Read(object? value)
    {
        if (ValueConversion.ToDuration(value) is { } span) return span;
        return BusinessDuration.TryParse(ValueConversion.Text(value), out var duration, out _) && !duration.IsWorkingTime
            ? duration.Time + TimeSpan.FromDays(duration.Days)
            : null;
    }
}
