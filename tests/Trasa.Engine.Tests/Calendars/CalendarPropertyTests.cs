using Trasa.Engine.Calendars;
using Trasa.Engine.Calendars.Holidays;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

/// <summary>What holds for every calendar, tried on many made from a seed.</summary>
public sealed class CalendarPropertyTests
{
    private static readonly string[] Zones = ["Europe/Bucharest", "UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo"];
    private static readonly string[] Hours =
        ["09:00-17:00", "08:15-12:30, 13:00-17:45", "22:00-06:00", "00:00-24:00", "06:00-10:00, 11:00-14:00, 20:00-24:00", "18:30-02:30", "closed"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Add_then_between_gives_the_duration(int seed)
    {
        var random = new Random(seed);
        var calendar = Any(random);
        for (var i = 0; i < 40; i++)
        {
            var (start, time) = (AnyInstant(random), AnyTime(random));

            Assert.Equal(time, calendar.WorkingTimeBetween(start, calendar.AddWorkingTime(start, time).Value));
            Assert.Equal(-time, calendar.WorkingTimeBetween(start, calendar.AddWorkingTime(start, -time).Value));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Subtract_inverts_add(int seed)
    {
        var random = new Random(seed);
        var calendar = Any(random);
        for (var i = 0; i < 40; i++)
        {
            var (start, duration) = (AnyInstant(random), BusinessDuration.WorkingTime(AnyTime(random)));

            var back = calendar.Subtract(calendar.Add(start, duration).Value, duration).Value;

            Assert.Equal(calendar.NextOpening(start).Value, back);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Later_start_and_longer_duration_are_never_due_earlier(int seed)
    {
        var random = new Random(seed);
        var calendar = Any(random);
        for (var i = 0; i < 40; i++)
        {
            var (start, time, days) = (AnyInstant(random), AnyTime(random), random.Next(1, 30));
            var later = start + AnyTime(random);

            Assert.True(calendar.AddWorkingTime(start, time).Value <= calendar.AddWorkingTime(later, time).Value);
            Assert.True(calendar.AddWorkingTime(start, time).Value <= calendar.AddWorkingTime(start, time + TimeSpan.FromTicks(1)).Value);
            Assert.True(calendar.AddWorkingDays(start, days).Value <= calendar.AddWorkingDays(later, days).Value, $"{start:O} {later:O} {days}");
            Assert.True(calendar.AddWorkingDays(start, -days).Value <= calendar.AddWorkingDays(later, -days).Value, $"{start:O} {later:O} -{days}");
            Assert.True(calendar.AddWorkingDays(start, days).Value <= calendar.AddWorkingDays(start, days + 1).Value);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Steps_sum_to_the_duration_and_end_at_the_due_time(int seed)
    {
        var random = new Random(seed);
        var calendar = Any(random);
        for (var i = 0; i < 20; i++)
        {
            var start = AnyInstant(random);
            var duration = BusinessDuration.Parse($"{random.Next(0, 8)} wd {random.Next(1, 6000)} wmin");

            var due = calendar.Due(start, duration).Value;

            Assert.Equal(duration.Time, new TimeSpan(due.Steps.Sum(step => step.Time.Ticks)));
            Assert.Equal(duration.Days, due.Steps.Sum(step => step.Days));
            Assert.Equal(due.Due, due.Steps[^1].To);
            Assert.All(due.Steps.Where(step => step.Kind == DueStepKind.WorkingTime), step => Assert.Equal(step.Time, step.To - step.From));
            Assert.All(due.Steps.Where(step => step.Kind == DueStepKind.OutsideHours), step => Assert.Equal(TimeSpan.Zero, calendar.WorkingTimeBetween(step.From, step.To)));
            Assert.Equal(due.Steps.OrderBy(step => step.To), due.Steps);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Working_time_is_the_sum_of_the_days(int seed)
    {
        var random = new Random(seed);
        var calendar = Any(random);
        var first = DateOnly.FromDateTime(AnyInstant(random).DateTime);
        var days = Enumerable.Range(0, 500).Select(day => calendar.Day(first.AddDays(day))).ToList();
        var (from, to) = (days[0].Open.FirstOrDefault().From, days.Last(day => day.IsWorkingDay).Open[^1].To);
        if (from == default)
            from = days.First(day => day.IsWorkingDay).Open[0].From;

        Assert.Equal(new TimeSpan(days.SelectMany(day => day.Open).Sum(open => (open.To - open.From).Ticks)), calendar.WorkingTimeBetween(from, to));
        Assert.Equal(days.Count(day => day.IsWorkingDay), calendar.CountWorkingDays(first, first.AddDays(499)));
        Assert.All(days.SelectMany(day => day.Open), open =>
        {
            Assert.True(calendar.IsOpenAt(open.From));
            Assert.True(calendar.IsOpenAt(open.To.AddTicks(-1)));
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Working_days_count_back_to_where_they_came_from(int seed)
    {
        var random = new Random(seed);
        var calendar = Any(random);
        for (var i = 0; i < 40; i++)
        {
            var start = calendar.WorkingDayOnOrAfter(DateOnly.FromDateTime(AnyInstant(random).DateTime)).Value;
            var days = random.Next(1, 700);

            var end = calendar.AddWorkingDays(start, days).Value;

            Assert.Equal(days + 1, calendar.CountWorkingDays(start, end));
            Assert.Equal(start, calendar.AddWorkingDays(end, -days).Value);
        }
    }

    private static WorkingCalendar Any(Random random)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]);
        var week = WeeklyHours.Closed;
        foreach (var day in Enum.GetValues<DayOfWeek>())
            week = week.With(DayHours.Parse(Hours[random.Next(Hours.Length)]), day);
        week = week.With(DayHours.Parse(Hours[random.Next(Hours.Length - 1)]), (DayOfWeek)random.Next(7));
        var first = Date("2024-01-01");
        var calendar = new WorkingCalendar(new CalendarDefinition
        {
            Key = "Any",
            Name = "Any",
            TimeZone = zone,
            Week = week,
            HolidaySets = [HolidaySets.BuiltIn.All.ElementAt(random.Next(4)).Key],
            SpecialDays = [.. Enumerable.Range(0, 30).Select(_ => new SpecialDay(first.AddDays(random.Next(2000)), DayHours.Parse(Hours[random.Next(Hours.Length)]), "special"))],
        });
        return random.Next(3) == 0 ? calendar : calendar.WithAbsences("Any", Enumerable.Range(0, 40).Select(_ => AnyAbsence(random)));
    }

    private static Absence AnyAbsence(Random random)
    {
        var from = AnyInstant(random);
        var first = DateOnly.FromDateTime(from.DateTime);
        return random.Next(2) == 0
            ? Absence.OfDays(first, first.AddDays(random.Next(20)), "leave")
            : Absence.OfHours(from, from.AddMinutes(random.Next(3000)), "errand");
    }

    private static DateTimeOffset AnyInstant(Random random) =>
        new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(5 * 365 * 24 * 4) * 15);

    private static TimeSpan AnyTime(Random random) => random.Next(3) switch
    {
        0 => TimeSpan.FromMinutes(15 * random.Next(1, 40)),
        1 => TimeSpan.FromMinutes(random.Next(1, 10_000)),
        _ => TimeSpan.FromTicks(random.NextInt64(1, TimeSpan.FromDays(400).Ticks)),
    };
}
