using Trasa.Crm.Records;
using Trasa.Crm.Sealing;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Messaging;

/// <summary>Links in messages: to a task that is offered after the message was written, and to answer with.</summary>
public abstract class LinkTests(DatabaseKind kind) : DeskSuite(kind)
{
    [Fact]
    public async Task Link_to_a_coming_task_opens_the_one_that_its_reader_got()
    {
        var (anna, boris) = (await Desk.AgentAsync("Anna"), await Desk.AgentAsync("Boris"));
        var one = await Desk.CaseAsync();
        await PublishAsync("asking", $$"""
            { "id": "root", "type": "Elsa.Sequence", "version": 1, "activities": [
              { "id": "first", "type": "Trasa.UserTask", "version": 1, "title": "First", "subject": "{{one.Reference}}", "candidates": "user:{{anna.Id}}", "outcomes": ["Done"] },
              { "id": "second", "type": "Trasa.UserTask", "version": 1, "title": "Second", "subject": "{{one.Reference}}", "candidates": "user:{{boris.Id}}", "outcomes": ["Done"] } ] }
            """);
        var asking = await Desk.Host.StartWorkflowAsync("asking", cancellationToken: Token);
        var first = Assert.Single(await Desk.Inbox.AboutAsync(one.Reference.ToString(), Token));
        await Desk.Inbox.CompleteAsync(first.Id, new("Done"), Desk.ActorOf(anna), Token);
        await Desk.Host.RunUntilIdleAsync(Token);
        var second = (await Desk.Inbox.AboutAsync(one.Reference.ToString(), Token)).Single(item => item.Id != first.Id);

        Assert.Equal($"tasks/{first.Id}", await FollowAsync(asking.InstanceId, one, anna));
        Assert.Equal($"tasks/{second.Id}", await FollowAsync(asking.InstanceId, one, boris));
        Assert.Equal($"cases/{one.Id}", await FollowAsync(one.Id, one, anna));
        Assert.Null(await Links.FollowAsync("AAAA", Token));
    }

    [Fact]
    public async Task Answer_is_an_event_of_the_record_once_however_often_it_is_given()
    {
        var one = await Desk.CaseAsync();
        await PublishAsync("heard", """
            { "id": "root", "type": "Elsa.Flowchart", "version": 1, "activities": [
                { "id": "given", "type": "Elsa.Event", "version": 1, "customProperties": { "canStartWorkflow": true },
                  "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "case.confirmed" } },
                  "result": { "typeName": "Object", "memoryReference": { "id": "event" } } },
                { "id": "note", "type": "Trasa.Note.Add", "version": 1,
                  "about": { "typeName": "Object", "expression": { "type": "Feel", "value": "event.reference" } },
                  "text": { "typeName": "Object", "expression": { "type": "Feel", "value": "event.answer" } } } ],
              "connections": [ { "source": { "activity": "given", "port": "Done" }, "target": { "activity": "note", "port": "In" }, "vertices": [] } ] }
            """, """[ { "id": "event", "name": "event", "typeName": "Object", "isArray": false } ]""");
        await Desk.Host.Definitions.PublishAsync(new(DefinitionKind.Template, "solved.en", "Solved", "---\nsubject: Yes\n---\nIs {{ case.number }} solved?\n"), "test", null, Token);
        var link = await Answers.ToAsync(null, new(one.Reference, "confirmed", "solved", Desk.Now), Token);
        var token = link.Segments[^1];

        var question = await Answers.QuestionAsync(token, Token);
        Assert.Equal(("Yes", $"Is {one.Text("number")} solved?"), (question?.Button, question?.Text.Trim()));
        Assert.True(await Answers.GiveAsync(token, Token));
        Assert.True(await Answers.GiveAsync(token, Token));
        await Desk.Host.RunUntilIdleAsync(Token);

        var notes = await Desk.Records.QueryAsync(null, new("note", [new("about", FieldOperator.Equal, one.Reference.ToString())]), Actor.System, Token);
        Assert.Equal("confirmed", Assert.Single(notes.Records).Text("text"));
    }

    [Fact]
    public async Task Link_to_answer_with_that_was_not_made_here_answers_nothing()
    {
        var one = await Desk.CaseAsync();
        var token = (await Answers.ToAsync(null, new(one.Reference, "confirmed", "solved", Desk.Now), Token)).Segments[^1];
        var forged = (token[0] == 'A' ? 'B' : 'A') + token[1..];

        Assert.Null(await Answers.QuestionAsync(forged, Token));
        Assert.False(await Answers.GiveAsync(forged, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Answers.ToAsync(null, new(one.Reference, "two words", "solved", Desk.Now), Token));
    }

    private TaskLinks Links => Desk.Host.Get<TaskLinks>();

    private AnswerLinks Answers => Desk.Host.Get<AnswerLinks>();

    private async Task<string?> FollowAsync(Guid instance, Record about, Record recipient) =>
        await Links.FollowAsync((await Links.ToComingAsync(null, instance, about.Reference, recipient.Id, Token)).Segments[^1], Token);

    private Task<DefinitionVersion> PublishAsync(string key, string root, string variables = "[]") =>
        Desk.Host.PublishAsync(key, $$"""{ "id": "{{key}}", "definitionId": "{{key}}", "name": "{{key}}", "version": 1, "variables": {{variables}}, "root": {{root}} }""", Token);
}

public sealed class SqliteLinkTests() : LinkTests(DatabaseKind.Sqlite);

public sealed class PostgresLinkTests() : LinkTests(DatabaseKind.PostgreSql);
