using Trasa.Crm.Sla;
using Trasa.Engine.Calendars;

namespace Trasa.Crm.Tests.Sla;

public sealed class SlaOperationsTests
{
    private static readonly SlaReckoning Reckoning = new(Office.Calendar);
    private static readonly DateTimeOffset Start = Office.At("2026-04-27 10:00");

    [Theory]
    [InlineData("2026-04-24 16:30", "30 wmin", "2026-04-24 17:00")]
    [InlineData("2026-04-24 16:30", "4 wh", "2026-04-27 12:30")]
    [InlineData("2026-04-24 18:10", "4 wh", "2026-04-27 13:00")]
    [InlineData("2026-04-27 16:45", "30 wmin", "2026-04-28 09:15")]
    [InlineData("2026-04-09 16:30", "4 wh", "2026-04-14 12:30")]
    [InlineData("2026-04-30 15:00", "8 wh", "2026-05-04 15:00")]
    public void Due_is_counted_on_the_calendar_of_the_policy(string start, string duration, string due)
    {
        var clock = New(Office.At(start), duration);

        Assert.Equal(Office.At(due), clock.DueAt);
        Assert.Equal(clock.DueAt, clock.Explanation.Due);
    }

    [Theory]
    [InlineData("10:30", "12:30", "2026-04-27 16:00")]
    [InlineData("13:00", "15:00", "2026-04-27 16:00")]
    [InlineData("16:00", "18:00", "2026-04-27 14:00")]
    public void Pause_moves_the_due_time_by_exactly_the_working_time_it_took(string from, string to, string due)
    {
        var clock = New(Start, "4 wh");

        var resumed = Paused(clock, $"2026-04-27 {from}", $"2026-04-27 {to}");

        Assert.Equal(Office.At(due), resumed.DueAt);
    }

    [Fact]
    public void Night_inside_a_pause_does_not_move_the_due_time_twice()
    {
        var clock = New(Office.At("2026-04-27 16:00"), "4 wh");

        var resumed = Paused(clock, "2026-04-27 16:30", "2026-04-28 10:30");

        Assert.Equal(Office.At("2026-04-28 12:00"), clock.DueAt);
        Assert.Equal(Office.At("2026-04-28 14:00"), resumed.DueAt);
        Assert.Contains(resumed.Explanation.Steps, step => step.Kind == DueStepKind.Paused && step.Time == TimeSpan.FromHours(2));
    }

    [Fact]
    public void Calendar_time_is_paused_in_calendar_time()
    {
        var resumed = Paused(New(Start, "48 h"), "2026-04-27 16:00", "2026-04-28 10:00");

        Assert.Equal(Start.AddHours(48 + 18), resumed.DueAt);
    }

    [Fact]
    public void Warning_is_placed_backwards_in_working_time()
    {
        var clock = New(Office.At("2026-04-24 14:30"), "4 wh", "2 wh");

        Assert.Equal(Office.At("2026-04-27 10:30"), clock.DueAt);
        Assert.Equal(Office.At("2026-04-24 16:30"), clock.WarnAt);
    }

    [Fact]
    public void Warning_as_long_as_the_target_itself_is_none() => Assert.Null(New(Start, "30 wmin", "30 wmin").WarnAt);

    [Fact]
    public void Warning_is_given_once_and_not_before_its_time()
    {
        var clock = New(Start, "4 wh", "1 wh");

        Assert.Contains("due at 2026-04-27 13:00", SlaOperations.Warn(clock, Start.AddHours(2), "early").Refused, StringComparison.Ordinal);
        var warned = SlaOperations.Warn(clock, Start.AddHours(3), "soon");
        Assert.Null(warned.Refused);
        Assert.NotNull(SlaOperations.Warn(warned.Clock, Start.AddHours(3), "again").Refused);
    }

    [Fact]
    public void Met_in_time_and_met_late_are_told_apart()
    {
        var clock = New(Start, "4 wh");

        Assert.Equal(SlaState.Met, SlaOperations.Meet(clock, clock.DueAt, "answered").Clock.State);
        var late = SlaOperations.Meet(clock, clock.DueAt.AddSeconds(1), "answered");
        Assert.Equal(SlaState.MetLate, late.Clock.State);
        Assert.Equal([SlaEntryKind.Breach, SlaEntryKind.Meet], late.Lines.Select(line => line.Kind));
    }

    [Fact]
    public void Breach_needs_the_due_time_and_happens_once()
    {
        var clock = New(Start, "4 wh");

        Assert.NotNull(SlaOperations.Breach(clock, clock.DueAt.AddSeconds(-1)).Refused);
        var breached = SlaOperations.Breach(clock, clock.DueAt);
        Assert.Equal((SlaState.BreachedOpen, clock.DueAt), (breached.Clock.State, breached.Clock.BreachedAt));
        Assert.NotNull(SlaOperations.Breach(breached.Clock, clock.DueAt).Refused);
    }

    [Fact]
    public void Paused_clock_does_not_breach_and_is_met_in_time_however_late()
    {
        var paused = SlaOperations.Pause(New(Start, "4 wh"), Start.AddHours(1), "waiting").Clock;

        Assert.NotNull(SlaOperations.Breach(paused, Start.AddDays(9)).Refused);
        Assert.Equal(SlaState.Met, SlaOperations.Meet(paused, Start.AddDays(9), "answered").Clock.State);
    }

    [Fact]
    public void Pause_after_the_due_time_is_a_breach_that_stays_one()
    {
        var clock = New(Start, "1 wh");

        var paused = SlaOperations.Pause(clock, Start.AddHours(2), "waiting");
        var resumed = SlaOperations.Resume(paused.Clock, [new(Start.AddHours(2), Start.AddHours(3))], Start.AddHours(3), "reply", Reckoning);

        Assert.Equal([SlaEntryKind.Breach, SlaEntryKind.Pause], paused.Lines.Select(line => line.Kind));
        Assert.Equal((SlaState.BreachedOpen, clock.DueAt), (resumed.Clock.State, resumed.Clock.DueAt));
    }

    [Fact]
    public void Retarget_counts_from_the_start_with_the_pauses_and_the_ledger_has_both_due_times()
    {
        var paused = Paused(New(Start, "8 wh"), "2026-04-27 11:00", "2026-04-27 12:00");

        var move = SlaOperations.Retarget(paused, Terms("2 wh"), "urgent", [new(Start.AddHours(1), Start.AddHours(2))], Start.AddHours(2), "priority", Reckoning);

        Assert.Equal(Office.At("2026-04-27 13:00"), move.Clock.DueAt);
        var line = Assert.Single(move.Lines);
        Assert.Equal((Office.At("2026-04-28 11:00"), move.Clock.DueAt), (line.OldDue, line.NewDue));
    }

    [Fact]
    public void Retarget_to_later_heals_a_breach()
    {
        var breached = SlaOperations.Breach(New(Start, "1 wh"), Start.AddHours(1)).Clock;

        var move = SlaOperations.Retarget(breached, Terms("8 wh"), "low", [], Start.AddHours(2), "policy", Reckoning);

        Assert.Equal((SlaState.Running, null), (move.Clock.State, move.Clock.BreachedAt));
    }

    [Fact]
    public void Acknowledgement_needs_a_breach_and_a_comment()
    {
        var clock = New(Start, "1 wh");
        var breached = SlaOperations.Breach(clock, Start.AddHours(1)).Clock;

        Assert.NotNull(SlaOperations.Acknowledge(clock, Start, "mine").Refused);
        Assert.NotNull(SlaOperations.Acknowledge(breached, Start.AddHours(2), " ").Refused);
        Assert.Null(SlaOperations.Acknowledge(breached, Start.AddHours(2), "mine").Refused);
    }

    [Fact]
    public void Ended_clock_refuses_everything()
    {
        var ended = SlaOperations.Cancel(New(Start, "1 wh"), Start, "merged").Clock;
        SlaMove[] moves =
        [
            SlaOperations.Pause(ended, Start, ""), SlaOperations.Resume(ended, [], Start, "", Reckoning), SlaOperations.Warn(ended, Start, ""),
            SlaOperations.Breach(ended, Start.AddDays(1)), SlaOperations.Meet(ended, Start, ""), SlaOperations.Cancel(ended, Start, ""),
            SlaOperations.Retarget(ended, Terms("2 wh"), "low", [], Start, "", Reckoning),
        ];

        Assert.All(moves, move => Assert.Contains("cancelled", move.Refused, StringComparison.Ordinal));
        Assert.All(moves, move => Assert.Same(ended, move.Clock));
    }

    [Theory]
    [InlineData("2026-04-25 12:00", "high", "2026-04-27 09:00")]
    [InlineData("2026-04-25 12:00", "urgent", "2026-04-25 12:00")]
    [InlineData("2026-04-27 12:00", "low", "2026-04-27 12:00")]
    public void No_alert_leaves_outside_working_time_except_urgent(string at, string priority, string expected) =>
        Assert.Equal(Office.At(expected), Reckoning.AlertAt(Office.At(at), priority));

    private static SlaClock Paused(SlaClock clock, string from, string to)
    {
        var pause = new Pause(Office.At(from), Office.At(to));
        var paused = SlaOperations.Pause(clock, pause.From, "waiting").Clock;
        return SlaOperations.Resume(paused, [pause], pause.To!.Value, "reply", Reckoning).Clock;
    }

    private static SlaClock New(DateTimeOffset start, string duration, string? warn = null) => SlaOperations.Start(
        new Guid(1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), "case:1", "resolution", Terms(duration, warn), "high", start, "opened", Reckoning).Clock;

    private static SlaTerms Terms(string duration, string? warn = null) =>
        new("Standard RO", "RO-Office", BusinessDuration.Parse(duration), warn is null ? null : BusinessDuration.Parse(warn));
}
