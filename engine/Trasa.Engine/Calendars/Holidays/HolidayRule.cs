namespace Trasa.Engine.Calendars.Holidays;

/// <summary>A public holiday and the years in which the law has it.</summary>
/// <param name="Name">As explanations show it.</param>
/// <param name="When">The date in any year.</param>
/// <param name="FirstYear">First year that has it; null for always.</param>
/// <param name="LastYear">Last year that has it; null for still.</param>
public sealed record HolidayRule(string Name, HolidayDate When, int? FirstYear = null, int? LastYear = null)
{
    public DateOnly? In(int year) => year >= (FirstYear ?? year) && year <= (LastYear ?? year) ? When.In(year) : null;
}
