using Trasa.Engine.Calendars;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData("2026-04-24 16:30", "30 wmin", "2026-04-24 17:00")]
    [InlineData("2026-04-24 16:30", "4 wh", "2026-04-27 12:30")]
    [InlineData("2026-04-24 18:10", "4 wh", "2026-04-27 13:00")]
    [InlineData("2026-04-27 16:45", "30 wmin", "2026-04-28 09:15")]
    [InlineData("2026-04-09 16:30", "4 wh", "2026-04-14 12:30")]
    [InlineData("2026-04-30 15:00", "8 wh", "2026-05-04 15:00")]
    public void Sample_office_gives_the_due_times_of_the_process_book(string start, string duration, string due) =>
        Assert.Equal(At(due), Office.Add(At(start), For(duration)).Value);

    [Theory]
    [InlineData("2026-04-24 16:30", "48 h", "2026-04-26 16:30")]
    [InlineData("2026-04-24 16:30", "2 d", "2026-04-26 16:30")]
    [InlineData("2026-04-24 16:30", "2 wd", "2026-04-28 16:30")]
    [InlineData("2026-04-24 16:30", "48 wh", "2026-05-05 16:30")]
    [InlineData("2026-04-24 16:30", "1 wd 1 wh", "2026-04-28 09:30")]
    public void Days_and_hours_and_calendar_time_are_different_units(string start, string duration, string due) =>
        Assert.Equal(At(due), Office.Add(At(start), For(duration)).Value);

    [Theory]
    [InlineData("2026-04-27 09:15", "30 wmin", "2026-04-24 16:45")]
    [InlineData("2026-04-27 09:00", "30 wmin", "2026-04-24 16:30")]
    [InlineData("2026-04-27 09:15", "15 wmin", "2026-04-27 09:00")]
    [InlineData("2026-04-25 12:00", "1 wh", "2026-04-24 16:00")]
    [InlineData("2026-04-27 10:00", "1 wd", "2026-04-24 10:00")]
    [InlineData("2026-04-25 12:00", "1 wd", "2026-04-23 17:00")]
    public void Subtracting_walks_back_through_closed_time(string end, string duration, string expected) =>
        Assert.Equal(At(expected), Office.Subtract(At(end), For(duration)).Value);

    [Theory]
    [InlineData("2026-04-27 13:30", "1 wh", "2026-04-27 12:00")]
    [InlineData("2026-04-27 09:30", "1 wh", "2026-04-25 12:30")]
    [InlineData("2026-04-28 10:00", "9 wh", "2026-04-27 09:00")]
    public void Warning_before_a_deadline_is_placed_back_over_several_segments_a_day(string due, string before, string warn) =>
        Assert.Equal(At(warn), Branch.Subtract(At(due), For(before)).Value);

    [Theory]
    [InlineData("2026-04-24 18:10", "2026-04-28 09:00")]
    [InlineData("2026-04-24 17:00", "2026-04-27 17:00")]
    [InlineData("2026-04-25 12:00", "2026-04-28 09:00")]
    [InlineData("2026-04-24 08:00", "2026-04-27 09:00")]
    public void A_working_day_from_closed_time_counts_from_the_next_opening(string start, string due) =>
        Assert.Equal(At(due), Office.Add(At(start), For("1 wd")).Value);

    [Theory]
    [InlineData("2026-12-23 17:00", "2026-12-24 12:30")]
    [InlineData("2026-12-23 10:00", "2026-12-24 10:00")]
    [InlineData("2026-04-24 15:00", "2026-04-25 13:00")]
    [InlineData("2026-04-25 12:45", "2026-04-27 13:00")]
    public void A_working_day_ends_within_the_hours_of_the_day_reached(string start, string due) =>
        Assert.Equal(At(due), Branch.Add(At(start), For("1 wd")).Value);

    [Theory]
    [InlineData("2026-04-24 09:00", true)]
    [InlineData("2026-04-24 16:59", true)]
    [InlineData("2026-04-24 17:00", false)]
    [InlineData("2026-04-25 10:00", false)]
    [InlineData("2026-04-10 10:00", false)]
    [InlineData("2026-12-01 10:00", false)]
    public void Hours_are_open_at_their_first_instant_and_closed_at_their_last(string instant, bool open) =>
        Assert.Equal(open, Office.IsOpenAt(At(instant)));

    [Theory]
    [InlineData("2026-04-24 23:00", "2026-04-27 09:00")]
    [InlineData("2026-04-24 10:00", "2026-04-24 10:00")]
    [InlineData("2026-04-10 00:00", "2026-04-14 09:00")]
    public void Message_that_may_not_leave_at_night_leaves_at_the_next_opening(string instant, string opening) =>
        Assert.Equal(At(opening), Office.NextOpening(At(instant)).Value);

    [Fact]
    public void Night_shift_belongs_to_the_day_it_begins_on()
    {
        Assert.True(Nights.IsOpenAt(At("2026-04-25 05:59")));
        Assert.False(Nights.IsOpenAt(At("2026-04-27 05:59")));
        Assert.Equal(At("2026-04-28 01:00"), Nights.Add(At("2026-04-25 03:00"), For("6 wh")).Value);
        Assert.Equal(At("2026-04-28 03:00"), Nights.Add(At("2026-04-25 03:00"), For("1 wd")).Value);
    }

    [Fact]
    public void Night_shift_that_reaches_into_special_hours_is_counted_once()
    {
        var calendar = Weekly("Overlap", WeeklyHours.MondayToFriday("22:00-06:00"), new SpecialDay(Date("2026-04-25"), DayHours.Parse("05:00-08:00"), "Stocktaking"));

        Assert.Equal(TimeSpan.FromHours(10), calendar.WorkingTimeBetween(At("2026-04-24 12:00"), At("2026-04-25 12:00")));
    }

    [Fact]
    public void Round_the_clock_is_elapsed_time()
    {
        Assert.Equal(At("2026-04-24 16:30").AddHours(100), Always.Add(At("2026-04-24 16:30"), For("100 wh")).Value);
        Assert.True(Always.IsOpenAt(At("2026-12-25 00:00")));
    }

    [Fact]
    public void Holiday_on_a_weekend_changes_nothing_but_the_reason()
    {
        Assert.Equal(new Closure(ClosureKind.Holiday, "Dormition of the Mother of God"), Office.Day(Date("2026-08-15")).Closure);
        Assert.Equal(5, Office.CountWorkingDays(Date("2026-08-10"), Date("2026-08-16")));
    }

    [Theory]
    [InlineData("2026-04-06", "2026-04-17", 8)]
    [InlineData("2026-04-27", "2026-05-01", 4)]
    [InlineData("2026-04-25", "2026-04-26", 0)]
    [InlineData("2025-12-22", "2026-01-09", 9)]
    [InlineData("2026-05-02", "2026-05-01", 0)]
    public void Leave_costs_working_days_only(string first, string last, int days) =>
        Assert.Equal(days, Office.CountWorkingDays(Date(first), Date(last)));

    [Fact]
    public void Date_on_a_holiday_moves_to_the_working_day_before_or_after()
    {
        Assert.Equal(Date("2026-04-30"), Office.WorkingDayOnOrBefore(Date("2026-05-01")).Value);
        Assert.Equal(Date("2026-05-04"), Office.WorkingDayOnOrAfter(Date("2026-05-01")).Value);
        Assert.Equal(Date("2026-04-30"), Office.WorkingDayOnOrBefore(Date("2026-04-30")).Value);
        Assert.Equal(Date("2026-04-14"), Office.NextWorkingDay(Date("2026-04-09")).Value);
        Assert.Equal(Date("2026-04-09"), Office.PreviousWorkingDay(Date("2026-04-14")).Value);
    }

    [Fact]
    public void Working_time_between_is_negative_backwards() =>
        Assert.Equal(TimeSpan.FromHours(-4), Office.WorkingTimeBetween(At("2026-04-27 12:30"), At("2026-04-24 16:30")));

    [Fact]
    public void Calendar_that_is_never_open_answers_with_a_problem_that_names_it()
    {
        var never = Weekly("Never", WeeklyHours.Closed);

        CalendarProblem?[] problems =
        [
            never.Add(At("2026-04-24 16:30"), For("1 wh")).Problem,
            never.Add(At("2026-04-24 16:30"), For("1 wd")).Problem,
            never.Subtract(At("2026-04-24 16:30"), For("1 wh")).Problem,
            never.Subtract(At("2026-04-24 16:30"), For("1 wd")).Problem,
            never.NextOpening(At("2026-04-24 16:30")).Problem,
            never.NextWorkingDay(Date("2026-04-24")).Problem,
            never.Due(At("2026-04-24 16:30"), For("1 wh")).Problem,
        ];

        Assert.All(problems, problem => Assert.StartsWith("CAL-001 Calendar 'Never' has no working time", problem?.ToString()));
        Assert.False(never.IsOpenAt(At("2026-04-24 16:30")));
        Assert.Equal(0, never.CountWorkingDays(Date("2020-01-01"), Date("2030-01-01")));
    }

    [Fact]
    public void Value_of_a_problem_throws_its_text()
    {
        var answer = Weekly("Never", WeeklyHours.Closed).NextOpening(At("2026-04-24 16:30"));

        Assert.Contains("'Never'", Assert.Throws<InvalidOperationException>(() => answer.Value).Message);
    }

    [Fact]
    public void Result_beyond_a_hundred_years_is_refused()
    {
        var once = Weekly("Once", WeeklyHours.Closed.With(DayHours.Parse("09:00-09:01"), DayOfWeek.Monday));

        Assert.Equal("CAL-002", once.Add(At("2026-04-24 16:30"), For("1000 wh")).Problem?.Code);
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public void Ends_of_time_are_closed(string date)
    {
        var instant = new DateTimeOffset(Date(date).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

        Assert.False(Office.IsOpenAt(instant));
        Assert.False(Office.IsWorkingDay(Date(date)));
        Assert.Equal(TimeSpan.Zero, Office.WorkingTimeBetween(instant, instant));
    }
}
