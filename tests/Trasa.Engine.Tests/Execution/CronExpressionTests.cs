using System.Globalization;
using Trasa.Engine.Definitions;
using Trasa.Engine.Execution;

namespace Trasa.Engine.Tests.Execution;

public sealed class CronExpressionTests
{
    private static readonly TimeZoneInfo Bucharest = TimeZoneInfo.FindSystemTimeZoneById("Europe/Bucharest");

    [Theory]
    [InlineData("*/15 * * * *", "2026-03-02 09:07:00", "2026-03-02 09:15:00")]
    [InlineData("0 9 * * MON-FRI", "2026-03-06 09:00:00", "2026-03-09 09:00:00")]
    [InlineData("30 5 1 * *", "2026-03-02 00:00:00", "2026-04-01 05:30:00")]
    [InlineData("0 0 L * *", "2026-02-10 00:00:00", "2026-02-28 00:00:00")]
    [InlineData("0 12 29 2 *", "2026-01-01 00:00:00", "2028-02-29 12:00:00")]
    [InlineData("0 12 13 * 5", "2026-02-14 00:00:00", "2026-03-13 12:00:00")]
    [InlineData("0 0 * * 7", "2026-03-02 00:00:00", "2026-03-08 00:00:00")]
    [InlineData("*/10 * * * * *", "2026-03-02 09:00:00", "2026-03-02 09:00:10")]
    [InlineData("0 0 12 1 JAN,JUL ?", "2026-03-02 00:00:00", "2026-07-01 12:00:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31 23:59:59", "2027-12-31 23:59:59")]
    public void Next_time_is_found(string text, string after, string expected) => Assert.Equal(At(expected), Next(text, After(after), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("0 0 L-3 * *", "2026-02-10 00:00:00", "2026-02-25 00:00:00")]
    [InlineData("0 0 lw * *", "2026-05-02 00:00:00", "2026-05-29 00:00:00")]
    [InlineData("0 0 LW * *", "2026-02-02 00:00:00", "2026-02-27 00:00:00")]
    [InlineData("0 0 15W * *", "2026-08-01 00:00:00", "2026-08-14 00:00:00")]
    [InlineData("0 0 1W * *", "2026-10-15 00:00:00", "2026-11-02 00:00:00")]
    [InlineData("0 0 1W 8 *", "2026-07-15 00:00:00", "2026-08-03 00:00:00")]
    [InlineData("0 0 31W 5 *", "2026-05-02 00:00:00", "2026-05-29 00:00:00")]
    [InlineData("0 0 30W * *", "2026-02-01 00:00:00", "2026-03-30 00:00:00")]
    [InlineData("0 0 L-5W * *", "2026-05-02 00:00:00", "2026-05-26 00:00:00")]
    [InlineData("0 0 * * 5L", "2026-03-02 00:00:00", "2026-03-27 00:00:00")]
    [InlineData("0 0 0 ? * FRIL", "2026-03-02 00:00:00", "2026-03-27 00:00:00")]
    [InlineData("0 0 * * 5#3", "2026-03-02 00:00:00", "2026-03-20 00:00:00")]
    [InlineData("0 0 * * SUN#1", "2026-03-02 00:00:00", "2026-04-05 00:00:00")]
    [InlineData("0 0 * * 7#1", "2026-03-02 00:00:00", "2026-04-05 00:00:00")]
    public void Days_are_counted_from_the_end_to_the_next_working_day_and_by_their_number(string text, string after, string expected) =>
        Assert.Equal(At(expected), Next(text, After(after), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("0 22-6 * * *", "2026-03-02 07:00:00", "2026-03-02 22:00:00")]
    [InlineData("0 22-6 * * *", "2026-03-02 23:30:00", "2026-03-03 00:00:00")]
    [InlineData("45-15/10 * * * *", "2026-03-02 09:56:00", "2026-03-02 10:05:00")]
    [InlineData("0 0 * DEC-FEB *", "2026-03-02 00:00:00", "2026-12-01 00:00:00")]
    [InlineData("0 0 * * FRI-MON", "2026-03-03 00:00:00", "2026-03-06 00:00:00")]
    [InlineData("0 0 * * 0-7", "2026-03-02 00:00:00", "2026-03-03 00:00:00")]
    [InlineData("0 0 28-2 * *", "2026-03-03 00:00:00", "2026-03-28 00:00:00")]
    public void Range_may_pass_the_end_and_begin_again(string text, string after, string expected) =>
        Assert.Equal(At(expected), Next(text, After(after), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("@every_second", "2026-03-02 09:00:01")]
    [InlineData("@every_minute", "2026-03-02 09:01:00")]
    [InlineData("@hourly", "2026-03-02 10:00:00")]
    [InlineData(" @Daily ", "2026-03-03 00:00:00")]
    [InlineData("@midnight", "2026-03-03 00:00:00")]
    [InlineData("@weekly", "2026-03-08 00:00:00")]
    [InlineData("@monthly", "2026-04-01 00:00:00")]
    [InlineData("@yearly", "2027-01-01 00:00:00")]
    [InlineData("@annually", "2027-01-01 00:00:00")]
    public void Words_stand_for_expressions(string text, string expected) => Assert.Equal(At(expected), Next(text, After("2026-03-02 09:00:00"), TimeZoneInfo.Utc));

    [Fact]
    public void Day_that_comes_every_forty_years_is_found() =>
        Assert.Equal(At("2112-02-29 00:00:00"), Next("0 0 29 2 MON", After("2072-03-01 00:00:00"), TimeZoneInfo.Utc));

    /// <summary>The clock goes from 04:00 back to 03:00 at 01:00 UTC.</summary>
    [Theory]
    [InlineData("*/30 * * * *", "2026-10-25 00:15:00", "00:30 01:00 01:30 02:00 02:30")]
    [InlineData("30 * * * *", "2026-10-24 23:00:00", "23:30 00:30 01:30 02:30")]
    [InlineData("0 15 3-4 * * *", "2026-10-24 23:00:00", "00:15 01:15 02:15")]
    [InlineData("0,30 3 * * *", "2026-10-24 23:00:00", "00:00 00:30 01:00")]
    [InlineData("30 3,4 * * *", "2026-10-24 23:00:00", "00:30 02:30 01:30")]
    public void Interval_fires_in_both_hours_that_winter_time_makes_of_one_and_a_time_of_the_day_once(string text, string after, string expected)
    {
        var times = new List<string>();
        var next = After(after);
        while (times.Count < expected.Split(' ').Length)
        {
            next = Next(text, next, Bucharest)!.Value;
            times.Add(next.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture));
        }

        Assert.Equal(expected, string.Join(' ', times));
    }

    [Fact]
    public void Interval_fires_once_for_all_that_summer_time_skips()
    {
        var first = Next("*/20 * * * *", After("2026-03-29 00:50:00"), Bucharest)!.Value;

        Assert.Equal(At("2026-03-29 01:00:00"), first);
        Assert.Equal(At("2026-03-29 01:20:00"), Next("*/20 * * * *", first, Bucharest));
    }

    [Theory]
    [InlineData("@daily @ Europe/Bucharest", "2026-03-02 22:00:00")]
    [InlineData("@daily", "2026-03-03 00:00:00")]
    [InlineData("0 9 * * MON-FRI @ Europe/Bucharest", "2026-03-03 07:00:00")]
    public void Word_and_time_zone_are_told_apart(string text, string expected)
    {
        Assert.True(StartSchedule.TryParse("cron " + text, out var schedule, out _));

        Assert.Equal("cron " + text, schedule.Text);
        Assert.Equal(At(expected), schedule.Next(After("2026-03-02 09:00:00"), After("2026-03-02 09:00:00")));
    }

    [Fact]
    public void Time_that_summer_time_skips_fires_after_the_gap() =>
        Assert.Equal(At("2026-03-29 01:00:00"), Next("30 3 29 3 *", After("2026-03-01 00:00:00"), Bucharest));

    [Fact]
    public void Time_that_winter_time_repeats_fires_once()
    {
        var first = Next("30 3 25 10 *", After("2026-10-01 00:00:00"), Bucharest)!.Value;

        Assert.Equal(At("2026-10-25 00:30:00"), first);
        Assert.Equal(2027, Next("30 3 25 10 *", first, Bucharest)!.Value.Year);
    }

    [Fact]
    public void Date_that_never_comes_has_no_next_time() => Assert.Null(Next("0 0 31 2 *", After("2026-01-01 00:00:00"), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("* * *", "3 fields")]
    [InlineData("60 * * * *", "'60' is no minute")]
    [InlineData("* * * * FOO", "'FOO' is no weekday")]
    [InlineData("*/0 * * * *", "'*/0'")]
    [InlineData("*/60 * * * *", "'*/60'")]
    [InlineData("1-2-3 * * * *", "no range")]
    [InlineData("L * * * *", "'L' is no minute")]
    [InlineData("0 0 32 * *", "'32' is no day (1 to 31)")]
    [InlineData("0 0 L-31 * *", "before the last one are 0 to 30")]
    [InlineData("0 0 1-2W * *", "'1-2' is no day")]
    [InlineData("0 0 * * 5#6", "of a month there are 1 to 5")]
    [InlineData("0 0 * * L", "'L' is no weekday (0 to 7)")]
    [InlineData("@sometimes", "known are @every_second")]
    public void Bad_text_is_answered_with_what_is_wrong(string text, string message)
    {
        Assert.False(CronExpression.TryParse(text, out _, out var problem));
        Assert.Contains(message, problem);
    }

    private static DateTimeOffset? Next(string text, DateTimeOffset after, TimeZoneInfo zone)
    {
        Assert.True(CronExpression.TryParse(text, out var cron, out _));
        return cron.Next(after, zone);
    }

    private static DateTimeOffset? At(string text) => After(text);

    private static DateTimeOffset After(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
