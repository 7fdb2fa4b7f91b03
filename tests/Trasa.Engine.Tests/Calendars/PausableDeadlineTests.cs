using Trasa.Engine.Calendars;
using static Trasa.Engine.Tests.Calendars.Sample;

namespace Trasa.Engine.Tests.Calendars;

public sealed class PausableDeadlineTests
{
    private static readonly PausableDeadline FourHours = new(At("2026-04-24 16:30"), For("4 wh"));

    [Fact]
    public void Without_a_pause_it_is_due_as_the_calendar_says() =>
        Assert.Equal(At("2026-04-27 12:30"), FourHours.Due(Office, At("2026-04-24 16:30")).Value);

    [Theory]
    [InlineData("2026-04-27 10:00", "2026-04-27 12:00", "2026-04-27 14:30")]
    [InlineData("2026-04-27 10:00", "2026-04-27 15:00", "2026-04-28 09:30")]
    [InlineData("2026-04-24 16:45", "2026-04-27 09:15", "2026-04-27 13:00")]
    [InlineData("2026-04-24 18:00", "2026-04-26 18:00", "2026-04-27 12:30")]
    [InlineData("2026-04-27 12:30", "2026-04-27 15:00", "2026-04-27 12:30")]
    [InlineData("2026-04-24 10:00", "2026-04-24 16:45", "2026-04-27 12:45")]
    public void Pause_moves_the_due_time_by_its_working_time(string from, string to, string due) =>
        Assert.Equal(At(due), FourHours.Pause(At(from)).Resume(At(to)).Due(Office, At("2026-04-29 12:00")).Value);

    [Fact]
    public void Second_pause_counts_only_when_it_begins_before_the_moved_due_time()
    {
        var paused = FourHours.Pause(At("2026-04-27 10:00")).Resume(At("2026-04-27 12:00")).Pause(At("2026-04-27 14:00")).Resume(At("2026-04-27 15:00"));

        Assert.Equal(At("2026-04-27 15:30"), paused.Due(Office, At("2026-04-28 09:00")).Value);
    }

    [Fact]
    public void Calendar_time_moves_by_elapsed_time()
    {
        var twoDays = new PausableDeadline(At("2026-04-24 16:30"), For("48 h")).Pause(At("2026-04-25 00:00")).Resume(At("2026-04-25 12:00"));

        Assert.Equal(At("2026-04-27 04:30"), twoDays.Due(Office, At("2026-04-26 00:00")).Value);
    }

    [Fact]
    public void Working_days_move_by_working_time()
    {
        var twoDays = new PausableDeadline(At("2026-04-24 16:30"), For("2 wd")).Pause(At("2026-04-27 10:00")).Resume(At("2026-04-27 12:00"));

        Assert.Equal(At("2026-04-29 10:30"), twoDays.Due(Office, At("2026-04-27 12:00")).Value);
    }

    [Fact]
    public void Nothing_is_used_up_while_paused()
    {
        var paused = FourHours.Pause(At("2026-04-27 10:00"));

        Assert.Equal(TimeSpan.FromHours(2.5), paused.Remaining(Office, At("2026-04-27 11:00")).Value);
        Assert.Equal(TimeSpan.FromHours(2.5), paused.Remaining(Office, At("2026-05-20 11:00")).Value);
        Assert.Equal(At("2026-04-27 13:30"), paused.Due(Office, At("2026-04-27 11:00")).Value);
    }

    [Fact]
    public void Remaining_counts_down_and_below_zero()
    {
        Assert.Equal(TimeSpan.FromHours(1.5), FourHours.Remaining(Office, At("2026-04-27 11:00")).Value);
        Assert.Equal(TimeSpan.FromHours(-4.5), FourHours.Remaining(Office, At("2026-04-27 18:00")).Value);
    }

    [Fact]
    public void Retarget_counts_from_the_same_start_with_the_same_pauses()
    {
        var urgent = FourHours.Pause(At("2026-04-24 16:45")).Resume(At("2026-04-27 09:15")).Retarget(For("30 wmin"));

        Assert.Equal(At("2026-04-27 09:30"), urgent.Due(Office, At("2026-04-27 10:00")).Value);
    }

    [Theory]
    [InlineData("2026-04-27 09:00", "2026-04-27 10:30", "1 wh", "2026-04-27 13:00")]
    [InlineData("2026-04-27 12:00", "2026-04-27 14:00", "30 wmin", "2026-04-27 14:00")]
    [InlineData("2026-04-27 12:00", "2026-04-27 14:00", "1 wh", "2026-04-27 11:30")]
    [InlineData("2026-04-27 12:00", "2026-04-28 09:15", "45 wmin", "2026-04-27 11:45")]
    [InlineData("2026-04-27 09:00", "2026-04-27 09:30", "4 wh", "2026-04-24 16:30")]
    [InlineData("2026-04-27 09:00", "2026-04-27 09:30", "6 wh", "2026-04-24 16:30")]
    [InlineData("2026-04-27 12:00", "2026-04-27 14:00", "45 min", "2026-04-27 11:45")]
    public void Warning_is_placed_back_around_the_pauses(string from, string to, string before, string warning) =>
        Assert.Equal(At(warning), FourHours.Pause(At(from)).Resume(At(to)).Warning(Office, At("2026-04-29 12:00"), For(before)).Value);

    [Fact]
    public void Explanation_ends_with_the_pauses()
    {
        var paused = FourHours.Pause(At("2026-04-27 10:00")).Resume(At("2026-04-27 12:00"));

        Assert.Equal("""
            4 wh on RO-Office from Fri 24 Apr 2026 16:30
            Fri 24 Apr 16:30-17:00: 30 min
            Sat 25 - Sun 26 Apr: closed (weekend)
            Mon 27 Apr 09:00-12:30: 3 h 30 min
            Mon 27 Apr 10:00-12:00: paused, 2 h later
            Due Mon 27 Apr 2026 14:30
            """, paused.Explain(Office, At("2026-04-29 12:00")).Value.ToString());
    }

    [Fact]
    public void Wrong_order_of_pause_and_resume_is_refused()
    {
        var paused = FourHours.Pause(At("2026-04-27 10:00"));

        Assert.Throws<InvalidOperationException>(() => paused.Pause(At("2026-04-27 11:00")));
        Assert.Throws<InvalidOperationException>(() => paused.Resume(At("2026-04-27 09:00")));
        Assert.Throws<InvalidOperationException>(() => FourHours.Resume(At("2026-04-27 09:00")));
        Assert.Throws<InvalidOperationException>(() => paused.Resume(At("2026-04-27 12:00")).Pause(At("2026-04-27 11:00")));
    }

    [Fact]
    public void Calendar_that_is_never_open_is_named()
    {
        var never = Weekly("Never", WeeklyHours.Closed);

        Assert.Equal("CAL-001", FourHours.Due(never, At("2026-04-27 10:00")).Problem?.Code);
        Assert.Equal("CAL-001", FourHours.Explain(never, At("2026-04-27 10:00")).Problem?.Code);
        Assert.Equal("CAL-001", FourHours.Remaining(never, At("2026-04-27 10:00")).Problem?.Code);
        Assert.Equal("CAL-001", FourHours.Warning(never, At("2026-04-27 10:00"), For("1 wh")).Problem?.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Time_worked_outside_the_pauses_is_the_target(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var start = At("2026-01-01 00:00").AddMinutes(random.Next(300_000));
            var clock = new PausableDeadline(start, BusinessDuration.WorkingTime(TimeSpan.FromMinutes(random.Next(1, 4000))));
            var at = start;
            for (var pause = 0; pause < 6; pause++)
                clock = clock.Pause(at = at.AddMinutes(random.Next(1, 3000))).Resume(at = at.AddMinutes(random.Next(1, 3000)));
            var before = TimeSpan.FromMinutes(random.Next(1, 600));

            var due = clock.Due(Branch, at).Value;
            var warning = clock.Warning(Branch, at, BusinessDuration.WorkingTime(before)).Value;

            Assert.Equal(clock.Target.Time, Worked(clock, start, due));
            Assert.Equal(before < clock.Target.Time ? before : clock.Target.Time, Worked(clock, warning, due));
        }
    }

    private static TimeSpan Worked(PausableDeadline clock, DateTimeOffset from, DateTimeOffset to) =>
        Branch.WithAbsences("clock", clock.Pauses.Select(pause => Absence.OfHours(pause.From, pause.To!.Value, "paused"))).WorkingTimeBetween(from, to);
}
