using System.Globalization;
using Trasa.Engine.Calendars;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

public sealed class DueTimeTests
{
    [Fact]
    public void Explanation_names_what_counted_and_merges_closed_days() =>
        Explains(Office, "2026-04-24 16:30", "4 wh", """
            4 wh on RO-Office from Fri 24 Apr 2026 16:30
            Fri 24 Apr 16:30-17:00: 30 min
            Sat 25 - Sun 26 Apr: closed (weekend)
            Mon 27 Apr 09:00-12:30: 3 h 30 min
            Due Mon 27 Apr 2026 12:30
            """);

    [Fact]
    public void Explanation_names_the_holidays_of_easter() =>
        Explains(Office, "2026-04-09 16:30", "4 wh", """
            4 wh on RO-Office from Thu 9 Apr 2026 16:30
            Thu 9 Apr 16:30-17:00: 30 min
            Fri 10 Apr: closed (Orthodox Good Friday)
            Sat 11 Apr: closed (weekend)
            Sun 12 Apr: closed (Orthodox Easter Sunday)
            Mon 13 Apr: closed (Orthodox Easter Monday)
            Tue 14 Apr 09:00-12:30: 3 h 30 min
            Due Tue 14 Apr 2026 12:30
            """);

    [Fact]
    public void Start_outside_the_hours_is_said() =>
        Explains(Office, "2026-04-24 18:10", "4 wh", """
            4 wh on RO-Office from Fri 24 Apr 2026 18:10
            Fri 24 Apr 18:10-24:00: outside working hours
            Sat 25 - Sun 26 Apr: closed (weekend)
            Mon 27 Apr 09:00-13:00: 4 h
            Due Mon 27 Apr 2026 13:00
            """);

    [Fact]
    public void Start_in_the_lunch_break_waits_for_the_afternoon() =>
        Explains(Branch, "2026-12-30 12:45", "7 wh", """
            7 wh on RO-Branch from Wed 30 Dec 2026 12:45
            Wed 30 Dec 12:45-13:00: outside working hours
            Wed 30 Dec 13:00-17:30: 4 h 30 min
            Thu 31 Dec 09:00-11:30: 2 h 30 min
            Due Thu 31 Dec 2026 11:30
            """);

    [Fact]
    public void Round_the_clock_is_one_step_and_other_years_are_shown() =>
        Explains(Always, "2026-12-31 20:00", "30 wh", """
            30 wh on Always from Thu 31 Dec 2026 20:00
            Thu 31 Dec 20:00 - Sat 2 Jan 2027 02:00: 30 h
            Due Sat 2 Jan 2027 02:00
            """);

    [Fact]
    public void Night_shift_is_shown_with_both_dates() =>
        Explains(Nights, "2026-04-25 03:00", "4 wh", """
            4 wh on Nights from Sat 25 Apr 2026 03:00
            Sat 25 Apr 03:00-06:00: 3 h
            Sat 25 - Sun 26 Apr: closed (weekend)
            Mon 27 Apr 22:00-23:00: 1 h
            Due Mon 27 Apr 2026 23:00
            """);

    [Fact]
    public void Change_of_the_clock_is_said() =>
        Explains(Always, "2026-03-29 01:00", "4 wh", """
            4 wh on Always from Sun 29 Mar 2026 01:00
            Sun 29 Mar 01:00-06:00: 4 h (the clock was changed)
            Due Sun 29 Mar 2026 06:00
            """);

    [Fact]
    public void Working_days_are_counted_as_days() =>
        Explains(Office, "2026-04-24 18:10", "4 wd 2 wh", """
            4 wd 2 wh on RO-Office from Fri 24 Apr 2026 18:10
            Fri 24 Apr 18:10-24:00: outside working hours
            Sat 25 - Sun 26 Apr: closed (weekend)
            Tue 28 - Thu 30 Apr: 3 working days
            Fri 1 May: closed (Labour Day)
            Sat 2 - Sun 3 May: closed (weekend)
            Mon 4 May: 1 working day
            Mon 4 May 09:00-11:00: 2 h
            Due Mon 4 May 2026 11:00
            """);

    [Fact]
    public void Absence_is_named() =>
        Explains(
            Office.WithAbsences(
                "Ana",
                Absence.OfHours(At("2026-04-27 10:00"), At("2026-04-27 12:00"), "doctor"),
                Absence.OfDays(Date("2026-04-28"), Date("2026-04-29"), "annual leave")),
            "2026-04-27 09:00", "8 wh", """
            8 wh on RO-Office of Ana from Mon 27 Apr 2026 09:00
            Mon 27 Apr 09:00-10:00: 1 h
            Mon 27 Apr 10:00-12:00: away (doctor)
            Mon 27 Apr 12:00-17:00: 5 h
            Tue 28 - Wed 29 Apr: closed (annual leave)
            Thu 30 Apr 09:00-11:00: 2 h
            Due Thu 30 Apr 2026 11:00
            """);

    [Fact]
    public void Calendar_time_is_one_step() =>
        Explains(Office, "2026-04-24 16:30", "2 d 6 h", """
            2 d 6 h on RO-Office from Fri 24 Apr 2026 16:30
            Fri 24 Apr 16:30 - Sun 26 Apr 22:30: 2 d 6 h
            Due Sun 26 Apr 2026 22:30
            """);

    [Fact]
    public void Words_and_day_names_come_in_the_language_of_the_reader()
    {
        var romanian = new DueTimeText(new DueTimeWords { Closed = "{0}: închis ({1})", Weekend = "sfârșit de săptămână" }, CultureInfo.GetCultureInfo("ro-RO"));

        var lines = romanian.Lines(Office.Due(At("2026-04-24 16:30"), For("4 wh")).Value).ToList();

        Assert.EndsWith(": închis (sfârșit de săptămână)", lines[1]);
        Assert.StartsWith("sâm", lines[1]);
    }

    private static void Explains(WorkingCalendar calendar, string start, string duration, string text) =>
        Assert.Equal(text, calendar.Due(At(start), For(duration)).Value.ToString());
}
