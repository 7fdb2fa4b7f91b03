using System.Text.Json;
using Trasa.Engine.Calendars;

namespace Trasa.Engine.Tests.Calendars;

public sealed class BusinessDurationTests
{
    [Theory]
    [InlineData("15 min", "15 min")]
    [InlineData("48 h", "48 h")]
    [InlineData("3 d", "3 d")]
    [InlineData("2 w", "14 d")]
    [InlineData("90 min", "1 h 30 min")]
    [InlineData("1.5 h", "1 h 30 min")]
    [InlineData("1h30min", "1 h 30 min")]
    [InlineData("1 hour and 30 minutes", "1 h 30 min")]
    [InlineData("PT48H", "48 h")]
    [InlineData("P3D", "3 d")]
    [InlineData("p1dt2h30m", "1 d 2 h 30 min")]
    [InlineData("P2W", "14 d")]
    [InlineData("PT0.5S", "0.5 s")]
    [InlineData("0 min", "0 min")]
    public void Calendar_time_is_read(string text, string canonical) => Reads(text, canonical, working: false);

    [Theory]
    [InlineData("30 wmin", "30 wmin")]
    [InlineData("4 wh", "4 wh")]
    [InlineData("2 wd", "2 wd")]
    [InlineData("3 WD 2 WH", "3 wd 2 wh")]
    [InlineData("30 min working", "30 wmin")]
    [InlineData("30 min working time", "30 wmin")]
    [InlineData("4 working hours", "4 wh")]
    [InlineData("3 business days", "3 wd")]
    [InlineData("1 working day, 2 working hours", "1 wd 2 wh")]
    public void Working_time_is_read(string text, string canonical) => Reads(text, canonical, working: true);

    [Theory]
    [InlineData("", "no number with a unit")]
    [InlineData("soon", "'soon' is not a number with a unit")]
    [InlineData("4", "'4' is not a number with a unit")]
    [InlineData("-4 h", "'-4 h' is not a number with a unit")]
    [InlineData("4 x", "'x' is not a unit")]
    [InlineData("4 m", "write 'min'")]
    [InlineData("2 months", "no fixed length")]
    [InlineData("P1M", "'P1M' is not a number with a unit")]
    [InlineData("P", "'P' is not a number with a unit")]
    [InlineData("PT", "'PT' is not a number with a unit")]
    [InlineData("1.5 wd", "days are counted whole")]
    [InlineData("3 d 2 wh", "mixes calendar time and working time")]
    [InlineData("2 weeks working", "a working week")]
    [InlineData("1 ww", "a working week")]
    [InlineData("900000000 h", "longer than a hundred years")]
    [InlineData("99999999999999999999999999999999 wd", "longer than a hundred years")]
    public void Bad_text_gets_the_reason_and_what_would_be_right(string text, string reason)
    {
        Assert.False(BusinessDuration.TryParse(text, out _, out var problem));

        Assert.Equal("CAL-010", problem.Code);
        Assert.Contains(reason, problem.Text, StringComparison.Ordinal);
        Assert.Contains("'4 wh'", problem.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4 wh", "4 working hours")]
    [InlineData("1 wh 30 wmin", "1 working hour 30 working minutes")]
    [InlineData("1 wd", "1 working day")]
    [InlineData("48 h", "48 hours")]
    [InlineData("1 d 1 s", "1 day 1 second")]
    public void Words_are_for_people_and_are_read_back(string text, string words)
    {
        var duration = BusinessDuration.Parse(text);

        Assert.Equal(words, duration.ToWords());
        Assert.Equal(duration, BusinessDuration.Parse(words));
    }

    [Theory]
    [InlineData("48 h", "PT48H")]
    [InlineData("3 d", "P3D")]
    [InlineData("1 d 2 h 30 min", "P1DT2H30M")]
    [InlineData("0 min", "PT0M")]
    [InlineData("4 wh", null)]
    public void Calendar_time_has_an_iso_form(string text, string? iso) => Assert.Equal(iso, BusinessDuration.Parse(text).ToIso());

    [Fact]
    public void Two_days_are_not_forty_eight_hours() =>
        Assert.NotEqual(BusinessDuration.Parse("2 d"), BusinessDuration.Parse("48 h"));

    [Fact]
    public void Json_holds_the_text()
    {
        var json = JsonSerializer.Serialize(BusinessDuration.WorkingTime(TimeSpan.FromHours(4)));

        Assert.Equal("\"4 wh\"", json);
        Assert.Equal(BusinessDuration.Parse("4 wh"), JsonSerializer.Deserialize<BusinessDuration>(json));
        Assert.Contains("'4 x'", Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BusinessDuration>("\"4 x\"")).Message);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BusinessDuration>("4"));
    }

    private static void Reads(string text, string canonical, bool working)
    {
        Assert.True(BusinessDuration.TryParse(text, out var duration, out var problem), problem?.Text);

        Assert.Equal(working, duration.IsWorkingTime);
        Assert.Equal(canonical, duration.ToString());
        Assert.Equal(duration, BusinessDuration.Parse(canonical));
    }
}
