namespace Trasa.Engine.Calendars;

/// <summary>
/// Time in which a person does not work although the calendar is open. Whole days take the working day with everything
/// that belongs to it, also the part of a night shift after midnight.
/// </summary>
public sealed record Absence
{
    private Absence(string reason) => Reason = reason;

    /// <summary>As explanations show it, e.g. "annual leave".</summary>
    public string Reason { get; }

    internal (DateOnly First, DateOnly Last)? Days { get; private init; }

    internal (DateTimeOffset From, DateTimeOffset To)? Hours { get; private init; }

    /// <summary>Whole days, both included.</summary>
    public static Absence OfDays(DateOnly first, DateOnly last, string reason)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        return new Absence(reason) { Days = (first, last) };
    }

    /// <summary>From one instant up to another.</summary>
    public static Absence OfHours(DateTimeOffset from, DateTimeOffset to, string reason)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        return new Absence(reason) { Hours = (from, to) };
    }
}
