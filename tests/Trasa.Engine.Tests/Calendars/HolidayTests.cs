using Trasa.Engine.Calendars.Holidays;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

public sealed class HolidayTests
{
    [Theory]
    [InlineData(1961, "1961-04-02", "1961-04-09")]
    [InlineData(2000, "2000-04-23", "2000-04-30")]
    [InlineData(2019, "2019-04-21", "2019-04-28")]
    [InlineData(2024, "2024-03-31", "2024-05-05")]
    [InlineData(2025, "2025-04-20", "2025-04-20")]
    [InlineData(2026, "2026-04-05", "2026-04-12")]
    [InlineData(2027, "2027-03-28", "2027-05-02")]
    [InlineData(2038, "2038-04-25", "2038-04-25")]
    [InlineData(2100, "2100-03-28", "2100-05-02")]
    public void Easter_falls_where_the_churches_have_it(int year, string western, string orthodox)
    {
        Assert.Equal(Date(western), Easter.Sunday(EasterRite.Western, year));
        Assert.Equal(Date(orthodox), Easter.Sunday(EasterRite.Orthodox, year));
    }

    [Fact]
    public void Romania_has_seventeen_days_off_in_2026()
    {
        string[] expected =
        [
            "2026-01-01", "2026-01-02", "2026-01-06", "2026-01-07", "2026-01-24", "2026-04-10", "2026-04-12", "2026-04-13", "2026-05-01",
            "2026-05-31", "2026-06-01", "2026-06-01", "2026-08-15", "2026-11-30", "2026-12-01", "2026-12-25", "2026-12-26",
        ];

        var days = HolidaySets.BuiltIn.Find("RO")!.Holidays.Select(rule => rule.In(2026)!.Value).Order();

        Assert.Equal(expected.Select(Date), days);
    }

    [Fact]
    public void Two_holidays_on_one_date_are_both_named() =>
        Assert.Equal("Children's Day, Orthodox Pentecost Monday", Office.Day(Date("2026-06-01")).Closure?.Name);

    [Fact]
    public void Holiday_counts_only_in_the_years_that_the_law_has_it()
    {
        Assert.True(Office.IsWorkingDay(Date("2023-01-06")));
        Assert.False(Office.IsWorkingDay(Date("2025-01-06")));
    }

    [Theory]
    [InlineData("PL", "2026-06-04", "Corpus Christi")]
    [InlineData("PL", "2026-12-24", "Christmas Eve")]
    [InlineData("HU", "2026-04-03", "Good Friday")]
    [InlineData("HU", "2026-05-25", "Pentecost Monday")]
    [InlineData("RU", "2026-01-07", "Orthodox Christmas")]
    public void Neighbours_have_their_own(string set, string date, string name) =>
        Assert.Contains(HolidaySets.BuiltIn.Find(set)!.Holidays, rule => rule.In(2026) == Date(date) && rule.Name == name);

    [Theory]
    [InlineData("1st Monday of May", "2026-05-04")]
    [InlineData("last Monday of May", "2026-05-25")]
    [InlineData("4th thursday of november", "2026-11-26")]
    [InlineData("Easter +1", "2026-04-06")]
    [InlineData("orthodox easter - 2", "2026-04-10")]
    [InlineData("12-25", "2026-12-25")]
    public void Date_of_a_holiday_is_read_from_text_and_written_back(string text, string date)
    {
        Assert.True(HolidayDate.TryParse(text, out var holiday));

        Assert.Equal(Date(date), holiday.In(2026));
        Assert.True(HolidayDate.TryParse(holiday.ToString(), out var again));
        Assert.Equal(holiday, again);
    }

    [Theory]
    [InlineData("13-01")]
    [InlineData("02-30")]
    [InlineData("5th Monday of May")]
    [InlineData("1st Funday of May")]
    [InlineData("Easter +400")]
    [InlineData("Christmas")]
    public void Date_that_no_year_has_is_refused(string text) => Assert.False(HolidayDate.TryParse(text, out _));

    [Fact]
    public void Leap_day_is_a_holiday_in_leap_years_only()
    {
        Assert.True(HolidayDate.TryParse("02-29", out var leapDay));

        Assert.Null(leapDay.In(2026));
        Assert.Equal(Date("2028-02-29"), leapDay.In(2028));
    }
}
