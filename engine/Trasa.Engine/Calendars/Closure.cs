namespace Trasa.Engine.Calendars;

public enum ClosureKind
{
    /// <summary>Saturday or Sunday without hours.</summary>
    Weekend,

    /// <summary>Another weekday without hours.</summary>
    DayOff,
    Holiday,
    SpecialDay,
    Absence,
}

/// <summary>Why a day, or a part of it, is not worked.</summary>
/// <param name="Kind">What closes it.</param>
/// <param name="Name">The holiday, the special day or the reason of the absence; null for the usual week.</param>
public sealed record Closure(ClosureKind Kind, string? Name = null)
{
    internal static Closure OfWeek(DayOfWeek day) =>
        new(day is DayOfWeek.Saturday or DayOfWeek.Sunday ? ClosureKind.Weekend : ClosureKind.DayOff);
}
