using Trasa.Crm.Sla;
using Trasa.Engine.Calendars;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Sla;

public abstract class SlaClocksTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public async Task Each_target_has_its_own_clock_and_the_record_shows_both()
    {
        var one = await StartedAsync();

        var clocks = await Desk.Clocks.OfSubjectAsync(one.Reference.ToString(), Token);
        Assert.Equal([("response", Office.At("2026-04-27 12:00")), ("resolution", Office.At("2026-04-28 10:00"))], clocks.Select(clock => (clock.Target, clock.DueAt)));
        var shown = await Desk.ReadAsync(one);
        Assert.Equal(("running", "Standard RO"), (shown.Text("slaState"), shown.Text("slaPolicy")));
        Assert.Equal(Office.At("2026-04-28 10:00"), shown["resolutionDueAt"]);
    }

    [Fact]
    public async Task Pause_and_resume_move_the_due_time_and_the_ledger_says_how()
    {
        var one = await StartedAsync();
        await AtAsync("2026-04-27 11:00", moment => Desk.Clocks.PauseAsync(moment, Subject(one), null, "Waiting for the customer", Token));
        Assert.Equal("paused", (await Desk.ReadAsync(one)).Text("slaState"));

        await AtAsync("2026-04-27 13:00", moment => Desk.Clocks.ResumeAsync(moment, Subject(one), null, "The customer replied", Token));

        var clock = await ClockAsync(one, "resolution");
        Assert.Equal((SlaState.Running, Office.At("2026-04-28 12:00")), (clock.State, clock.DueAt));
        var ledger = await Desk.Clocks.LedgerAsync(clock.Id, Token);
        Assert.Equal([SlaEntryKind.Start, SlaEntryKind.Pause, SlaEntryKind.Resume], ledger.Select(entry => entry.Kind));
        Assert.Equal((Office.At("2026-04-28 10:00"), Office.At("2026-04-28 12:00")), (ledger[2].OldDue, ledger[2].NewDue));
        Assert.Contains("paused", ledger[2].Explanation!.ToString(), StringComparison.Ordinal);
        Assert.Equal(Office.At("2026-04-28 12:00"), (await Desk.ReadAsync(one))["resolutionDueAt"]);
    }

    [Fact]
    public async Task Retarget_keeps_the_pauses_and_shows_old_and_new_due_time()
    {
        var one = await StartedAsync();
        await AtAsync("2026-04-27 11:00", moment => Desk.Clocks.PauseAsync(moment, Subject(one), "resolution", "wait", Token));
        await AtAsync("2026-04-27 12:00", moment => Desk.Clocks.ResumeAsync(moment, Subject(one), "resolution", "go", Token));

        await AtAsync("2026-04-27 12:30", moment => Desk.Clocks.RetargetAsync(moment, Subject(one), "resolution", Terms("4 wh"), "urgent", "Priority raised", Token));
        var unchanged = await AtAsync("2026-04-27 12:30", moment => Desk.Clocks.RetargetAsync(moment, Subject(one), "resolution", Terms("4 wh"), "urgent", "again", Token));

        var clock = await ClockAsync(one, "resolution");
        var last = (await Desk.Clocks.LedgerAsync(clock.Id, Token))[^1];
        Assert.Equal((Office.At("2026-04-28 11:00"), Office.At("2026-04-27 15:00")), (last.OldDue, last.NewDue));
        Assert.Equal("Nothing has changed.", Assert.Single(unchanged).Refused);
    }

    [Fact]
    public async Task Merged_case_stops_its_clocks()
    {
        var (one, other) = (await StartedAsync(), await Desk.CaseAsync());

        await Desk.UpdateAsync(one, new { mergedInto = other.Id });
        var breach = await AtAsync("2026-04-29 12:00", moment => Desk.Clocks.BreachAsync(moment, Subject(one), null, Token));

        Assert.Empty(breach);
        Assert.All(await Desk.Clocks.OfSubjectAsync(Subject(one), Token), clock => Assert.Equal(SlaState.Cancelled, clock.State));
        Assert.Equal("cancelled", (await Desk.ReadAsync(one)).Text("slaState"));
        var ledger = await Desk.Clocks.LedgerAsync((await ClockAsync(one, "response")).Id, Token);
        Assert.Contains("Merged into", ledger[^1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duplicate", SlaState.Cancelled)]
    [InlineData("resolved", SlaState.Met)]
    public async Task Closing_ends_the_clocks(string reason, SlaState state)
    {
        var one = await StartedAsync();

        await Desk.UpdateAsync(one, new { status = "Closed", closingReason = reason });

        Assert.All(await Desk.Clocks.OfSubjectAsync(Subject(one), Token), clock => Assert.Equal(state, clock.State));
    }

    [Fact]
    public async Task Deleted_record_leaves_no_running_clock()
    {
        var one = await StartedAsync();

        await Desk.WriteAsync(async work =>
        {
            await Desk.Records.DeleteAsync(work, "case", one.Id, Actor.System, Token);
            return true;
        });

        Assert.Empty(await Desk.Clocks.OpenAsync(null, 10, Token));
    }

    [Fact]
    public async Task Breach_is_shown_acknowledged_and_met_late()
    {
        var one = await StartedAsync();

        var early = await AtAsync("2026-04-27 11:59", moment => Desk.Clocks.BreachAsync(moment, Subject(one), "response", Token));
        await AtAsync("2026-04-27 12:00", moment => Desk.Clocks.BreachAsync(moment, Subject(one), "response", Token));
        Assert.Equal("breached", (await Desk.ReadAsync(one)).Text("slaState"));
        await AtAsync("2026-04-27 12:10", moment => Desk.Clocks.AcknowledgeAsync(moment, Subject(one), "response", "I take it", Token));
        await AtAsync("2026-04-27 12:20", moment => Desk.Clocks.MeetAsync(moment, Subject(one), "response", "answered", Token));

        Assert.NotNull(Assert.Single(early).Refused);
        var clock = await ClockAsync(one, "response");
        Assert.Equal(SlaState.MetLate, clock.State);
        Assert.Equal(
            [SlaEntryKind.Start, SlaEntryKind.Breach, SlaEntryKind.Acknowledge, SlaEntryKind.Meet],
            (await Desk.Clocks.LedgerAsync(clock.Id, Token)).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Reopened_case_gets_a_new_clock_beside_the_old_one()
    {
        var one = await StartedAsync();
        await Desk.UpdateAsync(one, new { status = "Closed", closingReason = "resolved" });

        await StartAsync(one, "resolution", "2 wh");

        Assert.Equal([SlaState.Met, SlaState.Met, SlaState.Running], (await Desk.Clocks.OfSubjectAsync(Subject(one), Token)).Select(clock => clock.State));
        Assert.Equal(SlaState.Running, (await ClockAsync(one, "resolution")).State);
    }

    [Fact]
    public async Task Unknown_calendar_is_named() =>
        await Assert.ThrowsAsync<SlaCalendarException>(async () => await StartAsync(await Desk.CaseAsync(), "response", "2 wh", "Nowhere"));

    [Fact]
    public async Task Waiting_ladder_hears_of_a_change()
    {
        var one = await StartedAsync();
        await Desk.Host.PublishAsync("ladder", $$"""
            { "id": "ladder", "definitionId": "ladder", "name": "Ladder", "version": 1,
              "root": { "id": "root", "type": "Elsa.Flowchart", "version": 1, "activities": [
                { "id": "wait", "type": "Elsa.Event", "version": 1,
                  "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "sla.changed" } },
                  "correlationId": { "typeName": "String", "expression": { "type": "Literal", "value": "{{Subject(one)}}:resolution" } } } ] } }
            """, Token);
        await Desk.Host.RunUntilIdleAsync(Token);
        Desk.Host.Time.Advance(TimeSpan.FromMinutes(10));
        var ladder = await Desk.Host.StartWorkflowAsync("ladder", cancellationToken: Token);
        Assert.Equal(Engine.Instances.InstanceStatus.Suspended, ladder.Status);

        await AtAsync("2026-04-27 11:00", moment => Desk.Clocks.PauseAsync(moment, Subject(one), "resolution", "wait", Token));
        await Desk.Host.RunUntilIdleAsync(Token);

        Assert.Equal(Engine.Instances.InstanceStatus.Finished, (await Desk.Host.InstanceAsync(ladder.InstanceId, Token)).Status);
    }

    private async Task<Record> StartedAsync()
    {
        var one = await Desk.CaseAsync("high");
        await StartAsync(one, "response", "2 wh");
        await StartAsync(one, "resolution", "8 wh");
        return one;
    }

    private Task<SlaChange> StartAsync(Record one, string target, string duration, string calendar = "RO-Office") => Desk.WriteAsync(work =>
        Desk.Clocks.StartAsync(new(work, Desk.Now, Actor.System), Subject(one), target, Terms(duration) with { Calendar = calendar }, "high", "opened", Token));

    private Task<T> AtAsync<T>(string time, Func<SlaMoment, Task<T>> change) => Desk.WriteAsync(work => change(new(work, Office.At(time), Actor.System)));

    private async Task<SlaClock> ClockAsync(Record one, string target) => (await Desk.Clocks.FindAsync(null, Subject(one), target, Token))!;

    private static SlaTerms Terms(string duration) => new("Standard RO", "RO-Office", BusinessDuration.Parse(duration), BusinessDuration.Parse("1 wh"));

    private static string Subject(Record one) => one.Reference.ToString();
}

public sealed class SqliteSlaClocksTests() : SlaClocksTests(DatabaseKind.Sqlite);

public sealed class PostgresSlaClocksTests() : SlaClocksTests(DatabaseKind.PostgreSql);
