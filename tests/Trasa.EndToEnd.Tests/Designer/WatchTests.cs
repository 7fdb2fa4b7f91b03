using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Definitions;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using static Microsoft.Playwright.Assertions;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>A process owner watches instances, mends them, finds them and moves them, with mouse and keyboard.</summary>
public sealed class WatchTests(TrasaInBrowser trasa) : IClassFixture<TrasaInBrowser>
{
    private const string Failing = """
        { "definitionId": "KEY", "name": "Route it", "version": 1,
          "variables": [
            { "id": "which", "name": "which", "typeName": "String", "value": "R-NOWHERE" },
            { "id": "amount", "name": "amount", "typeName": "Int32", "value": 1 } ],
          "options": { "journal": "values" },
          "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [
            { "id": "ask", "name": "Ask the table", "type": "Trasa.Decide", "decision": { "typeName": "String", "expression": { "type": "Feel", "value": "which" } }, "input": { "typeName": "Object", "expression": { "type": "Feel", "value": "{topic: \"invoice\"}" } } },
            { "id": "wait", "name": "Hear", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "heard KEY" } }, "metadata": { "designer": { "position": { "x": 260, "y": 0 } } } },
            { "id": "other", "name": "Hear another", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "another" } }, "metadata": { "designer": { "position": { "x": 260, "y": 160 } } } }
          ], "connections": [{ "source": { "activity": "ask", "port": "Done" }, "target": { "activity": "wait", "port": "In" } }] } }
        """;

    private static readonly string[] s_stations = ["First", "Second", "Third"];

    private IWorkflowEngine Engine => trasa.Services.GetRequiredService<IWorkflowEngine>();

    [Fact]
    public async Task Instance_that_failed_is_mended_from_its_page_and_followed_live()
    {
        var page = await trasa.SignInAsync("Process owner");
        await StartAsync("mend-live", Failing);
        await page.GotoAsync("/workflows/incidents?workflow=mend-live");
        await page.GetByRole(AriaRole.Row, new() { Name = "Ask the table" }).GetByRole(AriaRole.Link).ClickAsync();
        var incident = page.GetByRole(AriaRole.Region, new() { Name = "Incident" });
        await Expect(incident).ToContainTextAsync("R-NOWHERE");
        Assert.Empty((await page.Locator("#content").RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));

        await ChangeAsync(page, "amount", "\"many\"");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("'amount' cannot have this value");
        await ChangeAsync(page, "which", "R-TEAM");
        await Expect(page.Locator("dl.variables")).ToContainTextAsync("R-TEAM");
        await incident.GetByRole(AriaRole.Button, new() { Name = "Retry" }).ClickAsync();

        await Expect(incident).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Waits for" })).ToContainTextAsync("the event “heard mend-live”");
        var journal = page.GetByRole(AriaRole.Region, new() { Name = "Journal" });
        await Expect(journal).ToContainTextAsync("Ask the table was tried again");
        await Expect(journal).ToContainTextAsync("Route it got other values");
        await Expect(page.GetByText("Decided by R-TEAM")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Put on hold" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("The customer asked for time.");
        await page.GetByLabel("Reason").PressAsync("Enter");
        await Expect(page.GetByText("has put it on hold: The customer asked for time.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Let it go on" }).ClickAsync();
        await Expect(page.Locator(".page-header .chips")).ToContainTextAsync("Waiting");

        // Nobody touches the page from here on.
        await Engine.PublishAsync(new("heard mend-live"), CancellationToken.None);
        await Expect(page.Locator(".page-header .chips")).ToContainTextAsync("Finished");
        await Expect(journal).ToContainTextAsync("Route it is finished");
    }

    [Fact]
    public async Task Step_is_skipped_another_one_gone_on_at_and_the_instance_cancelled()
    {
        var page = await trasa.SignInAsync("Process owner");
        var id = await StartAsync("mend-skip", Failing);
        await page.GotoAsync($"/workflows/instances/{id}");
        var waits = page.GetByRole(AriaRole.Region, new() { Name = "Waits for" });

        await page.GetByRole(AriaRole.Button, new() { Name = "Skip the step… Ask the table" }).ClickAsync();
        await page.GetByLabel("Go on as if its outcome were").SelectOptionAsync("Done");
        await page.GetByRole(AriaRole.Button, new() { Name = "Skip", Exact = true }).ClickAsync();
        await Expect(waits).ToContainTextAsync("heard mend-skip");

        await waits.GetByRole(AriaRole.Button, new() { Name = "Continue elsewhere… Hear" }).ClickAsync();
        await page.GetByLabel("Give this step up and continue at").SelectOptionAsync("Hear another");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue there" }).ClickAsync();
        await Expect(waits).ToContainTextAsync("the event “another”");
        await Expect(waits).Not.ToContainTextAsync("heard mend-skip");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the instance" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Asked for by mistake.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel the instance" }).ClickAsync();
        await Expect(page.Locator(".page-header .chips")).ToContainTextAsync("Cancelled");
        await Expect(waits).ToContainTextAsync("It waits for nothing.");
    }

    [Fact]
    public async Task Incidents_are_tried_again_together_and_the_answer_is_honest()
    {
        var page = await trasa.SignInAsync("Process owner");
        var first = await StartAsync("mend-many", Failing);
        for (var more = 0; more < 2; more++) await Engine.StartAsync(new("mend-many"), CancellationToken.None);
        await Engine.RepairAsync(first, [new Trasa.Engine.Execution.Repair.Change(new Dictionary<string, object?> { ["which"] = "R-TEAM" })], new(null, "Test"), CancellationToken.None);
        await page.GotoAsync("/workflows/incidents?workflow=mend-many");

        await page.GetByRole(AriaRole.Button, new() { Name = "Choose all on this page" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try the 3 chosen again" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "tried again" })).ToHaveTextAsync("3 tried again, 2 of the instances are stuck still or again, 0 could not be tried.");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Instances_are_found_by_what_they_are_about_their_state_and_their_step()
    {
        var page = await trasa.SignInAsync("Process owner");
        await StationsAsync("find-me", perStation: 10);
        await page.GotoAsync("/workflows/instances?workflow=find-me");
        await Expect(page.Locator(".pager")).ToContainTextAsync("1–25 of 30");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(5);

        await page.GetByLabel("Waits at the step").SelectOptionAsync("Third");
        await Expect(page.Locator(".pager")).ToContainTextAsync("1–10 of 10");
        await page.GetByLabel("Name or what it is about").FillAsync("order 2-3");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("tbody")).ToContainTextAsync("order 2-3");

        await page.GetByLabel("State").SelectOptionAsync("Cancelled");
        await Expect(page.GetByText("No instance is like that.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show all" }).ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(25);
    }

    [Fact]
    public async Task Thirty_instances_move_after_a_look_at_what_becomes_of_each()
    {
        var page = await trasa.SignInAsync("Process owner");
        await StationsAsync("move-me", perStation: 10);
        await PublishAsync("move-me", Stations("move-me", s_stations[..2]));
        await page.GotoAsync("/workflows/move-me/migrate");
        await Expect(page.GetByText("20 go on where they are, 0 go on at another step, 10 cannot move.")).ToBeVisibleAsync();
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("cannot move");

        await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Third" }).Locator("select").SelectOptionAsync("Second");
        await Expect(page.GetByText("20 go on where they are, 10 go on at another step, 0 cannot move.")).ToBeVisibleAsync();
        await page.GetByLabel("Why they are moved").FillAsync("The third station is closed.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Move 30 instances to version 2" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What became of them" })).ToBeVisibleAsync();

        var queries = trasa.Services.GetRequiredService<IInstanceQueries>();
        Assert.Equal(30, (await queries.SearchAsync(new("move-me", DefinitionVersion: 2), 0, 1, CancellationToken.None)).Total);
        Assert.Equal(20, (await queries.SearchAsync(new("move-me", WaitsAtActivity: "Second"), 0, 1, CancellationToken.None)).Total);
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at what is left" }).ClickAsync();
        await Expect(page.GetByText("No instance runs on an older version.")).ToBeVisibleAsync();
    }

    private static async Task ChangeAsync(IPage page, string variable, string value)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Change {variable}" }).ClickAsync();
        await page.GetByLabel($"New value of {variable}").FillAsync(value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change", Exact = true }).And(page.Locator("[type=submit]")).ClickAsync();
    }

    private async Task PublishAsync(string key, string content) =>
        await trasa.Services.GetRequiredService<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, key, "Route it", content), "Test", null, CancellationToken.None);

    private async Task<Guid> StartAsync(string key, string content)
    {
        await PublishAsync(key, content.Replace("KEY", key, StringComparison.Ordinal));
        return (await Engine.StartAsync(new(key), CancellationToken.None)).InstanceId;
    }

    /// <summary>As many instances at each of the stations.</summary>
    private async Task StationsAsync(string key, int perStation)
    {
        await PublishAsync(key, Stations(key, s_stations));
        for (var station = 0; station < s_stations.Length; station++)
        {
            for (var number = 0; number < perStation; number++)
            {
                var about = $"order {station}-{number}";
                await Engine.StartAsync(new(key, CorrelationId: about), CancellationToken.None);
                for (var passed = 0; passed < station; passed++) await PassAsync(key, s_stations[passed], about);
            }
        }
    }

    private async Task PassAsync(string key, string station, string about)
    {
        var store = trasa.Services.GetRequiredService<IInstanceStore>();
        var waiting = Assert.Single(await store.FindWaitingAsync("Event", $"{station} {key}", about, CancellationToken.None));
        await Engine.ResumeAsync(waiting.Id, null, new(null, "Test"), CancellationToken.None);
    }

    private static string Stations(string key, string[] stations)
    {
        var steps = stations.Select((name, index) => $$"""
            { "id": "{{name}}", "name": "{{name}}", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "{{name}} {{key}}" } }, "metadata": { "designer": { "position": { "x": {{index * 260}}, "y": 0 } } } }
            """);
        var arrows = stations.Zip(stations.Skip(1), (from, to) => $$"""{ "source": { "activity": "{{from}}", "port": "Done" }, "target": { "activity": "{{to}}", "port": "In" } }""");
        return $$"""
            { "definitionId": "{{key}}", "name": "Stations", "version": 1, "root": { "id": "flow", "type": "Elsa.Flowchart", "activities": [{{string.Join(',', steps)}}], "connections": [{{string.Join(',', arrows)}}] } }
            """;
    }
}
