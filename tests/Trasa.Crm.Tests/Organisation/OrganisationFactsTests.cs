using Trasa.Engine.Definitions;
using Trasa.Engine.Stores;
using Trasa.Feel;

namespace Trasa.Crm.Tests.Organisation;

/// <summary>What authored FEEL may ask about calendars and people, with the real records behind it.</summary>
public abstract class OrganisationFactsTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public void Calendar_functions_count_on_the_calendar_that_is_named()
    {
        // Friday 24 April 2026, 16:30; the first of May is a holiday.
        Assert.Equal("2026-04-27T10:30:00+03:00", Say("""string(add working time(@"2026-04-24T16:30:00", @"PT2H", "RO-Office"))"""));
        Assert.Equal("2026-04-24T16:30:00+03:00", Say("""string(subtract working time(@"2026-04-27T10:30:00", @"PT2H", "ro-office"))"""));
        Assert.Equal("PT2H", Say("""string(working time between(@"2026-04-24T16:30:00", @"2026-04-27T10:30:00", "RO-Office"))"""));
        Assert.Equal("2026-05-04", Say("""string(add working days(@"2026-04-30", 1, "RO-Office"))"""));
        Assert.Equal("4", Say("""string(working days between(@"2026-04-27", @"2026-05-03", "RO-Office"))"""));
        Assert.Equal("false", Say("""string(is working day(@"2026-05-01", "RO-Office"))"""));
        Assert.Equal("true", Say("""string(is holiday(@"2026-05-01", "RO-Office"))"""));
        Assert.Equal("true", Say("""string(contains(holiday name(@"2026-05-01", "RO-Office"), "Labour"))"""));
        Assert.Equal("false", Say("""string(is open at(@"2026-04-24T18:00:00", "RO-Office"))"""));
        Assert.Equal("add working days: There is no calendar Mars.", Problem("""add working days(@"2026-04-30", 1, "Mars")"""));
    }

    [Fact]
    public async Task People_functions_know_superiors_teams_leave_load_and_owners()
    {
        var head = await Desk.CreateAsync("position", new { key = "head", name = "Head" });
        var agent = await Desk.CreateAsync("position", new { key = "agent", name = "Agent", reportsTo = head.Id });
        await Desk.CreateAsync("user", new { login = "carmen", name = "Carmen", active = true, positions = new[] { head.Id } });
        var anna = await Desk.CreateAsync("user", new { login = "anna", name = "Anna", active = true, positions = new[] { agent.Id }, teams = new[] { Desk.Team.Id } });
        await Desk.CreateAsync("user", new { login = "gone", name = "Gone", active = false, teams = new[] { Desk.Team.Id } });
        await Desk.CreateAsync("absence", new { user = anna.Id, from = Office.At("2026-05-04 00:00"), to = Office.At("2026-05-06 00:00"), kind = "leave", state = "approved" });
        var matter = await Desk.CreateAsync("case", new { subject = "It does not work", priority = "urgent", assignee = anna.Id });

        Assert.Equal("carmen", Say("""manager of("anna")"""));
        Assert.Equal("null", Say("""manager of("user:carmen")"""));
        Assert.Equal("[\"anna\"]", Say("""string(team members("first-line"))"""));
        Assert.Equal("[true, false]", Say("""string([absent on("anna", @"2026-05-05"), absent on("anna", @"2026-05-06")])"""));
        Assert.Equal("4", Say("""string(load of("anna"))"""));
        Assert.Equal("anna", Say($"owner of(\"case:{matter.Id}\")"));
        Assert.Equal("load of: There is no person nobody.", Problem("""load of("nobody")"""));
    }

    [Fact]
    public async Task Rule_that_cannot_be_asked_leaves_every_fact_but_the_load()
    {
        var anna = await Desk.CreateAsync("user", new { login = "anna", name = "Anna", active = true, teams = new[] { Desk.Team.Id } });
        var matter = await Desk.CreateAsync("case", new { subject = "It does not work", priority = "urgent", assignee = anna.Id });
        await Desk.Host.Get<IDefinitionStore>().PublishAsync(new(DefinitionKind.Decision, "R-ASSIGN", "Who gets the work", "<definitions/>"), "test", null, Token);

        Assert.Equal("anna", Say($"owner of(\"case:{matter.Id}\")"));
        Assert.Equal("[\"anna\"]", Say("""string(team members("first-line"))"""));
        Assert.Equal("true", Say("""string(is holiday(@"2026-05-01", "RO-Office"))"""));
        Assert.Equal("null", Say("""load of("anna")"""));
    }

    private string Say(string text) => Ask(text).Feel is { IsNull: false } value ? value.ToString() : "null";

    private string Problem(string text) => Assert.Single(Ask(text).Diagnostics).Message;

    private FeelResult Ask(string text)
    {
        var expression = FeelExpression.Compile(text, FeelScope.Empty, Desk.Host.Get<FeelOptions>());
        Assert.Empty(expression.Warnings);
        return expression.Evaluate(new Dictionary<string, object?>());
    }
}

public sealed class SqliteOrganisationFactsTests() : OrganisationFactsTests(DatabaseKind.Sqlite);

public sealed class PostgresOrganisationFactsTests() : OrganisationFactsTests(DatabaseKind.PostgreSql);
