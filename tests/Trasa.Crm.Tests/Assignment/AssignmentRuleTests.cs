using Trasa.Activities.Deciding;
using Trasa.Activities.Deciding.Backtesting;
using Trasa.Activities.Publishing;
using Trasa.Crm.Assignment;
using Trasa.Decisions.Backtests;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Assignment;

/// <summary>R-ASSIGN is a decision like the others: whoever publishes it decides how people are chosen.</summary>
public abstract class AssignmentRuleTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public async Task Where_no_rule_is_published_the_built_in_one_decides()
    {
        await AnnaHasOneUrgentAndBogdanThreeLowAsync();

        var record = await RecordAsync(await Desk.AssignAsync(await Desk.CaseAsync()));

        Assert.Equal(("R-ASSIGN", (int?)null), (record.DefinitionKey, record.DefinitionVersion));
        Assert.Equal([("Bogdan", 3m), ("Anna", 4m)], record.Explanation.Candidates.Select(candidate => (candidate.Name, candidate.Weight)));
        Assert.Contains(record.Explanation.Matched, row => row is { Table: "Load", Row: "load-urgent", Text: "Urgent work weighs four: Anna" });
    }

    [Fact]
    public async Task Published_rule_decides_and_its_version_is_in_the_record()
    {
        await AnnaHasOneUrgentAndBogdanThreeLowAsync();
        await PublishAsync(UrgentWeighsOne);

        var record = await RecordAsync(await Desk.AssignAsync(await Desk.CaseAsync()));

        Assert.Equal(1, record.DefinitionVersion);
        Assert.Equal([("Anna", 1m), ("Bogdan", 3m)], record.Explanation.Candidates.Select(candidate => (candidate.Name, candidate.Weight)));
    }

    [Fact]
    public async Task Row_of_the_published_rule_drops_people_with_the_words_of_its_author()
    {
        await Desk.AgentAsync("Anna");
        await PublishAsync(Rule.Replace("not(\"available\")", "not(\"busy\")", StringComparison.Ordinal).Replace("\"had the status 'available'\"", "\"were busy\"", StringComparison.Ordinal));

        var record = await RecordAsync(await Desk.AssignAsync(await Desk.CaseAsync()));

        Assert.Equal(["were busy"], Assert.Single(record.Explanation.Candidates).WouldDiffer);
    }

    [Fact]
    public async Task Load_that_a_person_sees_is_the_one_that_the_published_rule_weighs()
    {
        await AnnaHasOneUrgentAndBogdanThreeLowAsync();
        await PublishAsync(UrgentWeighsOne);

        var people = await Desk.Host.Get<IAvailability>().ListAsync(null, Token);

        Assert.Equal([("Anna", 1m), ("Bogdan", 3m)], people.Select(person => (person.Name, person.Weight)));
    }

    [Fact]
    public async Task Rule_that_does_not_answer_as_it_must_lets_nobody_through()
    {
        await Desk.AgentAsync("Anna");
        await PublishAsync(Rule.Replace("concatenate(Unavailable, Unsuitable)", "null", StringComparison.Ordinal));
        var one = await Desk.CaseAsync();

        var refused = await Assert.ThrowsAsync<DecisionNotFoundException>(() => Desk.AssignAsync(one));

        Assert.Contains("dropped (a list)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_that_could_assign_nothing_is_not_handed_in()
    {
        var desk = Desk.Host.Get<PublicationDesk>();
        var broken = Rule.Replace("concatenate(Unavailable, Unsuitable)", "null", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<PublicationRefusedException>(() => desk.CheckAsync(DefinitionKind.Decision, new("R-ASSIGN", broken, Actor.System, null), Token));
        await desk.CheckAsync(DefinitionKind.Decision, new("R-ASSIGN", Rule, Actor.System, null), Token);

        Assert.Equal("PUB-010", refused.Code);
        Assert.Contains("dropped (a list)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_is_tried_on_past_choices()
    {
        await AnnaHasOneUrgentAndBogdanThreeLowAsync();
        await Desk.AssignAsync(await Desk.CaseAsync());
        var backtest = Desk.Host.Get<DecisionBacktest>();

        var same = await backtest.RunAsync(new("R-ASSIGN", Rule, Desk.Now.AddDays(-1), Desk.Now.AddDays(1)), null, Token);
        var other = await backtest.RunAsync(new("R-ASSIGN", UrgentWeighsOne, Desk.Now.AddDays(-1), Desk.Now.AddDays(1)), null, Token);

        Assert.Equal((1, 0), (same.Tally.Tried, same.Tally.Differ));
        Assert.Equal([(new FieldChange("assignee", "Bogdan", "Anna"), 1)], other.Tally.Changes);
    }

    private static string Rule { get; } = Read();

    private static string UrgentWeighsOne { get; } = Rule.Replace("4 * urgent", "1 * urgent", StringComparison.Ordinal);

    private async Task AnnaHasOneUrgentAndBogdanThreeLowAsync()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        await Desk.CreateAsync("case", new { subject = "Tracker", priority = "urgent", assignee = anna.Id, status = "In progress" });
        for (var i = 0; i < 3; i++) await Desk.CreateAsync("case", new { subject = $"Question {i}", priority = "low", assignee = bogdan.Id, status = "In progress" });
    }

    private Task<DefinitionVersion> PublishAsync(string rule) =>
        Desk.Host.Get<IDefinitionStore>().PublishAsync(new(DefinitionKind.Decision, "R-ASSIGN", "Who gets the work", rule), "test", null, Token);

    private async Task<DecisionRecord> RecordAsync(AssignmentResult result) =>
        await Desk.Host.Get<IDecisionRecords>().FindAsync(result.DecisionRecordId, Token) ?? throw new InvalidOperationException("The choice left no record.");

    private static string Read()
    {
        using var file = new StreamReader(typeof(IAssignments).Assembly.GetManifestResourceStream("Assignment.R-ASSIGN.dmn")!);
        return file.ReadToEnd();
    }
}

public sealed class SqliteAssignmentRuleTests() : AssignmentRuleTests(DatabaseKind.Sqlite);

public sealed class PostgresAssignmentRuleTests() : AssignmentRuleTests(DatabaseKind.PostgreSql);
