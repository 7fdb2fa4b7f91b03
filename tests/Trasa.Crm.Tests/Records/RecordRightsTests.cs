using Trasa.Crm.ChangeLog;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Records;

public abstract class RecordRightsTests(DatabaseKind kind) : RecordSuite(kind)
{
    [Fact]
    public async Task Own_records_only_are_seen_and_counted()
    {
        var guest = await House.UserAsync("guest", ["external"]);
        var mine = await House.CreateAsync("case", new { subject = "Mine", assignee = guest.UserId });
        var other = await House.CreateAsync("case", new { subject = "Somebody else's" });

        var page = await House.QueryAsync(new("case"), guest);

        Assert.Equal(mine.Id, Assert.Single(page.Records).Id);
        Assert.Equal(1, page.Total);
        Assert.Null(await House.FindAsync(other, guest));
        await Assert.ThrowsAsync<RecordNotFoundException>(() => House.UpdateAsync(other, new { subject = "X" }, guest));
    }

    [Fact]
    public async Task Who_may_create_their_own_creates_nothing_in_the_name_of_others()
    {
        var guest = await House.UserAsync("guest", []);
        var boss = await House.UserAsync("boss", ["manager"]);
        var view = new Dictionary<string, object?> { ["name"] = "Mine", ["recordType"] = "case", ["definition"] = "{}" };

        var mine = await House.CreateAsync("savedView", view, guest);
        await Assert.ThrowsAsync<RecordForbiddenException>(() => House.CreateAsync("savedView", new Dictionary<string, object?>(view) { ["owner"] = boss.UserId }, guest));

        Assert.Equal(guest.UserId, mine.Link("owner"));
        Assert.Empty((await House.QueryAsync(new("savedView", [new("owner", FieldOperator.Equal, boss.UserId)]))).Records);
    }

    [Fact]
    public async Task Who_may_create_their_own_makes_nothing_somebody_elses_afterwards()
    {
        var guest = await House.UserAsync("guest", []);
        var boss = await House.UserAsync("boss", ["manager"]);
        var mine = await House.CreateAsync("savedView", new { name = "Mine", recordType = "case", definition = "{}" }, guest);

        var refused = await Assert.ThrowsAsync<RecordForbiddenException>(() => House.UpdateAsync(mine, new { owner = boss.UserId, name = "The boss's" }, guest));
        var renamed = await House.UpdateAsync(mine, new { name = "Mine still" }, guest);

        Assert.Contains("may change only their own", refused.Message, StringComparison.Ordinal);
        Assert.Equal(guest.UserId, renamed.Link("owner"));
        Assert.Equal(2, renamed.Revision);
    }

    [Fact]
    public async Task Who_may_change_only_their_own_does_not_pass_it_on_but_may_give_it_up()
    {
        var guest = await House.UserAsync("guest", ["external"]);
        var other = await House.UserAsync("other", ["external"]);
        var mine = await House.CreateAsync("case", new { subject = "Mine", assignee = guest.UserId });

        await Assert.ThrowsAsync<RecordForbiddenException>(() => House.UpdateAsync(mine, new { assignee = other.UserId }, guest));
        var givenUp = await House.UpdateAsync(mine, new { assignee = (Guid?)null }, guest);

        Assert.Null(givenUp.Link("assignee"));
    }

    [Fact]
    public async Task Who_might_have_created_it_for_somebody_else_hands_it_over()
    {
        var agent = await House.UserAsync("agent", ["agent"]);
        var other = await House.UserAsync("other", ["agent"]);
        var task = await House.CreateAsync("task", new { title = "Call the customer", assignee = agent.UserId }, agent);

        var handed = await House.UpdateAsync(task, new { assignee = other.UserId }, agent);

        Assert.Equal(other.UserId, handed.Link("assignee"));
    }

    [Fact]
    public async Task Team_member_changes_the_tasks_of_the_team()
    {
        var team = await House.CreateAsync("team", new { key = "first-line", name = "First line" });
        var member = await House.UserAsync("member", ["agent"], team);
        var stranger = await House.UserAsync("stranger", ["agent"]);
        var task = await House.CreateAsync("task", new { title = "Call the customer", team = team.Id });

        await House.UpdateAsync(task, new { status = "In progress" }, member);
        var refused = await Assert.ThrowsAsync<RecordForbiddenException>(() => House.UpdateAsync(task, new { status = "Done" }, stranger));

        Assert.Equal("stranger may not change Tasks.", refused.Message);
    }

    [Fact]
    public async Task Condition_of_a_grant_holds_for_the_record_as_it_stands()
    {
        var ana = await House.UserAsync("ana", ["agent"]);
        var absence = await House.CreateAsync("absence", new { user = ana.UserId, from = House.Clock.GetUtcNow(), to = House.Clock.GetUtcNow().AddDays(3) }, ana);
        await House.UpdateAsync(absence, new { comment = "Sea side" }, ana);
        await House.UpdateAsync(absence, new { state = "approved" });

        await Assert.ThrowsAsync<RecordForbiddenException>(() => House.UpdateAsync(absence, new { comment = "Mountains" }, ana));
    }

    [Fact]
    public async Task Hidden_field_is_neither_shown_nor_found_by_nor_sorted_by_nor_logged()
    {
        var agent = await House.UserAsync("agent", ["agent"]);
        var finance = await House.UserAsync("finance", ["finance"]);
        var company = await House.CreateAsync("company", new { name = "Nordwind", creditLimit = 5000 });

        Assert.False((await House.FindAsync(company, agent))!.Values.ContainsKey("creditLimit"));
        Assert.Equal(5000m, (await House.FindAsync(company, finance))!["creditLimit"]);
        await Assert.ThrowsAsync<RecordInvalidException>(() => House.QueryAsync(new("company", [new("creditLimit", FieldOperator.Greater, 100)]), agent));
        await Assert.ThrowsAsync<RecordInvalidException>(() => House.QueryAsync(new("company", OrderBy: ["-creditLimit"]), agent));
        Assert.DoesNotContain("creditLimit", (await House.Get<IChangeLog>().ReadAsync(company.Reference, agent, Token)).SelectMany(change => change.Fields.Keys));
    }

    [Fact]
    public async Task Field_is_changed_only_by_its_roles()
    {
        var agent = await House.UserAsync("agent", ["agent"]);
        var user = await House.FindAsync(new Record("user", agent.UserId!.Value, 1, new Dictionary<string, object?>()));

        await House.UpdateAsync(user!, new { status = "available" }, agent);
        var refused = await Assert.ThrowsAsync<RecordInvalidException>(() => House.UpdateAsync(user!, new { roles = new[] { "administrator" } }, agent));

        Assert.Equal("you may not change this field.", Assert.Single(refused.Problems).Message);
    }

    [Fact]
    public async Task What_processes_write_is_not_typed_by_people()
    {
        var agent = await House.UserAsync("agent", ["agent"]);
        var record = await House.CreateAsync("case", new { subject = "Tracker" });

        await Assert.ThrowsAsync<RecordInvalidException>(() => House.UpdateAsync(record, new { score = 90 }, agent));
        var byStep = await House.WriteAsync(async work =>
        {
            House.Get<ChangeCauses>().Set(work, new(record.Id, "Classify"));
            return await House.Records.UpdateAsync(work, "case", record.Id, new Dictionary<string, object?> { ["score"] = 90 }, null, agent, Token);
        });

        Assert.Equal(90m, byStep["score"]);
    }

    [Fact]
    public async Task Closed_account_may_do_nothing()
    {
        var gone = await House.UserAsync("gone", ["administrator"]);
        await House.UpdateAsync(new Record("user", gone.UserId!.Value, 1, new Dictionary<string, object?>()), new { active = false });

        Assert.Empty((await House.QueryAsync(new("user"), gone)).Records);
        await Assert.ThrowsAsync<RecordForbiddenException>(() => House.CreateAsync("case", new { subject = "X" }, gone));
    }

    [Fact]
    public async Task Substitute_acts_with_the_rights_of_the_absent_person()
    {
        var absent = await House.UserAsync("absent", ["external"]);
        var substitute = await House.UserAsync("substitute", ["external"]);
        var record = await House.CreateAsync("case", new { subject = "Theirs", assignee = absent.UserId });

        Assert.Null(await House.FindAsync(record, substitute));
        var changed = await House.UpdateAsync(record, new { priority = "high" }, substitute with { OnBehalfOf = absent.UserId });

        Assert.Equal("high", changed["priority"]);
        Assert.Equal(absent.UserId, (await House.Get<IChangeLog>().ReadAsync(record.Reference, Actor.System, Token))[1].OnBehalfOf);
    }

    [Fact]
    public async Task Person_without_roles_creates_no_cases()
    {
        var nobody = await House.UserAsync("nobody", []);

        await Assert.ThrowsAsync<RecordForbiddenException>(() => House.CreateAsync("case", new { subject = "X" }, nobody));
    }
}

public sealed class SqliteRecordRightsTests() : RecordRightsTests(DatabaseKind.Sqlite);

public sealed class PostgresRecordRightsTests() : RecordRightsTests(DatabaseKind.PostgreSql);
