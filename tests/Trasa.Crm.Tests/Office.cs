using System.Globalization;
using Trasa.Engine.Calendars;

namespace Trasa.Crm.Tests;

/// <summary>The sample calendar RO-Office: Monday to Friday 09:00-17:00 in Bucharest, Romanian public holidays.</summary>
internal static class Office
{
    public static WorkingCalendar Calendar { get; } = new(new CalendarDefinition
    {
        Key = "RO-Office",
        Name = "Office hours, Romania",
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Bucharest"),
        Week = WeeklyHours.MondayToFriday("09:00-17:00"),
        HolidaySets = ["RO"],
    });

    /// <summary>Summer time of the office.</summary>
    public static DateTimeOffset At(string local) =>
        new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(3));
}
