using System.Text.Json.Nodes;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.Crm.Records;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>Trying a draft on the test clock.</summary>
public sealed class TrialTests(TrasaInBrowser trasa)
{
    private const string WithForm = """
        "form":{"typeName":"String","expression":{"type":"Literal","value":"tried-form"}},"due":
        """;

    [Fact]
    public async Task Draft_is_tried_over_a_holiday_kept_as_a_scenario_and_nothing_of_it_is_real()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "tried", Drawing.Leave);
        var panel = desk.Page.Locator(".td-panel");
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Try it" }).ClickAsync();
        await panel.GetByLabel("The clock begins at").FillAsync("2026-04-30 15:00");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Prepare a trial" }).ClickAsync();
        await panel.GetByLabel("requester").FillAsync("ana.popescu");
        await panel.GetByLabel("days").FillAsync("3");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();

        // 1 May is a holiday: 16 working hours after Thursday 15:00 end on Tuesday.
        await Assertions.Expect(panel.GetByText("until Tue 2026-05-05 15:00")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Card("approve").Locator(".td-card")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-waiting"));
        await panel.GetByLabel("Move the clock to").FillAsync("Monday 09:10");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByTestId("clock")).ToHaveTextAsync("Mon 2026-05-04 09:10");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(desk.Card("yes").Locator(".td-card")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-done"));
        Assert.Empty((await desk.Page.Locator(".td-panel").RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));

        await panel.GetByLabel("What this run shows").FillAsync("Approved after the holiday");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Run all scenarios" }).ClickAsync();
        await Assertions.Expect(desk.Said).ToHaveTextAsync("1 passed, 0 failed");
        await desk.SavedAsync();
        var kept = JsonNode.Parse((await desk.DraftAsync())!.Content)!["customProperties"]!["scenarios"]!["scenarios"]![0]!;
        Assert.Equal("Approved after the holiday", kept["name"]!.GetValue<string>());
        Assert.Equal(["start", "clock", "task", "expectWorkflow"], kept["steps"]!.AsArray().Select(step => step!.AsObject().First().Key));
        Assert.Equal(0, (await trasa.Services.GetRequiredService<IInstanceQueries>().SearchAsync(new("tried"), 0, 1, CancellationToken.None)).Total);
    }

    [Fact]
    public async Task Person_who_starts_it_may_be_named_in_full()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "tried-by-name", Drawing.Leave);
        var panel = desk.Page.Locator(".td-panel");
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Try it" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Prepare a trial" }).ClickAsync();
        await panel.GetByLabel("requester").FillAsync("ana.popescu");
        await panel.GetByLabel("days").FillAsync("3");
        await Assertions.Expect(panel.Locator("#td-people option[value='ana.popescu']")).ToHaveCountAsync(1);

        await panel.GetByLabel("As", new() { Exact = true }).FillAsync("Nobody Known");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Assertions.Expect(panel.GetByText("Nobody here has the login 'Nobody Known'.")).ToBeVisibleAsync();

        await panel.GetByLabel("As", new() { Exact = true }).FillAsync("ana popescu");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Assertions.Expect(desk.Card("approve").Locator(".td-card")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-waiting"));
    }

    [Fact]
    public async Task Task_with_a_form_is_filled_in_as_whoever_answers_it_sees_it()
    {
        await trasa.Services.GetRequiredService<IDefinitionStore>().PublishAsync(
            new(DefinitionKind.Form, "tried-form", "Say more", """{ "name": "Say more", "fields": [ { "name": "reason", "label": "What speaks for it", "type": "text", "required": true } ] }"""), "Test", null, CancellationToken.None);
        var desk = await WorkflowDesk.OpenAsync(trasa, "tried-form", Drawing.Leave.Replace("\"due\":", WithForm, StringComparison.Ordinal));
        var panel = desk.Page.Locator(".td-panel");
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Try it" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Prepare a trial" }).ClickAsync();
        await panel.GetByLabel("requester").FillAsync("ana.popescu");
        await panel.GetByLabel("days").FillAsync("3");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();

        await panel.GetByRole(AriaRole.Button, new() { Name = "Fill in the form" }).ClickAsync();
        var form = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Approve 3 days for ana.popescu" });
        await form.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(form.GetByText("What speaks for it is required.")).ToBeVisibleAsync();
        await form.GetByLabel("What speaks for it").FillAsync("They are enough");
        Assert.Empty((await desk.Page.Locator("dialog[open]").RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        await form.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();

        await Assertions.Expect(form).ToBeHiddenAsync();
        await Assertions.Expect(desk.Card("yes").Locator(".td-card")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-done"));
        await panel.GetByLabel("What this run shows").FillAsync("Approved on the form");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await desk.SavedAsync();
        var steps = JsonNode.Parse((await desk.DraftAsync())!.Content)!["customProperties"]!["scenarios"]!["scenarios"]![0]!["steps"]!;
        Assert.Equal("They are enough", steps[1]!["task"]!["values"]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Workflow_that_begins_with_a_record_is_tried_by_filling_in_its_form()
    {
        const string Begins = """first","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"company.created"}},"metadata""";
        var desk = await WorkflowDesk.OpenAsync(trasa, "tried-company", Drawing.Two.Replace("""first","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata""", Begins, StringComparison.Ordinal));
        var panel = desk.Page.Locator(".td-panel");
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Try it" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Prepare a trial" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Company is created" }).ClickAsync();

        var form = desk.Page.GetByRole(AriaRole.Dialog, new() { Name = "Company is created" });
        var name = form.GetByLabel("Name", new() { Exact = false }).First;
        await form.GetByLabel("Like a real one").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Assertions.Expect(name).Not.ToHaveValueAsync("");
        Assert.Empty((await desk.Page.Locator("dialog[open]").RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        await name.FillAsync("");
        await form.GetByRole(AriaRole.Button, new() { Name = "Let it happen" }).ClickAsync();
        await Assertions.Expect(form.GetByText("Name is required.")).ToBeVisibleAsync();
        await name.FillAsync("Lamps of the trial");
        await form.GetByRole(AriaRole.Button, new() { Name = "Let it happen" }).ClickAsync();

        await Assertions.Expect(form).ToBeHiddenAsync();
        await Assertions.Expect(desk.Card("end").Locator(".td-card")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-done"));
        await panel.GetByLabel("What this run shows").FillAsync("A company comes");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await desk.SavedAsync();
        var step = JsonNode.Parse((await desk.DraftAsync())!.Content)!["customProperties"]!["scenarios"]!["scenarios"]![0]!["steps"]![0]!["record"]!;
        Assert.Equal(("company", "Lamps of the trial"), (step["type"]!.GetValue<string>(), step["set"]!["name"]!.GetValue<string>()));
        Assert.Equal(0, (await trasa.Services.GetRequiredService<IRecords>().QueryAsync(null, new("company", Search: "Lamps of the trial"), Actor.System, CancellationToken.None)).Total);
    }

    [Fact]
    public async Task Step_that_cannot_be_done_says_why_and_the_trial_goes_on()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "refused", Drawing.Leave);
        var panel = desk.Page.Locator(".td-panel");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Prepare a trial" }).ClickAsync();

        await panel.GetByLabel("Move the clock to").FillAsync("the day after");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("'the day after' is no time");

        await panel.GetByRole(AriaRole.Button, new() { Name = "+ 1 h", Exact = true }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await panel.GetByRole(AriaRole.Button, new() { Name = "End the trial" }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Prepare a trial" })).ToBeVisibleAsync();
    }
}
