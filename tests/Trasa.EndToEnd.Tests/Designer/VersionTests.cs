using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using System.Text.RegularExpressions;
using Trasa.Activities.Publishing;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Definitions;
using Trasa.Engine.Hosting;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>Drafts, versions and the people who work on them at the same time.</summary>
public sealed class VersionTests(TrasaInBrowser trasa)
{
    [Fact]
    public async Task Draft_survives_a_reload_and_is_published_with_notes()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "publishing", Drawing.Two);
        await RenameFirstAsync(desk, "Greeting");
        await desk.SavedAsync();

        await desk.ReloadAsync();
        await Assertions.Expect(desk.Card("first")).ToContainTextAsync("Greeting");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await desk.Page.GetByLabel("What changed, for those who read the history").FillAsync("Says hello.");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Version 2 is published.");

        var published = await Store.FindAsync(DefinitionKind.Workflow, "publishing", null, CancellationToken.None);
        Assert.Equal((2, "Says hello."), (published!.Version, published.Notes));
        Assert.Null(await desk.DraftAsync());
    }

    [Fact]
    public async Task Other_workflow_that_the_same_event_starts_is_named_before_publishing()
    {
        const string Begins = """first","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"typeName":"String","expression":{"type":"Literal","value":"twice.begun"}},"metadata""";
        var content = Drawing.Two.Replace("""first","type":"Elsa.WriteLine","version":1,"customProperties":{},"metadata""", Begins, StringComparison.Ordinal);
        await Store.PublishAsync(new(DefinitionKind.Workflow, "twice-begun", "The first of two", content.Replace("KEY", "twice-begun", StringComparison.Ordinal)), "Test", null, CancellationToken.None);
        var desk = await WorkflowDesk.OpenAsync(trasa, "begun-twice", content);
        await RenameFirstAsync(desk, "Greeting");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);

        await Assertions.Expect(dialog).ToContainTextAsync("“The first of two” begins with the same event (twice.begun). Both will run.");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Link, new() { Name = "Open" })).ToHaveAttributeAsync("href", "/workflows/twice-begun");
    }

    [Fact]
    public async Task Scenario_that_fails_holds_it_back_until_somebody_says_why()
    {
        const string Scenarios = """customProperties":{"scenarios":{"zone":"Europe/Bucharest","scenarios":[{"name":"Somebody is thanked","start":"2026-04-30 15:00","steps":[{"expectTask":{"of":"vlad.munteanu","title":"Thank them"}}]}]}},"options""";
        var desk = await WorkflowDesk.OpenAsync(trasa, "held-back", Drawing.Two.Replace("""customProperties":{},"options""", Scenarios, StringComparison.Ordinal));
        await RenameFirstAsync(desk, "Greeting");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        var publish = dialog.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true });

        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("Scenarios: 0 passed, 1 failed.");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("Somebody is thanked");
        await Assertions.Expect(publish).ToBeDisabledAsync();
        await dialog.GetByLabel("Publish all the same").CheckAsync();
        await Assertions.Expect(publish).ToBeDisabledAsync();
        Assert.Empty((await dialog.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        await dialog.GetByLabel("What changed, for those who read the history").FillAsync("Nobody is thanked any more.");
        await publish.ClickAsync();

        await Assertions.Expect(desk.Said).ToHaveTextAsync("Version 2 is published.");
        Assert.Equal("Nobody is thanked any more.", (await Store.FindAsync(DefinitionKind.Workflow, "held-back", 2, CancellationToken.None))!.Notes);
    }

    [Fact]
    public async Task Published_for_a_day_it_waits_in_the_time_of_the_person_and_can_be_taken_back()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "dated", Drawing.Two);
        await RenameFirstAsync(desk, "Greeting");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await desk.Page.GetByLabel("Valid from").FillAsync("2031-07-01T08:00");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Publish on that day" }).ClickAsync();

        await Assertions.Expect(desk.Said).ToContainTextAsync(new Regex("Version 2 comes into force at .*2031.*8:00"));
        var waiting = await trasa.Services.GetRequiredService<PublicationDesk>().FindOpenAsync(DefinitionKind.Workflow, "dated", CancellationToken.None);
        Assert.Equal(DateTimeOffset.Parse("2031-07-01T05:00:00Z", System.Globalization.CultureInfo.InvariantCulture), waiting!.ValidFrom);
        Assert.Equal(1, (await Store.FindAsync(DefinitionKind.Workflow, "dated", null, CancellationToken.None))!.Version);

        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Versions" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Taken back. It does not come into force.");
        Assert.Null(await trasa.Services.GetRequiredService<PublicationDesk>().FindOpenAsync(DefinitionKind.Workflow, "dated", CancellationToken.None));
        Assert.Contains("Greeting", (await desk.DraftAsync())!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_publishes_is_told_of_instances_under_way_and_may_look_at_moving_them()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "under-way", Drawing.Leave);
        var input = new Dictionary<string, object?> { ["requester"] = "ana.popescu", ["days"] = 3 };
        await trasa.Services.GetRequiredService<IWorkflowEngine>().StartAsync(new("under-way", Input: input), CancellationToken.None);
        await desk.Card("yes").Locator(".td-card-title").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Say yes");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);

        await Assertions.Expect(dialog.GetByText("Instances under way: 1")).ToBeVisibleAsync();
        await dialog.GetByLabel("Look at what moving them would do").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();

        await Assertions.Expect(desk.Page).ToHaveURLAsync(new Regex("/workflows/under-way/migrate$"));
        await Assertions.Expect(desk.Page.GetByText("1 go on where they are")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_saves_second_is_told_and_loses_nothing()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "conflict", Drawing.Two);
        var theirs = Drawing.Two.Replace("KEY", "conflict", StringComparison.Ordinal).Replace("\"Over\"", "\"Finished\"", StringComparison.Ordinal);
        await Store.SaveDraftAsync(new(DefinitionKind.Workflow, "conflict", "Two steps", theirs), 0, "Ana Pop", CancellationToken.None);

        await RenameFirstAsync(desk, "Mine");

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ana Pop saved this draft");
        await Assertions.Expect(desk.Card("first")).ToContainTextAsync("Mine");
        Assert.Contains("Finished", (await desk.DraftAsync())!.Content, StringComparison.Ordinal);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();
        await desk.SavedAsync();
        Assert.Contains("Mine", (await desk.DraftAsync())!.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_are_compared_in_words_and_restored()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "comparing", Drawing.Two);
        await RenameFirstAsync(desk, "Greeting");
        await desk.Card("end").ClickAsync();
        await desk.Card("end").FocusAsync();
        await desk.Page.Keyboard.PressAsync("Delete");
        await desk.Page.Keyboard.PressAsync("n");
        await desk.Page.Keyboard.TypeAsync("Nobody ends it");
        await desk.SavedAsync();

        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Versions" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Compare with what is here" }).ClickAsync();
        var differences = desk.Page.GetByRole(AriaRole.List, new() { Name = "Differences" });
        await Assertions.Expect(differences).ToContainTextAsync("called “Greeting”, before “First”");
        await Assertions.Expect(differences).ToContainTextAsync("Over (End)");
        await Assertions.Expect(differences).ToContainTextAsync("Note “Nobody ends it” added");
        await Assertions.Expect(desk.Page.Locator(".td-compare .td-card.is-removed")).ToHaveCountAsync(1);

        await desk.Page.Keyboard.PressAsync("Escape");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Assertions.Expect(desk.Cards).ToHaveCountAsync(2);
        Assert.Equal("First", (await desk.DefinitionAsync()).Find("first")!.Label);
    }

    [Fact]
    public async Task Draft_is_thrown_away_and_undo_brings_it_back()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "thrown-away", Drawing.Two);
        await RenameFirstAsync(desk, "Greeting");
        await desk.SavedAsync();
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Versions" }).ClickAsync();

        var discard = desk.Page.GetByRole(AriaRole.Button, new() { Name = "Discard the draft" });
        await discard.ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Keep" })).ToBeFocusedAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.NotNull(await desk.DraftAsync());

        await discard.ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Discard", Exact = true }).ClickAsync();
        await Assertions.Expect(desk.Page.Locator(".td-save")).ToHaveTextAsync("No changes");
        await Assertions.Expect(desk.Page.Locator(".td-title")).ToBeFocusedAsync();
        await Assertions.Expect(desk.Card("first")).ToContainTextAsync("First");
        Assert.Null(await desk.DraftAsync());

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        Assert.Equal("Greeting", (await desk.DefinitionAsync()).Find("first")!.Label);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    public async Task Designer_has_no_barrier_that_axe_finds(int width, ColorScheme scheme)
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, $"axe-{width}-{scheme}", Drawing.Loop, new() { Width = width, Height = 860 });
        await desk.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        if (width > 900)
        {
            await desk.Card("each").Locator(".td-toggle").ClickAsync();
            await desk.Page.Keyboard.PressAsync("b");
            await desk.Page.Keyboard.PressAsync("l");
            await Assertions.Expect(desk.Page.Locator(".td-area.is-lane")).ToBeVisibleAsync();
        }

        var result = await desk.Page.Locator(".workflow-designer").RunAxe();

        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
    }

    [Fact]
    public async Task Workflow_page_shows_the_diagram_and_leads_to_the_designer()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "viewing", Drawing.Two);

        await desk.Page.GotoAsync("/workflows/viewing");
        await Assertions.Expect(desk.Page.Locator(".workflow-diagram .td-card")).ToHaveCountAsync(2);
        Assert.Empty((await desk.Page.Locator(".workflow-diagram").RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "Open in the designer" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task New_workflow_begins_with_its_first_activity()
    {
        var page = await trasa.SignInAsync("Process owner");
        await page.GotoAsync("/workflows");
        await Assertions.Expect(page.Locator("#content table, #content .empty").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New workflow" }).ClickAsync();
        await page.GetByLabel("Name of the workflow").FillAsync("Żądanie urlopu");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/workflows/zadanie-urlopu/edit$"));
        await page.GetByTestId("canvas").GetByRole(AriaRole.Button, new() { Name = "Add an activity" }).ClickAsync();
        await page.Keyboard.TypeAsync("write line");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".td-card")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".td-save")).ToHaveTextAsync("Saved");
    }

    [Fact]
    public async Task Five_hundred_activities_open()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "large", Large(500));

        await Assertions.Expect(desk.Page.Locator(".td-card").First).ToBeVisibleAsync();
    }

    private IDefinitionStore Store => trasa.Services.GetRequiredService<IDefinitionStore>();

    private static async Task RenameFirstAsync(WorkflowDesk desk, string name)
    {
        await desk.Card("first").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync(name);
    }

    private static string Large(int count)
    {
        var activities = Enumerable.Range(0, count).Select(number => $$"""
            { "id": "a{{number}}", "type": "Elsa.WriteLine", "metadata": { "designer": { "position": { "x": {{number % 25 * 260}}, "y": {{number / 25 * 130}} } } } }
            """);
        var connections = Enumerable.Range(1, count - 1).Select(number => $$"""
            { "source": { "activity": "a{{number - 1}}", "port": "Done" }, "target": { "activity": "a{{number}}", "port": "In" } }
            """);
        return $$"""
            { "id": "KEY", "definitionId": "KEY", "name": "Large", "version": 1, "root": { "id": "flow", "type": "Elsa.Flowchart",
              "activities": [{{string.Join(',', activities)}}], "connections": [{{string.Join(',', connections)}}] } }
            """;
    }
}
