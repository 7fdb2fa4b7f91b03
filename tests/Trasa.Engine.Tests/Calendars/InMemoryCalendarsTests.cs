using Trasa.Engine.Calendars;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

public sealed class InMemoryCalendarsTests
{
    [Fact]
    public async Task Calendar_is_found_by_its_key()
    {
        var calendars = new InMemoryCalendars(Office, Always);

        Assert.Same(Office, await calendars.FindAsync("ro-office", TestContext.Current.CancellationToken));
        Assert.Null(await calendars.FindAsync("RO-Shop", TestContext.Current.CancellationToken));
        Assert.Equal([Always, Office], await calendars.AllAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Changed_calendar_takes_the_place_of_the_old_one()
    {
        var calendars = new InMemoryCalendars(Office);
        var changed = Weekly("RO-Office", WeeklyHours.RoundTheClock);

        calendars.Put(changed);

        Assert.Same(changed, await calendars.FindAsync("RO-Office", TestContext.Current.CancellationToken));
    }
}
