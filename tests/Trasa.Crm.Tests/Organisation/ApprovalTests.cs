using Trasa.Activities.People;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Organisation;

/// <summary>One activity for every approval: Anna asks; Bogdan, Carmen, Dan and Elena decide.</summary>
public abstract class ApprovalTests(DatabaseKind kind) : DeskSuite(kind)
{
    private readonly Dictionary<string, Record> _people = [];
    private Record _matter = null!;

    [Fact]
    public async Task Legs_of_one_order_stand_side_by_side_and_the_next_follows_when_all_agree()
    {
        var started = await StartAsync("[" + Leg("Sales", "user:bogdan", 1) + "," + Leg("Finance", "user:carmen", 1) + "," + Leg("Director", "user:dan", 2) + "]");

        await AnswerAsync("Bogdan", "Approve");
        Assert.Empty(await OfferedAsync("Dan"));
        await AnswerAsync("Carmen", "Approve");
        await AnswerAsync("Dan", "Approve");

        Assert.Equal("Approved", await WayAsync(started));
    }

    [Fact]
    public async Task All_means_everybody_and_one_who_rejects_ends_it_with_the_reason()
    {
        var started = await StartAsync("[" + Leg("Board", "user:bogdan, user:carmen", 1, "all") + "]");

        await AnswerAsync("Bogdan", "Approve");
        var open = Assert.Single(await OfferedAsync("Carmen"));
        var without = await Desk.Inbox.CompleteAsync(open.Id, new("Reject"), Desk.ActorOf(_people["Carmen"]), Token);
        await AnswerAsync("Carmen", "Reject", "Not this year.");

        Assert.Equal((WorkOutcome.Invalid, "comment"), (without.Outcome, Assert.Single(without.Flaws!).Field));
        Assert.Equal("Rejected", await WayAsync(started));
    }

    [Fact]
    public async Task Two_of_three_are_enough_and_the_third_is_no_longer_asked()
    {
        var started = await StartAsync("[" + Leg("Board", "user:bogdan, user:carmen, user:dan", 1, "2 of 3") + "]");
        var third = Assert.Single(await OfferedAsync("Dan"));

        await AnswerAsync("Bogdan", "Reject", "No.");
        await AnswerAsync("Carmen", "Approve");
        Assert.NotEqual("Approved", await WayAsync(started));
        await AnswerAsync("Dan", "Approve");

        Assert.Equal("Approved", await WayAsync(started));
        var late = await Desk.Inbox.CompleteAsync(third.Id, new("Approve"), Desk.ActorOf(_people["Dan"]), Token);
        Assert.Equal((WorkOutcome.Ended, "It is over: Dan answered 'Approve'."), (late.Outcome, late.Message));
    }

    [Fact]
    public async Task Requester_is_passed_over_also_as_substitute_and_who_stands_in_is_named()
    {
        await PeopleAsync();
        await AwayAsync("Bogdan");
        foreach (var name in (string[])["Anna", "Carmen"])
            await Desk.CreateAsync("substitute", new { user = _people["Bogdan"].Id, substitute = _people[name].Id });

        var started = await StartAsync("[" + Leg("Sales", "user:bogdan", 1) + "]");
        Assert.Empty(await OfferedAsync("Anna"));
        var task = Assert.Single(await OfferedAsync("Carmen"));
        await AnswerAsync("Carmen", "Approve");

        Assert.Equal("Approved", await WayAsync(started));
        Assert.Equal("Carmen on behalf of Bogdan", (await Desk.Inbox.HistoryAsync(task.Id, Token))[^1].Who);
    }

    [Fact]
    public async Task One_person_does_not_fill_two_seats_of_a_leg()
    {
        await PeopleAsync();
        await AwayAsync("Bogdan");
        await Desk.CreateAsync("substitute", new { user = _people["Bogdan"].Id, substitute = _people["Carmen"].Id });
        await Desk.CreateAsync("substitute", new { user = _people["Bogdan"].Id, substitute = _people["Dan"].Id });
        var started = await StartAsync("[" + Leg("Board", "user:bogdan, user:carmen", 1, "all") + "]");

        await AnswerAsync("Carmen", "Approve");

        Assert.Empty(await OfferedAsync("Carmen"));
        await AnswerAsync("Dan", "Approve");
        Assert.Equal("Approved", await WayAsync(started));
    }

    [Fact]
    public async Task Votes_on_what_has_not_changed_stand_and_the_others_are_asked_again()
    {
        var legs = "[" + Leg("Sales", "user:bogdan", 1, concerns: "total") + "," + Leg("Finance", "user:carmen", 1, concerns: "text") + "," + Leg("Director", "user:dan", 2) + "]";
        var started = await StartAsync(legs);
        await AnswerAsync("Bogdan", "Approve");
        await AnswerAsync("Carmen", "Approve");
        var open = Assert.Single(await OfferedAsync("Dan"));

        await Desk.UpdateAsync(_matter, new { description = "nothing that counts" });
        await Desk.Host.RunUntilIdleAsync(Token);
        Assert.Single(await OfferedAsync("Dan"));
        await Desk.UpdateAsync(_matter, new { subject = "Another text" });
        await Desk.Host.RunUntilIdleAsync(Token);

        Assert.Equal(WorkItemStatus.Cancelled, (await Desk.Inbox.FindAsync(open.Id, Token))!.Status);
        Assert.Empty(await OfferedAsync("Bogdan"));
        await AnswerAsync("Carmen", "Approve");
        await AnswerAsync("Dan", "Approve");
        Assert.Equal("Approved", await WayAsync(started));
    }

    [Fact]
    public async Task Withdrawal_takes_the_tasks_back_and_an_answer_after_it_is_refused_with_the_reason()
    {
        var started = await StartAsync("[" + Leg("Sales", "user:bogdan", 1) + "]");
        var open = Assert.Single(await OfferedAsync("Bogdan"));

        await Desk.Host.Engine.PublishAsync(new("matter.withdrawn", _matter.Reference.ToString()), Token);
        await Desk.Host.RunUntilIdleAsync(Token);
        var late = await Desk.Inbox.CompleteAsync(open.Id, new("Approve"), Desk.ActorOf(_people["Bogdan"]), Token);

        Assert.Equal("Withdrawn", await WayAsync(started));
        Assert.Equal((WorkOutcome.Ended, "It is over: The request was withdrawn."), (late.Outcome, late.Message));
    }

    [Fact]
    public async Task Time_limit_goes_to_the_next_level()
    {
        await StartAsync("[{ name: \"Sales\", candidates: \"user:bogdan\", reminder: \"16 wh\", due: \"24 wh\", atLimit: \"escalate\", escalateTo: \"user:dan\" }]");
        var task = Assert.Single(await OfferedAsync("Bogdan"));

        await Desk.Host.AdvanceToAsync(task.DueAt!.Value, Token);

        Assert.Empty(await OfferedAsync("Bogdan"));
        Assert.Equal(task.Id, Assert.Single(await OfferedAsync("Dan")).Id);
        Assert.Equal(["Created", "Reminded", "Escalated"], (await Desk.Inbox.HistoryAsync(task.Id, Token)).Select(what => what.Event));
    }

    [Fact]
    public async Task Nobody_to_decide_is_an_incident_that_says_why()
    {
        await Desk.CreateAsync("department", new { key = "empty", name = "Empty" });

        var started = await StartAsync("[" + Leg("Sales", "user:bogdan", 1) + "," + Leg("Head", "head-of:department:empty", 1) + "]");

        Assert.Equal(InstanceStatus.Faulted, (await Desk.Host.InstanceAsync(started, Token)).Status);
        Assert.Contains("Nobody can decide the leg 'Head'", Assert.Single(await IncidentsAsync()), StringComparison.Ordinal);
        Assert.Empty(await OfferedAsync("Bogdan"));
    }

    [Fact]
    public async Task Leg_that_reaches_nobody_goes_to_its_next_level_with_the_reason()
    {
        await Desk.CreateAsync("department", new { key = "empty", name = "Empty" });

        var started = await StartAsync("[{ name: \"Head\", candidates: \"head-of:department:empty\", due: \"8 wh\", atLimit: \"escalate\", escalateTo: \"user:dan\" }]");

        Assert.Single(await OfferedAsync("Dan"));
        var why = Assert.Single(await Desk.Host.Get<IInstanceQueries>().JournalAsync(started, 0, 100, Token), entry => entry.Event == "Approval.NextLevel");
        Assert.Contains("Nobody can decide the leg 'Head'", why.Data!, StringComparison.Ordinal);
        await AnswerAsync("Dan", "Approve");
        Assert.Equal("Approved", await WayAsync(started));
    }

    [Fact]
    public async Task Only_the_answers_that_are_wanted_are_buttons()
    {
        await StartAsync("[" + Leg("Sales", "user:bogdan", 1) + "]", answers: "[\"Send back\", \"Approve\"]");

        Assert.Equal(["Approve", "Send back"], Assert.Single(await OfferedAsync("Bogdan")).Outcomes);
    }

    [Theory]
    [InlineData("[\"Reject\"]", "must hold 'Approve'")]
    [InlineData("[\"Approve\", \"Shrug\"]", "'Shrug' is no answer of an approval")]
    public async Task Answers_without_a_way_to_approve_are_an_incident(string answers, string reason)
    {
        await StartAsync("[" + Leg("Sales", "user:bogdan", 1) + "]", answers);

        Assert.Contains(reason, Assert.Single(await IncidentsAsync()), StringComparison.Ordinal);
        Assert.Empty(await OfferedAsync("Bogdan"));
    }

    private async Task PeopleAsync()
    {
        foreach (var name in (string[])["Anna", "Bogdan", "Carmen", "Dan"])
            if (!_people.ContainsKey(name)) _people[name] = await Desk.AgentAsync(name);
    }

    private Task<Record> AwayAsync(string name) =>
        Desk.CreateAsync("absence", new { user = _people[name].Id, from = Desk.Now.AddHours(-1), to = Desk.Now.AddDays(1), state = "approved" });

    private async Task<IReadOnlyList<WorkItem>> OfferedAsync(string name) =>
        [.. (await Desk.Inbox.ListAsync(new(_people[name].Id, WorkView.Offered), Token)).Entries.Select(entry => entry.Item)];

    private async Task AnswerAsync(string name, string answer, string? comment = null)
    {
        var task = Assert.Single(await OfferedAsync(name));
        var result = await Desk.Inbox.CompleteAsync(task.Id, new(answer, comment), Desk.ActorOf(_people[name]), Token);
        Assert.True(result.IsDone, result.Message);
    }

    private async Task<string?> WayAsync(Guid instanceId) => (await Desk.Host.InstanceAsync(instanceId, Token)).Name;

    private async Task<List<string>> IncidentsAsync()
    {
        await using var connection = await Desk.Host.Database.OpenAsync(Token);
        return await connection.Command("select message from incident where resolved_at is null").QueryAsync(row => row.GetString(0), Token);
    }

    /// <summary>Asks for a case's approval, and again when its subject changes; the way taken becomes the instance's name.</summary>
    private async Task<Guid> StartAsync(string legs, string answers = "null")
    {
        await PeopleAsync();
        _matter = await Desk.CaseAsync();
        await Desk.Host.PublishAsync("asking", $$"""
            { "id": "asking", "definitionId": "asking", "name": "Asking", "version": 1,
              "variables": [ { "id": "votes", "name": "votes", "typeName": "Object" }, { "id": "case", "name": "case", "typeName": "Object" } ],
              "root": { "id": "root", "type": "Elsa.Flowchart", "version": 1, "activities": [
                { "id": "about", "type": "Elsa.Correlate", "version": 1, "correlationId": {{Literal(_matter.Reference.ToString())}} },
                { "id": "read", "type": "Trasa.Case.Get", "version": 1, "recordId": {{Literal(_matter.Id.ToString())}}, "record": { "typeName": "Object", "memoryReference": { "id": "case" } } },
                { "id": "ask", "type": "Trasa.Approval", "version": 1,
                  "title": {{Literal("Approve the request")}}, "requester": {{Literal("user:anna")}}, "legs": {{Feel(legs)}}, "answers": {{Feel(answers)}},
                  "content": {{Feel("{ total: case.priority, text: case.subject, subject: case.subject }")}}, "standing": {{Feel("votes")}},
                  "changedOn": {{Literal("case.changed")}}, "withdrawnOn": {{Literal("matter.withdrawn")}}, "calendar": {{Literal("RO-Office")}},
                  "votes": { "typeName": "Object", "memoryReference": { "id": "votes" } } },
                {{Name("Approved")}}, {{Name("Rejected")}}, {{Name("Sent back")}}, {{Name("Withdrawn")}} ],
                "connections": [ {{Arrow("about", "Done", "read")}}, {{Arrow("read", "Found", "ask")}}, {{Arrow("ask", "Changed", "read")}},
                  {{Arrow("ask", "Approved", "Approved")}}, {{Arrow("ask", "Rejected", "Rejected")}}, {{Arrow("ask", "Sent back", "Sent back")}}, {{Arrow("ask", "Withdrawn", "Withdrawn")}} ] } }
            """, Token);
        return (await Desk.Host.StartWorkflowAsync("asking", cancellationToken: Token)).InstanceId;
    }

    private static string Leg(string name, string candidates, int order, string quorum = "any", string concerns = "") =>
        $$"""{ name: "{{name}}", candidates: "{{candidates}}", order: {{order}}, quorum: "{{quorum}}", concerns: "{{concerns}}" }""";

    private static string Name(string name) => $$"""{ "id": "{{name}}", "type": "Elsa.SetName", "version": 1, "value": {{Literal(name)}} }""";

    private static string Arrow(string from, string port, string to) => $$"""{ "source": { "activity": "{{from}}", "port": "{{port}}" }, "target": { "activity": "{{to}}", "port": "In" } }""";

    private static string Literal(string? value) => Expression("Literal", value);

    private static string Feel(string value) => Expression("Feel", value);

    private static string Expression(string language, string? value) =>
        $$"""{ "typeName": "Object", "expression": { "type": "{{language}}", "value": {{System.Text.Json.JsonSerializer.Serialize(value)}} } }""";
}

public sealed class SqliteApprovalTests() : ApprovalTests(DatabaseKind.Sqlite);

public sealed class PostgresApprovalTests() : ApprovalTests(DatabaseKind.PostgreSql);
