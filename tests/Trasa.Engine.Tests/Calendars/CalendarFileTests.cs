using Trasa.Engine.Calendars;
using Trasa.Engine.Calendars.Files;
using Trasa.Engine.Calendars.Holidays;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

public sealed class CalendarFileTests
{
    [Theory]
    [InlineData("RO-Office")]
    [InlineData("RO-Branch")]
    [InlineData("Always")]
    public void Shipped_calendar_reads_back_to_the_same_text(string key)
    {
        var written = CalendarFile.Write(Read(Text(key)));

        Assert.Equal(written, CalendarFile.Write(Read(written)));
        Assert.Equal(key, Read(written).Key);
    }

    [Fact]
    public void Written_calendar_is_readable()
    {
        var calendar = new CalendarDefinition
        {
            Key = "Shop",
            Name = "Magazin Iași",
            TimeZone = Bucharest,
            Week = WeeklyHours.MondayToFriday("09:00-12:30, 13:00-17:30").With(DayHours.Parse("22:00-06:00"), DayOfWeek.Sunday),
            HolidaySets = ["RO"],
            Holidays = [new HolidayRule("Town feast", HolidayDate.Fixed.Of(10, 14)!, FirstYear: 2020)],
            SpecialDays = [new SpecialDay(Date("2026-12-24"), DayHours.Parse("09:00-13:00"), "Christmas Eve")],
        };

        var text = CalendarFile.Write(calendar);

        Assert.Equal("""
            {
              "key": "Shop",
              "name": "Magazin Iași",
              "timeZone": "Europe/Bucharest",
              "week": {
                "Mon-Fri": "09:00-12:30, 13:00-17:30",
                "Sun": "22:00-06:00"
              },
              "holidays": [
                "RO",
                {
                  "name": "Town feast",
                  "on": "10-14",
                  "firstYear": 2020
                }
              ],
              "specialDays": [
                {
                  "date": "2026-12-24",
                  "hours": "09:00-13:00",
                  "name": "Christmas Eve"
                }
              ]
            }

            """, text);
        Assert.Equal(text, CalendarFile.Write(Read(text)));
        Assert.Equal(calendar.Week, Read(text).Week);
    }

    [Fact]
    public void Every_problem_is_reported_with_its_line_and_what_would_be_right()
    {
        const string Bad = """
            {
              "key": "X",
              "name": 5,
              "timeZone": "Europe/Bucuresti",
              "week": {
                "Mon-Fri": "9-17",
                "Fri": "09:00-12:00",
                "Noday": "09:00-12:00",
                "Sat": "09:00-12:00, 11:00-13:00"
              },
              "holidays": ["XX", { "name": "Feast", "on": "31-12" }],
              "specialDays": [{ "date": "24.12.2026", "name": "Eve" }],
              "holliday": []
            }
            """;

        Assert.False(CalendarFile.TryRead(Bad, "x.json", HolidaySets.BuiltIn, out _, out var problems));

        Assert.Equal(
            [
                "x.json:13: CAL-022 holliday: 'holliday' is not known here; known are key, name, timeZone, week, holidays, specialDays.",
                "x.json:3: CAL-024 name: 'name' must be a text, for example \"Office hours, Romania\".",
                "x.json:4: CAL-030 timeZone: 'Europe/Bucuresti' is not a time zone; give an IANA name such as \"Europe/Bucharest\" or \"UTC\".",
                "x.json:6: CAL-033 week.Mon-Fri: '9-17' is not a segment of hours; write for example \"09:00-12:30, 13:00-17:30\", \"22:00-06:00\" or \"closed\".",
                "x.json:7: CAL-023 week.Fri: Friday is given twice; keep one.",
                "x.json:8: CAL-032 week.Noday: 'Noday' is not a weekday; write for example \"Mon\", \"Mon-Fri\" or \"Sat, Sun\".",
                "x.json:9: CAL-033 week.Sat: '11:00-13:00' begins before '09:00-12:00' ends; write the segments in order and without overlap.",
                "x.json:11: CAL-035 holidays[0]: 'XX' is not a holiday set; the sets known are 'HU', 'PL', 'RO', 'RU'. A single holiday is written { \"name\": \"...\", \"on\": \"12-25\" }.",
                "x.json:11: CAL-036 holidays[1].on: '31-12' is not a date of a holiday; write for example \"12-25\" (month-day), \"Easter +1\", \"Orthodox Easter -2\", \"1st Monday of May\" or \"last Monday of May\".",
                "x.json:12: CAL-037 specialDays[0].date: '24.12.2026' is not a date; write year-month-day, for example \"2026-12-24\".",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData("", "CAL-020")]
    [InlineData("{ \"key\": ", "CAL-020")]
    [InlineData("{} {}", "CAL-020")]
    [InlineData("[]", "CAL-021")]
    [InlineData("{ \"key\": \"a\", \"key\": \"b\" }", "CAL-023")]
    [InlineData("{ \"week\": 5 }", "CAL-031")]
    [InlineData("{ \"week\": { \"Fri\": \"22:00-06:00\", \"Sat\": \"05:00-10:00\" } }", "CAL-034")]
    [InlineData("{ \"holidays\": 5 }", "CAL-026")]
    [InlineData("{ \"holidays\": [5] }", "CAL-021")]
    [InlineData("{ \"holidays\": [{ \"name\": \"a\", \"on\": \"01-01\", \"firstYear\": \"x\" }] }", "CAL-025")]
    [InlineData("{ \"specialDays\": [{ \"date\": \"2026-01-01\", \"name\": \"a\" }, { \"date\": \"2026-01-01\", \"name\": \"b\" }] }", "CAL-023")]
    public void Broken_file_is_refused_with_a_code(string json, string code)
    {
        Assert.False(CalendarFile.TryRead(json, null, HolidaySets.BuiltIn, out _, out var problems));

        Assert.Contains(problems, problem => problem.Code == code);
    }

    [Fact]
    public void Holiday_set_reads_back()
    {
        var poland = HolidaySets.BuiltIn.Find("PL")!;

        Assert.True(CalendarFile.TryReadHolidays(CalendarFile.Write(poland), null, out var again, out _));

        Assert.Equal(poland.Holidays, again.Holidays);
    }

    [Fact]
    public void Calendar_that_refers_to_a_missing_set_is_refused()
    {
        var definition = new CalendarDefinition { Key = "X", Name = "X", TimeZone = Bucharest, HolidaySets = ["YY"] };

        Assert.Contains("'YY'", Assert.Throws<ArgumentException>(() => new WorkingCalendar(definition)).Message);
    }

    private static CalendarDefinition Read(string json) =>
        CalendarFile.TryRead(json, null, HolidaySets.BuiltIn, out var calendar, out var problems)
            ? calendar
            : throw new InvalidOperationException(string.Join('\n', problems));
}
