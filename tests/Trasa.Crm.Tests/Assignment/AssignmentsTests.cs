using Trasa.Activities.Deciding;
using Trasa.Crm.Assignment;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Assignment;

public abstract class AssignmentsTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public async Task Decision_record_names_every_candidate_with_the_reason()
    {
        var anna = await Desk.AgentAsync("Anna");
        await Desk.AgentAsync("Bogdan", status: "busy");
        var left = await Desk.AgentAsync("Carmen");
        await Desk.UpdateAsync(left, new { active = false });

        var result = await Desk.AssignAsync(await Desk.CaseAsync());

        var record = await Desk.Host.Get<IDecisionRecords>().FindAsync(result.DecisionRecordId, Token);
        Assert.Equal(anna.Id, result.UserId);
        Assert.Equal(["Anna", "Bogdan", "Carmen"], record!.Explanation.Candidates.Select(candidate => candidate.Name));
        Assert.Equal(["", "status", "inactive"], record.Explanation.Candidates.Select(candidate => string.Join(',', candidate.Dropped.Select(reason => reason.Code))));
        Assert.All(record.Explanation.Candidates.Skip(1), candidate => Assert.NotEmpty(candidate.WouldDiffer));
    }

    [Fact]
    public async Task Absent_agent_is_passed_over()
    {
        var anna = await Desk.AgentAsync("Anna");
        var bogdan = await Desk.AgentAsync("Bogdan");
        await Desk.CreateAsync("absence", new { user = anna.Id, from = Desk.Now.AddHours(-1), to = Desk.Now.AddDays(1), state = "approved" });

        Assert.Equal(bogdan.Id, (await Desk.AssignAsync(await Desk.CaseAsync())).UserId);
    }

    [Fact]
    public async Task Who_chooses_by_hand_sees_the_load_and_the_absence_that_the_choice_goes_by()
    {
        var anna = await Desk.AgentAsync("Anna", capacity: 4);
        var bogdan = await Desk.AgentAsync("Bogdan");
        var left = await Desk.AgentAsync("Carmen");
        await Desk.UpdateAsync(left, new { active = false });
        await Desk.CreateAsync("absence", new { user = bogdan.Id, from = Desk.Now.AddHours(-1), to = Desk.Now.AddDays(1), state = "approved" });
        var one = await Desk.CreateAsync("case", new { subject = "Tracker", priority = "urgent", assignee = anna.Id, status = "In progress" });

        var now = await Desk.Host.Get<IAvailability>().ListAsync(null, Token);
        var without = await Desk.Host.Get<IAvailability>().ListAsync(one.Reference, Token);

        Assert.Equal(["Anna", "Bogdan"], now.Select(person => person.Name));
        Assert.True(now[0].IsFull);
        Assert.Equal(1, now[0].Load.Count);
        Assert.Null(now[0].AwayUntil);
        Assert.False(now[1].IsFull);
        Assert.Equal(Desk.Now.AddDays(1), now[1].AwayUntil);
        Assert.Equal(0, without[0].Load.Count);
    }

    [Fact]
    public async Task Agent_of_the_previous_case_and_then_the_account_owner_come_first()
    {
        await Desk.AgentAsync("Anna");
        var (bogdan, carmen) = (await Desk.AgentAsync("Bogdan"), await Desk.AgentAsync("Carmen"));
        var company = await Desk.CreateAsync("company", new { name = "Vest Trans", accountOwner = carmen.Id });
        var first = await Desk.CreateAsync("case", new { subject = "First", priority = "urgent", company = company.Id });
        await Desk.UpdateAsync(first, new { assignee = bogdan.Id, status = "In progress" });
        var second = await Desk.CreateAsync("case", new { subject = "Second", priority = "low", company = company.Id, previousCase = first.Id });
        var third = await Desk.CreateAsync("case", new { subject = "Third", priority = "low", company = company.Id });

        Assert.Equal(bogdan.Id, (await Desk.AssignAsync(second)).UserId);
        Assert.Equal(carmen.Id, (await Desk.AssignAsync(third)).UserId);
    }

    [Fact]
    public async Task Refused_offer_goes_to_the_next()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        var one = await Desk.CaseAsync();
        Assert.Equal(anna.Id, (await Desk.AssignAsync(one)).UserId);
        await Desk.UpdateAsync(one, new { status = "Unassigned", assignee = (Guid?)null });

        Assert.Equal(bogdan.Id, (await Desk.AssignAsync(one, anna.Id)).UserId);
    }

    [Fact]
    public async Task Concurrent_arrivals_keep_loads_within_one_unit()
    {
        var agents = new[] { await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"), await Desk.AgentAsync("Carmen") };
        var cases = new List<Record>();
        for (var i = 0; i < 13; i++) cases.Add(await Desk.CaseAsync("low"));

        var results = await Task.WhenAll(cases.Select(one => Task.Run(() => Desk.AssignAsync(one))));

        var loads = agents.Select(agent => results.Count(result => result.UserId == agent.Id)).ToList();
        Assert.Equal(13, loads.Sum());
        Assert.InRange(loads.Max() - loads.Min(), 0, 1);
    }

    [Fact]
    public async Task Concurrent_arrivals_never_exceed_the_capacity()
    {
        await Desk.AgentAsync("Anna", capacity: 3);
        await Desk.AgentAsync("Bogdan", capacity: 3);
        var cases = new List<Record>();
        for (var i = 0; i < 10; i++) cases.Add(await Desk.CaseAsync("low"));

        var results = await Task.WhenAll(cases.Select(one => Task.Run(() => Desk.AssignAsync(one))));

        Assert.Equal(6, results.Count(result => result.UserId is not null));
        Assert.Equal(4, (await Desk.Host.Get<IQueue>().ListAsync("first-line", Token)).Count);
    }

    [Fact]
    public async Task Choice_counts_before_the_record_shows_it()
    {
        await Desk.AgentAsync("Anna", capacity: 2);
        var (one, two) = (await Desk.CaseAsync(), await Desk.CaseAsync());

        var first = await OnlyChooseAsync(one);
        var second = await OnlyChooseAsync(two);

        Assert.NotNull(first.UserId);
        Assert.Null(second.UserId);
    }

    [Fact]
    public async Task Unknown_team_is_refused()
    {
        var one = await Desk.CaseAsync();

        await Assert.ThrowsAsync<AssignmentException>(() => Desk.WriteAsync(work =>
            Desk.Assignments.AssignAsync(new(work, Desk.Now, Actor.System), new(one.Reference.ToString(), "nowhere"), Token)));
    }

    [Fact]
    public async Task Preview_says_who_would_get_it_and_changes_nothing()
    {
        await Desk.AgentAsync("Anna");
        var one = await Desk.CaseAsync();

        var preview = await Desk.Assignments.PreviewAsync(new(one.Reference.ToString(), "first-line"), Token);

        Assert.Equal(1, Assert.Single(preview.Candidates).Rank);
        Assert.Equal(0, (await Desk.Host.Get<IDecisionRecords>().QueryAsync(new(), Token)).Total);
    }

    private Task<AssignmentResult> OnlyChooseAsync(Record one) => Desk.WriteAsync(work =>
        Desk.Assignments.AssignAsync(new(work, Desk.Now, Actor.System), new(one.Reference.ToString(), "first-line"), Token));
}

public sealed class SqliteAssignmentsTests() : AssignmentsTests(DatabaseKind.Sqlite);

public sealed class PostgresAssignmentsTests() : AssignmentsTests(DatabaseKind.PostgreSql);
