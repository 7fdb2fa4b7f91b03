using Trasa.Activities.Deciding;
using Trasa.Crm.Sla;
using Trasa.Engine.Calendars;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Sla;

public abstract class SlaPoliciesTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public async Task Policy_change_retargets_open_cases_and_the_ledger_shows_old_and_new_due_times()
    {
        await PublishAsync("8 wh");
        var (open, closed) = (await StartedAsync(), await StartedAsync());
        await Desk.UpdateAsync(closed, new { status = "Closed", closingReason = "resolved" });

        await PublishAsync("4 wh");
        var results = await RecalculateAsync();

        var only = Assert.Single(results);
        Assert.Equal((open.Reference.ToString(), null), (only.Subject, only.Problem));
        var clock = (await Desk.Clocks.FindAsync(null, open.Reference.ToString(), "resolution", Token))!;
        var last = (await Desk.Clocks.LedgerAsync(clock.Id, Token))[^1];
        Assert.Equal((SlaEntryKind.Retarget, Office.At("2026-04-28 10:00"), Office.At("2026-04-27 14:00")), (last.Kind, last.OldDue, last.NewDue));
        Assert.NotNull(clock.DecisionRecordId);
    }

    [Fact]
    public async Task Changed_priority_is_asked_about_again()
    {
        await PublishAsync("8 wh");
        var one = await StartedAsync();
        await Desk.UpdateAsync(one, new { priority = "urgent" });

        await RecalculateAsync();

        var clock = (await Desk.Clocks.FindAsync(null, one.Reference.ToString(), "resolution", Token))!;
        Assert.Equal(("urgent", Office.At("2026-04-27 11:00")), (clock.Priority, clock.DueAt));
    }

    [Fact]
    public async Task Record_that_no_row_fits_is_told_and_the_others_are_done()
    {
        await PublishAsync("8 wh");
        var (lost, kept) = (await StartedAsync(), await StartedAsync());
        await Desk.UpdateAsync(lost, new { priority = "low" });
        await PublishAsync("4 wh");

        var results = await RecalculateAsync();

        Assert.Contains("add a row", Assert.Single(results, result => result.Subject == lost.Reference.ToString()).Problem, StringComparison.Ordinal);
        Assert.Null(Assert.Single(results, result => result.Subject == kept.Reference.ToString()).Problem);
    }

    private Task<IReadOnlyList<SlaRecalculation>> RecalculateAsync() =>
        Desk.Host.Get<ISlaPolicies>().RecalculateOpenAsync("Standard RO", "R-SLA", "The policy changed", Actor.System, Token);

    private async Task<Record> StartedAsync()
    {
        var one = await Desk.CaseAsync("high");
        await Desk.WriteAsync(async work =>
        {
            var request = new DecisionRequest("R-SLA", null, new Dictionary<string, object?> { ["priority"] = "high" }, Desk.Now, Actor.System, Subject: one.Reference.ToString());
            await Desk.Host.Get<IDecisions>().DecideAsync(work, request, Token);
            return await Desk.Clocks.StartAsync(new(work, Desk.Now, Actor.System), one.Reference.ToString(), "resolution", new("Standard RO", "RO-Office", BusinessDuration.Parse("8 wh")), "high", "opened", Token);
        });
        return one;
    }

    private Task<DefinitionVersion> PublishAsync(string high) => Desk.Host.Definitions.PublishAsync(new(DefinitionKind.Decision, "R-SLA", "R-SLA", $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="R-SLA" namespace="https://example.org/sla">
          <inputData id="in" name="priority"><variable name="priority" typeRef="string"/></inputData>
          <decision id="sla" name="SLA policy">
            <variable name="SLA policy"/>
            <informationRequirement><requiredInput href="#in"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input label="Priority"><inputExpression typeRef="string"><text>priority</text></inputExpression></input>
              <output name="policy" typeRef="string"/><output name="calendar" typeRef="string"/><output name="resolution" typeRef="string"/>
              <rule id="urgent"><inputEntry><text>"urgent"</text></inputEntry><outputEntry><text>"Standard RO"</text></outputEntry><outputEntry><text>"RO-Office"</text></outputEntry><outputEntry><text>"1 wh"</text></outputEntry></rule>
              <rule id="high"><inputEntry><text>"high"</text></inputEntry><outputEntry><text>"Standard RO"</text></outputEntry><outputEntry><text>"RO-Office"</text></outputEntry><outputEntry><text>"{high}"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """), "test", null, Token);
}

public sealed class SqliteSlaPoliciesTests() : SlaPoliciesTests(DatabaseKind.Sqlite);

public sealed class PostgresSlaPoliciesTests() : SlaPoliciesTests(DatabaseKind.PostgreSql);
