using Trasa.Activities.People;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Organisation;

/// <summary>User tasks for the people of a real organisation, on the real engine.</summary>
public abstract class UserTaskTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public async Task Task_is_offered_taken_completed_and_resumes_its_workflow_once()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        var started = await StartAsync("\"team:first-line\"");
        var task = await OnlyAsync(anna, WorkView.Offered);
        Assert.Equal(task.Id, (await OnlyAsync(bogdan, WorkView.Offered)).Id);

        Assert.True((await Desk.Inbox.TakeAsync(task.Id, Desk.ActorOf(anna), Token)).IsDone);
        var done = await Desk.Inbox.CompleteAsync(task.Id, new("Approve", "fine"), Desk.ActorOf(anna), Token);
        var again = await Desk.Inbox.CompleteAsync(task.Id, new("Reject"), Desk.ActorOf(anna), Token);

        Assert.Equal((WorkOutcome.Done, WorkItemStatus.Completed, "Approve", anna.Id), (done.Outcome, done.Item!.Status, done.Item.Outcome, done.Item.EndedBy));
        Assert.Equal(WorkOutcome.Ended, again.Outcome);
        Assert.Equal(("approved", InstanceStatus.Finished), await EndAsync(started));
        Assert.Equal(["Created", "Taken", "Completed"], (await Desk.Inbox.HistoryAsync(task.Id, Token)).Select(what => what.Event));
        Assert.Equal(0, (await Desk.Inbox.CountAsync(bogdan.Id, Token)).Offered);
    }

    [Fact]
    public async Task Of_many_who_take_at_once_one_gets_it_and_the_others_are_told_who()
    {
        var agents = new List<Record>();
        foreach (var name in (string[])["Anna", "Bogdan", "Carmen", "Dan"]) agents.Add(await Desk.AgentAsync(name));
        await StartAsync("\"team:first-line\"");
        var task = await OnlyAsync(agents[0], WorkView.Offered);

        var results = await Task.WhenAll(agents.Select(agent => Task.Run(() => Desk.Inbox.TakeAsync(task.Id, Desk.ActorOf(agent), Token))));

        var winner = agents[results.ToList().FindIndex(result => result.IsDone)];
        Assert.Single(results, result => result.IsDone);
        Assert.All(results.Where(result => !result.IsDone), result => Assert.Equal((WorkOutcome.HeldByOther, $"{winner.Text("name")} has taken it."), (result.Outcome, result.Message)));
    }

    [Fact]
    public async Task Of_two_who_complete_at_once_one_counts()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        var started = await StartAsync("\"team:first-line\"");
        var task = await OnlyAsync(anna, WorkView.Offered);

        var results = await Task.WhenAll(
            Task.Run(() => Desk.Inbox.CompleteAsync(task.Id, new("Approve"), Desk.ActorOf(anna), Token)),
            Task.Run(() => Desk.Inbox.CompleteAsync(task.Id, new("Reject", "too dear"), Desk.ActorOf(bogdan), Token)));

        Assert.Single(results, result => result.IsDone);
        Assert.Equal(results[0].IsDone ? "approved" : "rejected", (await EndAsync(started)).Way);
    }

    [Fact]
    public async Task Somebody_it_is_not_offered_to_can_do_nothing()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        await StartAsync("\"user:anna\"");
        var task = await OnlyAsync(anna, WorkView.Offered);

        Assert.Equal(0, (await Desk.Inbox.ListAsync(new(bogdan.Id, WorkView.Offered), Token)).Total);
        Assert.Equal(WorkOutcome.NotAllowed, (await Desk.Inbox.TakeAsync(task.Id, Desk.ActorOf(bogdan), Token)).Outcome);
        Assert.Equal(WorkOutcome.NotAllowed, (await Desk.Inbox.CompleteAsync(task.Id, new("Approve"), Desk.ActorOf(bogdan), Token)).Outcome);
        Assert.Equal(WorkOutcome.NotAllowed, (await Desk.Inbox.DelegateAsync(task.Id, bogdan.Id, null, Desk.ActorOf(bogdan), Token)).Outcome);
        Assert.Equal(WorkOutcome.Invalid, (await Desk.Inbox.CompleteAsync(task.Id, new("Maybe"), Desk.ActorOf(anna), Token)).Outcome);
    }

    [Fact]
    public async Task Substitute_acts_on_behalf_and_the_history_says_so()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        var started = await StartAsync("\"user:anna\"");
        await Desk.CreateAsync("absence", new { user = anna.Id, from = Desk.Now.AddHours(-1), to = Desk.Now.AddDays(1), state = "approved" });
        await Desk.CreateAsync("substitute", new { user = anna.Id, substitute = bogdan.Id });

        var entry = Assert.Single((await Desk.Inbox.ListAsync(new(bogdan.Id, WorkView.Offered, For: anna.Id), Token)).Entries);
        var done = await Desk.Inbox.CompleteAsync(entry.Item.Id, new("Approve"), Desk.ActorOf(bogdan), Token);

        Assert.Equal((bogdan.Id, anna.Id), (done.Item!.EndedBy!.Value, done.Item.EndedFor!.Value));
        Assert.Equal("Bogdan on behalf of Anna", (await Desk.Inbox.HistoryAsync(entry.Item.Id, Token))[^1].Who);
        Assert.Equal("approved", (await EndAsync(started)).Way);
    }

    [Fact]
    public async Task Substitute_sees_what_the_absent_person_had_taken_until_they_return()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        await StartAsync("\"user:anna\"");
        var task = await OnlyAsync(anna, WorkView.Offered);
        await Desk.Inbox.TakeAsync(task.Id, Desk.ActorOf(anna), Token);
        await Desk.CreateAsync("substitute", new { user = anna.Id, substitute = bogdan.Id });
        await Desk.CreateAsync("absence", new { user = anna.Id, from = Desk.Now.AddHours(1), to = Desk.Now.AddHours(3), state = "approved" });

        Assert.Equal(0, (await Desk.Inbox.CountAsync(bogdan.Id, Token)).Mine);
        Desk.Host.Time.Advance(TimeSpan.FromHours(2));
        var counts = await Desk.Inbox.CountAsync(bogdan.Id, Token);
        Desk.Host.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((1, "Anna"), (counts.Mine, Assert.Single(counts.For).Person.Name));
        Assert.Equal(0, (await Desk.Inbox.CountAsync(bogdan.Id, Token)).Mine);
        Assert.Equal(WorkOutcome.HeldByOther, (await Desk.Inbox.CompleteAsync(task.Id, new("Approve"), Desk.ActorOf(bogdan), Token)).Outcome);
    }

    [Fact]
    public async Task Requester_never_approves_the_own_request_not_even_as_substitute()
    {
        var (anna, bogdan, maria) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"), await Desk.AgentAsync("Maria"));
        await Desk.CreateAsync("substitute", new { user = maria.Id, substitute = anna.Id });
        await Desk.CreateAsync("substitute", new { user = maria.Id, substitute = bogdan.Id });
        await Desk.CreateAsync("absence", new { user = maria.Id, from = Desk.Now.AddHours(-1), to = Desk.Now.AddDays(1), state = "approved" });
        await StartAsync("\"user:maria\"", $"\"{anna.Id}\"");

        var task = await OnlyAsync(bogdan, WorkView.Offered);
        var refused = await Desk.Inbox.TakeAsync(task.Id, Desk.ActorOf(anna), Token);

        Assert.Equal((WorkOutcome.NotAllowed, "You may not act in this matter."), (refused.Outcome, refused.Message));
        Assert.Equal(WorkOutcome.Invalid, (await Desk.Inbox.DelegateAsync(task.Id, anna.Id, null, Desk.ActorOf(bogdan), Token)).Outcome);
    }

    [Fact]
    public async Task Who_sees_it_and_why_is_told()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        await StartAsync("\"team:first-line\"");
        var task = await OnlyAsync(anna, WorkView.Offered);
        await Desk.UpdateAsync(bogdan, new { active = false });

        var who = (await Desk.Inbox.WhoAsync(task.Id, Token))!;

        Assert.Equal("Anna", Assert.Single(who.People).Person.Name);
        Assert.Contains("Bogdan has left.", who.Reasons);
    }

    [Fact]
    public async Task Released_task_goes_back_and_delegated_task_changes_hands()
    {
        var (anna, bogdan) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Bogdan"));
        await StartAsync("\"user:anna\"");
        var task = await OnlyAsync(anna, WorkView.Offered);

        await Desk.Inbox.TakeAsync(task.Id, Desk.ActorOf(anna), Token);
        Assert.True((await Desk.Inbox.ReleaseAsync(task.Id, "too much", Desk.ActorOf(anna), Token)).IsDone);
        Assert.True((await Desk.Inbox.DelegateAsync(task.Id, bogdan.Id, "please", Desk.ActorOf(anna), Token)).IsDone);

        Assert.Equal(task.Id, (await OnlyAsync(bogdan, WorkView.Mine)).Id);
        Assert.Equal(WorkOutcome.HeldByOther, (await Desk.Inbox.TakeAsync(task.Id, Desk.ActorOf(anna), Token)).Outcome);
        Assert.Equal(1, (await Desk.Inbox.CountAsync(anna.Id, Token)).Team);
    }

    [Fact]
    public async Task Time_that_is_up_leaves_through_its_own_outcome_in_working_time()
    {
        var anna = await Desk.AgentAsync("Anna");
        Desk.Host.Time.AdvanceTo(Office.At("2026-04-27 16:50"));
        var started = await StartAsync("\"user:anna\"", due: "15 wmin");
        var task = await OnlyAsync(anna, WorkView.Offered);
        Assert.Equal(Office.At("2026-04-28 09:05"), task.DueAt);

        await Desk.Host.AdvanceToAsync(Office.At("2026-04-28 09:04"), Token);
        Assert.True((await Desk.Inbox.FindAsync(task.Id, Token))!.IsOpen);
        await Desk.Host.AdvanceToAsync(Office.At("2026-04-28 09:05"), Token);

        Assert.Equal(WorkItemStatus.TimedOut, (await Desk.Inbox.FindAsync(task.Id, Token))!.Status);
        Assert.Equal(("late", InstanceStatus.Finished), await EndAsync(started));
        Assert.Equal(WorkOutcome.Ended, (await Desk.Inbox.CompleteAsync(task.Id, new("Approve"), Desk.ActorOf(anna), Token)).Outcome);
    }

    [Fact]
    public async Task Reminder_is_given_once_and_the_task_stays()
    {
        var anna = await Desk.AgentAsync("Anna");
        await StartAsync("\"user:anna\"", due: "4 wh", reminder: "2 wh");
        var task = await OnlyAsync(anna, WorkView.Offered);

        await Desk.Host.AdvanceToAsync(Office.At("2026-04-27 13:00"), Token);

        Assert.True((await Desk.Inbox.FindAsync(task.Id, Token))!.IsOpen);
        Assert.Single(await Desk.Inbox.HistoryAsync(task.Id, Token), what => what.Event == "Reminded");
        Assert.True((await Desk.Inbox.CompleteAsync(task.Id, new("Approve"), Desk.ActorOf(anna), Token)).IsDone);
    }

    [Fact]
    public async Task Cancelled_workflow_takes_its_task_back()
    {
        var anna = await Desk.AgentAsync("Anna");
        var started = await StartAsync("\"user:anna\"");
        var task = await OnlyAsync(anna, WorkView.Offered);

        await Desk.Host.Engine.CancelAsync(started, "withdrawn", Desk.ActorOf(anna), Token);

        Assert.Equal(WorkItemStatus.Cancelled, (await Desk.Inbox.FindAsync(task.Id, Token))!.Status);
        Assert.Equal(0, (await Desk.Inbox.CountAsync(anna.Id, Token)).Offered);
    }

    private async Task<WorkItem> OnlyAsync(Record user, WorkView view) =>
        Assert.Single((await Desk.Inbox.ListAsync(new(user.Id, view), Token)).Entries).Item;

    private async Task<(string? Way, InstanceStatus Status)> EndAsync(Guid instanceId)
    {
        var instance = await Desk.Host.InstanceAsync(instanceId, Token);
        return (instance.Name, instance.Status);
    }

    private async Task<Guid> StartAsync(string candidates, string excluded = "null", string? due = null, string? reminder = null)
    {
        await Desk.Host.PublishAsync("approval", $$"""
            { "id": "approval", "definitionId": "approval", "name": "Approval", "version": 1,
              "root": { "id": "root", "type": "Elsa.Flowchart", "version": 1, "activities": [
                { "id": "ask", "type": "Trasa.UserTask", "version": 1,
                  "title": {{Literal("Approve the request")}}, "candidates": {{Feel(candidates)}}, "excluded": {{Feel(excluded)}},
                  "due": {{Literal(due)}}, "reminder": {{Literal(reminder)}}, "calendar": {{Literal("RO-Office")}}, "kind": {{Literal("approval")}},
                  "outcomes": ["Approve", "Reject"] },
                {{Name("approved")}}, {{Name("rejected")}}, {{Name("late")}} ],
                "connections": [ {{From("Approve", "approved")}}, {{From("Reject", "rejected")}}, {{From("Timed out", "late")}} ] } }
            """, Token);
        return (await Desk.Host.StartWorkflowAsync("approval", cancellationToken: Token)).InstanceId;
    }

    private static string Name(string name) => $$"""{ "id": "{{name}}", "type": "Elsa.SetName", "version": 1, "value": {{Literal(name)}} }""";

    private static string From(string port, string target) => $$"""{ "source": { "activity": "ask", "port": "{{port}}" }, "target": { "activity": "{{target}}", "port": "In" } }""";

    private static string Literal(string? value) => Expression("Literal", value);

    private static string Feel(string value) => Expression("Feel", value);

    private static string Expression(string language, string? value) =>
        $$"""{ "typeName": "Object", "expression": { "type": "{{language}}", "value": {{System.Text.Json.JsonSerializer.Serialize(value)}} } }""";
}

public sealed class SqliteUserTaskTests() : UserTaskTests(DatabaseKind.Sqlite);

public sealed class PostgresUserTaskTests() : UserTaskTests(DatabaseKind.PostgreSql);
