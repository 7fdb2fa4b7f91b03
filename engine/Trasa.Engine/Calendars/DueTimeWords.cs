namespace Trasa.Engine.Calendars;

/// <summary>
/// The texts of an explanation. A host fills them from its resources; the holes are the same in every language.
/// </summary>
public sealed record DueTimeWords
{
    public static DueTimeWords English { get; } = new();

    /// <summary>{0} duration, {1} calendar, {2} start.</summary>
    public string Heading { get; init; } = "{0} on {1} from {2}";

    /// <summary>{0} due time.</summary>
    public string Due { get; init; } = "Due {0}";

    /// <summary>{0} when, {1} how much.</summary>
    public string Counted { get; init; } = "{0}: {1}";

    /// <summary>{0} day or days, {1} reason.</summary>
    public string Closed { get; init; } = "{0}: closed ({1})";

    /// <summary>{0} when.</summary>
    public string OutsideHours { get; init; } = "{0}: outside working hours";

    /// <summary>{0} when, {1} reason.</summary>
    public string Absent { get; init; } = "{0}: away ({1})";

    /// <summary>{0} when, {1} by how much the due time moved.</summary>
    public string Paused { get; init; } = "{0}: paused, {1} later";

    /// <summary>Follows a step over a change of the clock.</summary>
    public string ClockChange { get; init; } = " (the clock was changed)";

    public string Weekend { get; init; } = "weekend";

    public string DayOff { get; init; } = "not a working day";

    public string Holiday { get; init; } = "public holiday";

    public string SpecialDay { get; init; } = "closed on this day";

    public string Absence { get; init; } = "absence";

    /// <summary>{0} number.</summary>
    public string OneWorkingDay { get; init; } = "{0} working day";

    /// <summary>{0} number.</summary>
    public string WorkingDays { get; init; } = "{0} working days";

    /// <summary>{0} number.</summary>
    public string Days { get; init; } = "{0} d";

    /// <summary>{0} number.</summary>
    public string Hours { get; init; } = "{0} h";

    /// <summary>{0} number.</summary>
    public string Minutes { get; init; } = "{0} min";

    /// <summary>{0} number.</summary>
    public string Seconds { get; init; } = "{0} s";
}
