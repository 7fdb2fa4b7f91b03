using System.Globalization;

namespace Trasa.Engine.Calendars.Holidays;

public enum EasterRite
{
    Western,
    Orthodox,
}

/// <summary>The date of Easter Sunday in the Gregorian calendar, for every year.</summary>
public static class Easter
{
    private static readonly JulianCalendar Julian = new();

    public static DateOnly Sunday(EasterRite rite, int year) => rite switch
    {
        EasterRite.Western => Western(year),
        EasterRite.Orthodox => Orthodox(year),
    };

    /// <summary>The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8).</summary>
    private static DateOnly Western(int year)
    {
        var (golden, century, ofCentury) = (year % 19, year / 100, year % 100);
        var moonCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - moonCorrection + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - epact - (ofCentury % 4)) % 7;
        var late = (golden + (11 * epact) + (22 * weekday)) / 451;
        var days = epact + weekday - (7 * late) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }

    /// <summary>Computed in the Julian calendar (Meeus, chapter 8), then shown in the Gregorian one.</summary>
    private static DateOnly Orthodox(int year)
    {
        var moon = ((19 * (year % 19)) + 15) % 30;
        var weekday = ((2 * (year % 4)) + (4 * (year % 7)) - moon + 34) % 7;
        var days = moon + weekday + 114;
        return DateOnly.FromDateTime(Julian.ToDateTime(year, days / 31, (days % 31) + 1, 0, 0, 0, 0));
    }
}
