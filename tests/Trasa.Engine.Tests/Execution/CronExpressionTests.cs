using System.Globalization;
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
    [InlineData("0 12 13 * 5", "2026-03-02 00:00:00", "2026-03-06 12:00:00")]
    [InlineData("0 0 * * 7", "2026-03-02 00:00:00", "2026-03-08 00:00:00")]
    [InlineData("*/10 * * * * *", "2026-03-02 09:00:00", "2026-03-02 09:00:10")]
    [InlineData("0 0 12 1 JAN,JUL ?", "2026-03-02 00:00:00", "2026-07-01 12:00:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31 23:59:59", "2027-12-31 23:59:59")]
    public void Next_time_is_found(string text, string after, string expected) => Assert.Equal(At(expected), Next(text, After(after), TimeZoneInfo.Utc));

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
    [InlineData("5-1 * * * *", "no range")]
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
