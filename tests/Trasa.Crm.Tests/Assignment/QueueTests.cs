using Trasa.Crm.Assignment;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Assignment;

public abstract class QueueTests(DatabaseKind kind) : DeskSuite(kind)
{
    private IQueue Queue => Desk.Host.Get<IQueue>();

    [Fact]
    public async Task Most_urgent_goes_first_and_then_the_oldest()
    {
        var waiting = await FillAsync("low", "high", "medium", "high");

        Assert.Equal(Subjects(waiting[1], waiting[3], waiting[2], waiting[0]), await InOrderAsync());
    }

    [Fact]
    public async Task Freed_capacity_takes_the_oldest_of_the_highest_priority_exactly_once()
    {
        var anna = await Desk.AgentAsync("Anna", capacity: 2);
        var running = await Desk.CaseAsync();
        await Desk.AssignAsync(running);
        var waiting = await FillAsync("medium", "high", "high");

        await Desk.UpdateAsync(running, new { status = "Closed", closingReason = "resolved" });
        var given = await DrainAsync();
        var again = await DrainAsync();

        var only = Assert.Single(given);
        Assert.Equal((Subjects(waiting[1])[0], anna.Id), (only.Subject, only.UserId));
        Assert.Empty(again);
        Assert.Equal(Subjects(waiting[2], waiting[0]), await InOrderAsync());
    }

    [Fact]
    public async Task Skipped_work_is_not_lost()
    {
        var rare = await Desk.CaseAsync("urgent");
        var needs = new AssignmentRequest(rare.Reference.ToString(), "first-line", Skills: ["telematics"]);
        await Desk.WriteAsync(work => Desk.Assignments.AssignAsync(new(work, Desk.Now, Actor.System), needs, Token));
        var plain = (await FillAsync("low"))[0];

        await Desk.AgentAsync("Anna", capacity: 1);
        Assert.Equal(Subjects(plain)[0], Assert.Single(await DrainAsync()).Subject);
        Assert.Equal(Subjects(rare), await InOrderAsync());

        await Desk.AgentAsync("Bogdan", skills: ["telematics"]);
        Assert.Equal(Subjects(rare)[0], Assert.Single(await DrainAsync()).Subject);
    }

    [Fact]
    public async Task Arrival_does_not_overtake_what_waits()
    {
        var older = (await FillAsync("medium"))[0];
        var anna = await Desk.AgentAsync("Anna", capacity: 2);

        var newer = await Desk.AssignAsync(await Desk.CaseAsync("medium"));

        Assert.Null(newer.UserId);
        Assert.Equal(1, newer.Position);
        var stands = await Desk.AssignAsync(older);
        Assert.Equal(anna.Id, stands.UserId);
    }

    [Fact]
    public async Task Urgent_arrival_goes_before_what_waits()
    {
        await FillAsync("medium");
        await Desk.AgentAsync("Anna", capacity: 4);

        Assert.NotNull((await Desk.AssignAsync(await Desk.CaseAsync("urgent"))).UserId);
        Assert.Single(await InOrderAsync());
    }

    [Fact]
    public async Task Raised_priority_moves_work_up()
    {
        var waiting = await FillAsync("low", "low");

        await Desk.UpdateAsync(waiting[1], new { priority = "urgent" });

        Assert.Equal(Subjects(waiting[1], waiting[0]), await InOrderAsync());
        Assert.Equal(1, (await Queue.FindAsync(waiting[1].Reference.ToString(), Token))!.Position);
    }

    [Fact]
    public async Task Closed_or_taken_by_hand_leaves_the_queue()
    {
        var anna = await Desk.AgentAsync("Anna", status: "offline");
        var waiting = await FillAsync("low", "low");

        await Desk.UpdateAsync(waiting[0], new { status = "Closed", closingReason = "rejected" });
        await Desk.UpdateAsync(waiting[1], new { assignee = anna.Id, status = "In progress" });

        Assert.Empty(await InOrderAsync());
    }

    [Fact]
    public async Task First_agent_of_the_morning_gets_no_more_than_the_capacity()
    {
        await FillAsync([.. Enumerable.Repeat("medium", 9)]);
        await Desk.AgentAsync("Anna", capacity: 4);

        Assert.Equal(2, (await DrainAsync()).Count);

        await Desk.AgentAsync("Bogdan", capacity: 4);
        Assert.Equal(2, (await DrainAsync()).Count);
    }

    [Theory]
    [InlineData("available")]
    [InlineData("capacity")]
    [InlineData("reassigned")]
    [InlineData("absence")]
    public async Task Capacity_is_told_the_moment_it_appears(string how)
    {
        var (anna, one) = (await Desk.AgentAsync("Anna", capacity: 2, status: how == "available" ? "offline" : "available"), await Desk.CaseAsync());
        var absence = how == "absence" ? await Desk.CreateAsync("absence", new { user = anna.Id, from = Desk.Now.AddHours(-1), to = Desk.Now.AddHours(3), state = "approved" }) : null;
        if (how is "capacity" or "reassigned") await Desk.AssignAsync(one);
        await Desk.Host.PublishAsync("drain", DrainWorkflow, Token);
        await Desk.Host.RunUntilIdleAsync(Token);
        var waiting = (await FillAsync("high"))[0];

        if (how == "available") await Desk.UpdateAsync(anna, new { status = "available" });
        if (how == "capacity") await Desk.UpdateAsync(anna, new { capacity = 9 });
        if (how == "reassigned") await Desk.UpdateAsync(one, new { assignee = (Guid?)null, status = "Unassigned" });
        if (absence is not null) await Desk.Host.AdvanceAsync(TimeSpan.FromHours(2), Token);
        await Desk.Host.RunUntilIdleAsync(Token);
        Assert.Equal(how == "absence", (await InOrderAsync()).Count == 1);

        if (absence is not null) await Desk.Host.AdvanceAsync(TimeSpan.FromHours(1), Token);
        Assert.Empty(await InOrderAsync());
        Assert.Equal(anna.Id, (await Desk.AssignAsync(waiting)).UserId);
    }

    /// <summary>The pack's own, in short: the moment somebody has room, offer what waits.</summary>
    private const string DrainWorkflow = """
        { "id": "drain", "definitionId": "drain", "name": "Drain", "version": 1,
          "root": { "id": "flow", "name": "flow", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "room", "name": "room", "type": "Elsa.Event", "version": 1, "customProperties": { "canStartWorkflow": true },
                "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "team.capacity" } } },
              { "id": "next", "name": "next", "type": "Trasa.Queue.Next", "version": 1,
                "team": { "typeName": "String", "expression": { "type": "Literal", "value": "first-line" } } } ],
            "connections": [ { "source": { "activity": "room", "port": "Done" }, "target": { "activity": "next", "port": "In" } } ] } }
        """;

    private async Task<List<Record>> FillAsync(params string[] priorities)
    {
        var waiting = new List<Record>();
        foreach (var priority in priorities)
        {
            Desk.Host.Time.Advance(TimeSpan.FromMinutes(1));
            waiting.Add(await Desk.CaseAsync(priority));
            Assert.Null((await Desk.AssignAsync(waiting[^1])).UserId);
        }

        return waiting;
    }

    private Task<IReadOnlyList<AssignmentResult>> DrainAsync() =>
        Desk.WriteAsync(work => Desk.Assignments.DrainAsync(new(work, Desk.Now, Actor.System), "first-line", Token));

    private async Task<IReadOnlyList<string>> InOrderAsync() => [.. (await Queue.ListAsync("first-line", Token)).Select(entry => entry.Subject)];

    private static string[] Subjects(params Record[] records) => [.. records.Select(record => record.Reference.ToString())];
}

public sealed class SqliteQueueTests() : QueueTests(DatabaseKind.Sqlite);

public sealed class PostgresQueueTests() : QueueTests(DatabaseKind.PostgreSql);
