using Trasa.Engine.Calendars;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

public sealed class AbsenceTests
{
    private static readonly WorkingCalendar Ana = Office.WithAbsences(
        "Ana",
        Absence.OfDays(Date("2026-04-28"), Date("2026-04-29"), "annual leave"),
        Absence.OfHours(At("2026-04-27 10:00"), At("2026-04-27 12:00"), "doctor"));

    [Fact]
    public void Working_time_skips_the_days_and_hours_away()
    {
        Assert.Equal(At("2026-04-27 15:00"), Ana.Add(At("2026-04-27 09:00"), For("4 wh")).Value);
        Assert.Equal(At("2026-04-30 11:00"), Ana.Add(At("2026-04-27 09:00"), For("8 wh")).Value);
    }

    [Fact]
    public void Day_away_is_no_working_day_and_says_why()
    {
        Assert.Equal(2, Ana.CountWorkingDays(Date("2026-04-27"), Date("2026-05-01")));
        Assert.Equal(new Closure(ClosureKind.Absence, "annual leave"), Ana.Day(Date("2026-04-28")).Closure);
        Assert.Equal(ClosureKind.Holiday, Ana.Day(Date("2026-05-01")).Closure?.Kind);
    }

    [Fact]
    public void Calendar_of_the_office_is_not_touched() => Assert.True(Office.IsWorkingDay(Date("2026-04-28")));

    [Fact]
    public void Whole_day_takes_the_night_shift_with_its_morning()
    {
        var guard = Nights.WithAbsences("guard", Absence.OfDays(Date("2026-04-24"), Date("2026-04-24"), "leave"));

        Assert.False(guard.IsOpenAt(At("2026-04-25 03:00")));
        Assert.True(guard.IsOpenAt(At("2026-04-24 03:00")));
    }

    [Fact]
    public void Hours_away_that_cover_a_day_close_it()
    {
        var away = Office.WithAbsences("Dan", Absence.OfHours(At("2026-04-27 08:00"), At("2026-04-27 18:00"), "course"));

        Assert.Equal(new Closure(ClosureKind.Absence, "course"), away.Day(Date("2026-04-27")).Closure);
    }

    [Fact]
    public void Someone_who_left_never_works_again_and_the_problem_names_them()
    {
        var left = Office.WithAbsences("Ion", Absence.OfDays(Date("2026-04-28"), DateOnly.MaxValue, "left the company"));

        var problem = left.Add(At("2026-04-28 09:00"), For("4 wh")).Problem;

        Assert.Contains("RO-Office of Ion", problem?.Text);
    }

    [Fact]
    public void Absences_add_up()
    {
        var longer = Ana.WithAbsences("Ana", Absence.OfDays(Date("2026-04-30"), Date("2026-04-30"), "sick"));

        Assert.Equal(1, longer.CountWorkingDays(Date("2026-04-27"), Date("2026-05-01")));
    }
}
