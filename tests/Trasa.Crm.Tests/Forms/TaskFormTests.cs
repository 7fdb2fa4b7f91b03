using Trasa.Activities.People;
using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;
using Trasa.Crm.PublicForms;
using Trasa.Crm.Sealing;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Tests.Forms;

/// <summary>What a person fills in is checked by the server, each flaw at its field.</summary>
public sealed class TaskFormTests() : DeskSuite(DatabaseKind.Sqlite)
{
    private const string Form = """
        {
          "name": "Decide on a case",
          "record": "case",
          "fields": [
            { "name": "subject", "readOnly": true },
            { "name": "priority", "required": true, "outcomes": ["Approve"] },
            { "name": "amount", "label": "Amount", "type": "money", "min": 0 }
          ],
          "commentRequired": ["Send back"]
        }
        """;

    [Theory]
    [InlineData("Approve", null, "high", 10, null)]
    [InlineData("Approve", null, null, 10, "priority")]
    [InlineData("Approve", null, "soon", 10, "priority")]
    [InlineData("Approve", null, "high", -1, "amount")]
    [InlineData("Send back", null, null, null, "comment")]
    [InlineData("Send back", "Which vehicle?", null, null, null)]
    public async Task Flaw_is_named_at_its_field(string outcome, string? comment, string? priority, int? amount, string? flawed)
    {
        var (item, _) = await TaskAsync();

        var answer = await Forms.ReadAsync(item, new(outcome, comment, new Dictionary<string, object?> { ["priority"] = priority, ["amount"] = amount }), Actor.System, Token);

        Assert.Equal(flawed is null ? [] : [flawed], answer.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public async Task Field_that_the_form_does_not_have_is_refused_and_what_is_only_shown_is_not_written()
    {
        var (item, _) = await TaskAsync();

        var answer = await Forms.ReadAsync(item, new("Approve", null, new Dictionary<string, object?> { ["priority"] = "high", ["subject"] = "Another", ["status"] = "Closed" }), Actor.System, Token);

        Assert.Equal("status", Assert.Single(answer.Problems).Field);
        Assert.DoesNotContain("subject", answer.Values.Keys);
    }

    [Fact]
    public async Task Form_shows_what_the_workflow_gave_before_what_the_record_holds()
    {
        var (item, record) = await TaskAsync("""{ "amount": 12.5, "priority": "urgent" }""");

        var view = (await Desk.Host.Get<ITaskForms>().OpenAsync(item, Desk.ActorOf(await Desk.AgentAsync("Anna")), Token))!;

        Assert.Equal((record.Text("subject"), "urgent", 12.5m), (view.Values["subject"], view.Values["priority"], view.Values["amount"]));
        Assert.Equal("Priority", view.Fields[1].Label);
    }

    [Fact]
    public void Flaws_of_a_form_are_named_with_their_lines()
    {
        var file = TaskFormFile.Read("decide.json", Form.Replace("\"type\": \"money\", ", "", StringComparison.Ordinal).Replace("\"record\": \"case\"", "\"record\": \"cow\"", StringComparison.Ordinal), Desk.Host.Get<IRecordTypes>().Current);

        Assert.Equal([("record", 3), ("fields[0].type", 5), ("fields[1].type", 6), ("fields[2].type", 7)], file.Problems.Select(problem => (problem.Path, problem.Line)));
    }

    [Theory]
    [InlineData("contact-sales", """{ "name": "email", "type": "email" }""", null)]
    [InlineData("contact-sales", """{ "name": "email", "type": "email" }, { "name": "priority", "required": true }""", null)]
    [InlineData("Contact Sales", """{ "name": "email", "type": "email" }""", "public")]
    [InlineData("contact-sales", """{ "name": "who", "type": "text" }""", "fields")]
    [InlineData("contact-sales", """{ "name": "email", "type": "email" }, { "name": "company", "type": "reference", "to": "company" }""", "fields[1].type")]
    [InlineData("contact-sales", """{ "name": "email", "type": "email" }, { "name": "subject", "readOnly": true }""", "fields[1].readOnly")]
    [InlineData("contact-sales", """{ "name": "email", "type": "email" }, { "name": "ticket", "type": "text" }""", "fields[1].name")]
    public void Form_for_everybody_asks_only_what_a_stranger_can_answer(string key, string fields, string? wrong)
    {
        var file = TaskFormFile.Read($"forms/{key}.json", $$"""{ "name": "Talk to us", "record": "case", "public": { }, "fields": [{{fields}}] }""", Desk.Host.Get<IRecordTypes>().Current);

        Assert.Equal(wrong is null ? [] : [wrong], file.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public async Task Form_of_a_task_is_not_shown_to_strangers_and_theirs_checks_as_that_of_a_task_does()
    {
        var intake = Desk.Host.Get<FormIntake>();
        await TaskAsync();
        const string Asked = """{ "name": "Talk to us", "record": "case", "public": { }, "fields": [{ "name": "email", "label": "E-mail", "type": "email", "required": true }, { "name": "priority" }, { "name": "terms", "label": "The terms", "type": "boolean", "required": true }] }""";
        await Desk.Host.Definitions.PublishAsync(new(DefinitionKind.Form, "talk", "Talk to us", Asked), "test", null, Token);
        var form = (await intake.FindAsync("talk", Token))!;

        var refused = await intake.AcceptAsync(form, new Dictionary<string, string?> { ["priority"] = "soon" }, await intake.TicketAsync(form, Token), null, Token);
        var taken = await intake.AcceptAsync(form, new Dictionary<string, string?> { ["email"] = " a@b.example ", ["terms"] = "on" }, await intake.TicketAsync(form, Token), null, Token);

        Assert.Null(await intake.FindAsync("decide", Token));
        Assert.Equal(["email", "priority", "terms"], refused.Problems.Select(problem => problem.Field));
        Assert.Equal((FormOutcome.Invalid, FormOutcome.Accepted), (refused.Outcome, taken.Outcome));
    }

    [Fact]
    public async Task Open_task_keeps_the_form_that_it_was_offered_with_and_the_next_one_has_the_new()
    {
        var anna = await Desk.AgentAsync("Anna");
        await PublishAsync(Form);
        var before = await OfferAsync(anna);
        await PublishAsync(Form.Replace("\"type\": \"money\"", "\"type\": \"money\", \"required\": true", StringComparison.Ordinal));
        var after = await OfferAsync(anna, before);
        var high = new Dictionary<string, object?> { ["priority"] = "high" };

        var refused = await Desk.Inbox.CompleteAsync(after.Id, new("Approve", null, high), Desk.ActorOf(anna), Token);
        var done = await Desk.Inbox.CompleteAsync(before.Id, new("Approve", null, high), Desk.ActorOf(anna), Token);

        Assert.Equal("amount", Assert.Single(refused.Flaws!).Field);
        Assert.True(done.IsDone, done.Message);
        Assert.False((await Desk.Host.Get<ITaskForms>().OpenAsync(before, Desk.ActorOf(anna), Token))!.Fields[^1].Required);
    }

    [Fact]
    public async Task Field_for_some_roles_is_hidden_or_only_shown_to_others_and_not_taken_from_them()
    {
        var (item, _) = await TaskAsync("""{ "amount": 12.5 }""", Form
            .Replace("\"readOnly\": true", "\"readRoles\": [\"finance\"]", StringComparison.Ordinal)
            .Replace("\"type\": \"money\"", "\"type\": \"money\", \"required\": true, \"writeRoles\": [\"finance\"]", StringComparison.Ordinal));
        var anna = Desk.ActorOf(await Desk.AgentAsync("Anna"));

        var seen = (await Desk.Host.Get<ITaskForms>().OpenAsync(item, anna, Token))!;
        var answer = await Forms.ReadAsync(item, new("Approve", null, new Dictionary<string, object?> { ["priority"] = "high", ["amount"] = 1 }), anna, Token);
        var forged = await Forms.ReadAsync(item, new("Approve", null, new Dictionary<string, object?> { ["priority"] = "high", ["subject"] = "x" }), anna, Token);

        Assert.Equal([("priority", false), ("amount", true)], seen.Fields.Select(field => (field.Name, field.ReadOnly)));
        Assert.Equal(12.5m, seen.Values["amount"]);
        Assert.Empty(answer.Problems);
        Assert.DoesNotContain("amount", answer.Values.Keys);
        Assert.Equal("subject", Assert.Single(forged.Problems).Field);
    }

    [Fact]
    public void Form_is_written_as_short_as_a_person_would_and_reads_as_the_same()
    {
        var types = Desk.Host.Get<IRecordTypes>().Current;
        var form = FormText.Read("decide", Form, types).Form! with { Files = false };

        var text = FormText.Write(form);

        Assert.Equal("""
            {
              "name": "Decide on a case",
              "record": "case",
              "fields": [
                {
                  "name": "subject",
                  "readOnly": true
                },
                {
                  "name": "priority",
                  "required": true,
                  "outcomes": [
                    "Approve"
                  ]
                },
                {
                  "name": "amount",
                  "label": "Amount",
                  "type": "money",
                  "min": 0
                }
              ],
              "commentRequired": [
                "Send back"
              ],
              "files": false
            }

            """, text);
        Assert.Equal(text, FormText.Write(FormText.Read("decide", text, types).Form!));
    }

    [Fact]
    public async Task Link_opens_its_task_and_a_forged_one_nothing()
    {
        var links = Desk.Host.Get<TaskLinks>();
        var (task, person) = (Desk.Team.Id, Desk.Team.Id);
        var link = await links.ToAsync(null, task, person, Token);
        var token = link.Segments[^1];

        Assert.Equal(task, await links.OpenAsync(token, Token));
        Assert.Null(await links.OpenAsync((token[0] == 'A' ? 'B' : 'A') + token[1..], Token));
        Assert.Null(await links.OpenAsync(token[..^4], Token));
        Assert.Null(await links.OpenAsync("", Token));
    }

    private IWorkForms Forms => Desk.Host.Get<IWorkForms>();

    private Task<DefinitionVersion> PublishAsync(string form) => Desk.Host.Definitions.PublishAsync(new(DefinitionKind.Form, "decide", "Decide", form), "test", null, Token);

    /// <summary>A task of a workflow, with the form as it is published now.</summary>
    private async Task<WorkItem> OfferAsync(Record user, WorkItem? other = null)
    {
        await Desk.Host.PublishAsync("deciding", """
            { "id": "deciding", "definitionId": "deciding", "name": "Deciding", "version": 1,
              "root": { "id": "ask", "type": "Trasa.UserTask", "version": 1, "title": "Decide", "candidates": "user:anna", "form": "decide", "outcomes": ["Approve", "Send back"] } }
            """, Token);
        await Desk.Host.StartWorkflowAsync("deciding", cancellationToken: Token);
        var offered = await Desk.Inbox.ListAsync(new(user.Id, WorkView.Offered), Token);
        return offered.Entries.Select(entry => entry.Item).Single(item => item.Id != other?.Id);
    }

    private async Task<(WorkItem Item, Record Record)> TaskAsync(string? given = null, string form = Form)
    {
        await PublishAsync(form);
        var record = await Desk.CaseAsync();
        var item = new WorkItem
        {
            Id = record.Id, InstanceId = record.Id, ActivityId = "ask", BookmarkId = record.Id, Title = "Decide", Subject = record.Reference.ToString(), Form = "decide",
            Outcomes = ["Approve", "Send back"], Scope = "test", Candidates = [], CreatedAt = Desk.Now, FormValues = given,
        };
        return (item, record);
    }
}
