using Trasa.Engine.Calendars;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

/// <summary>Bucharest: 29 March 2026 03:00 becomes 04:00; 25 October 2026 04:00 becomes 03:00.</summary>
public sealed class ClockChangeTests
{
    private static readonly WorkingCalendar Daily = Weekly("Daily", WeeklyHours.Closed.With(DayHours.Parse("01:00-09:00"), Enum.GetValues<DayOfWeek>()));

    [Fact]
    public void Working_hours_are_wall_clock_time_on_both_sides()
    {
        Assert.Equal(At("2026-03-30 12:30"), Office.Add(At("2026-03-27 16:30"), For("4 wh")).Value);
        Assert.Equal(TimeSpan.FromHours(3), Office.Add(At("2026-03-27 16:30"), For("4 wh")).Value.Offset);
        Assert.Equal(At("2026-10-26 12:30"), Office.Add(At("2026-10-23 16:30"), For("4 wh")).Value);
    }

    [Fact]
    public void Duration_over_the_gap_is_elapsed_time()
    {
        Assert.Equal(At("2026-03-29 06:00"), Daily.Add(At("2026-03-29 01:00"), For("4 wh")).Value);
        Assert.Equal(TimeSpan.FromHours(7), Daily.WorkingTimeBetween(At("2026-03-29 00:00"), At("2026-03-29 12:00")));
    }

    [Fact]
    public void Duration_over_the_repeated_hour_is_elapsed_time()
    {
        Assert.Equal(At("2026-10-25 04:00"), Daily.Add(At("2026-10-25 01:00"), For("4 wh")).Value);
        Assert.Equal(TimeSpan.FromHours(9), Daily.WorkingTimeBetween(At("2026-10-25 00:00"), At("2026-10-25 12:00")));
    }

    [Fact]
    public void Night_shift_is_an_hour_shorter_in_spring_and_longer_in_autumn()
    {
        var nights = Weekly("Nights", WeeklyHours.Closed.With(DayHours.Parse("22:00-06:00"), DayOfWeek.Saturday));

        Assert.Equal(TimeSpan.FromHours(7), nights.WorkingTimeBetween(At("2026-03-28 12:00"), At("2026-03-29 12:00")));
        Assert.Equal(TimeSpan.FromHours(9), nights.WorkingTimeBetween(At("2026-10-24 12:00"), At("2026-10-25 12:00")));
    }

    [Fact]
    public void Segment_that_begins_in_the_skipped_hour_begins_at_the_change()
    {
        var early = Weekly("Early", WeeklyHours.Closed.With(DayHours.Parse("03:30-05:00"), DayOfWeek.Sunday));

        Assert.Equal(At("2026-03-29 04:00"), early.NextOpening(At("2026-03-29 00:00")).Value);
        Assert.Equal(TimeSpan.FromHours(1), early.WorkingTimeBetween(At("2026-03-29 00:00"), At("2026-03-29 12:00")));
    }

    [Fact]
    public void Segments_that_meet_in_the_repeated_hour_leave_no_hole()
    {
        var split = Weekly("Split", WeeklyHours.Closed.With(DayHours.Parse("01:00-03:30, 03:30-06:00"), DayOfWeek.Sunday));

        Assert.Equal(TimeSpan.FromHours(6), split.WorkingTimeBetween(At("2026-10-25 00:00"), At("2026-10-25 12:00")));
    }

    [Theory]
    [InlineData("3 d", "2026-03-30 10:00")]
    [InlineData("72 h", "2026-03-30 11:00")]
    [InlineData("1 wd", "2026-03-30 10:00")]
    public void Calendar_days_keep_the_time_of_day_and_hours_do_not(string duration, string due) =>
        Assert.Equal(At(due), Office.Add(At("2026-03-27 10:00"), For(duration)).Value);

    [Fact]
    public void Zone_that_skips_a_whole_day_still_counts()
    {
        var apia = new WorkingCalendar(new CalendarDefinition
        {
            Key = "Apia",
            Name = "Apia",
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia"),
            Week = WeeklyHours.RoundTheClock,
        });
        var before = new DateTimeOffset(2011, 12, 29, 12, 0, 0, TimeSpan.FromHours(-10));

        Assert.Equal(before.AddHours(48), apia.Add(before, For("48 wh")).Value);
        Assert.False(apia.IsWorkingDay(new DateOnly(2011, 12, 30)));
    }
}
