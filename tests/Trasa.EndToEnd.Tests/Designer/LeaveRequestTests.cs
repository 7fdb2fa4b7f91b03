using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using System.Text.RegularExpressions;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>The whole way of a process owner: a leave request from an empty canvas to a running instance that is moved on.</summary>
public sealed class LeaveRequestTests(TrasaInBrowser trasa) : IClassFixture<TrasaInBrowser>
{
    [Fact]
    public async Task Leave_request_is_drawn_tried_published_run_changed_compared_and_migrated()
    {
        var page = await trasa.SignInAsync("Process owner");
        var desk = await DrawAsync(page);
        await TryAsync(desk, "UserTask1");
        await desk.Page.GetByLabel("What this run shows").FillAsync("Over the holiday");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await PublishAsync(desk, "First version.");
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Version 1 is published.");

        var started = await trasa.Services.GetRequiredService<IWorkflowEngine>().StartAsync(new("leave-drawn"), CancellationToken.None);
        Assert.Equal(InstanceStatus.Suspended, started.Status);

        await desk.Card("WriteLine1").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Properties" }).ClickAsync();
        await desk.Page.Locator(".td-panel").GetByLabel("Text").And(desk.Page.Locator("input, textarea")).First.FillAsync("Have a good journey");
        await desk.SavedAsync();
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Versions" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Compare with what is here" }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.List, new() { Name = "Differences" })).ToContainTextAsync("text is now “Have a good journey”, before “Enjoy”");
        await desk.Page.Keyboard.PressAsync("Escape");
        await PublishAsync(desk, "Kinder words.");
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Version 2 is published.");

        await page.GotoAsync("/workflows/leave-drawn/migrate");
        await Assertions.Expect(page.GetByText("1 go on where they are")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Move 1 instance to version 2" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "What became of them" })).ToBeVisibleAsync();
        var moved = await trasa.Services.GetRequiredService<IInstanceQueries>().FindAsync(started.InstanceId, CancellationToken.None);
        Assert.Equal((2, InstanceStatus.Suspended), (moved!.DefinitionVersion, moved.Status));
    }

    /// <summary>From an empty canvas, with keys and mouse.</summary>
    private async Task<WorkflowDesk> DrawAsync(IPage page)
    {
        await page.GotoAsync("/workflows");
        await Assertions.Expect(page.Locator("#content table, #content .empty").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New workflow" }).ClickAsync();
        await page.GetByLabel("Name of the workflow").FillAsync("Leave drawn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/workflows/leave-drawn/edit$"));
        var (desk, panel) = (new WorkflowDesk(trasa, page, "leave-drawn"), page.Locator(".td-panel"));
        await desk.Canvas.GetByRole(AriaRole.Button, new() { Name = "Add an activity" }).ClickAsync();
        await page.Keyboard.TypeAsync("user task");
        await page.Keyboard.PressAsync("Enter");
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Approve leave");
        await panel.GetByLabel("Title", new() { Exact = false }).And(page.Locator("input")).First.FillAsync("Approve a leave");
        await panel.GetByLabel("Candidates").And(page.Locator("input")).First.FillAsync("position:head-of-service");
        await panel.GetByLabel("Due").And(page.Locator("input")).First.FillAsync("16 wh");
        await panel.GetByLabel("Calendar").And(page.Locator("input")).First.FillAsync("RO-Office");
        var outcomes = panel.GetByRole(AriaRole.Region, new() { Name = "Outcomes" });
        foreach (var (name, index) in ((string, int)[])[("Approve", 1), ("Reject", 2)])
        {
            await outcomes.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await outcomes.GetByLabel($"Name of entry {index}").FillAsync(name);
        }

        await desk.Card("UserTask1").FocusAsync();
        await page.Keyboard.PressAsync("a");
        await page.Keyboard.TypeAsync("write line");
        await page.Keyboard.PressAsync("Enter");
        await panel.GetByLabel("Text").And(page.Locator("input, textarea")).First.FillAsync("Enjoy");
        var canvas = (await desk.Canvas.BoundingBoxAsync())!;
        await page.GetByLabel("Search activities").FillAsync("write line");
        await desk.DragAsync(page.Locator(".td-item").First, canvas.X + 330, canvas.Y + canvas.Height - 140);
        await panel.GetByLabel("Text").And(page.Locator("input, textarea")).First.FillAsync("Sorry");
        await desk.DragAsync(desk.Port("UserTask1", "Reject"), desk.Port("WriteLine2", "In"));
        Assert.Equal("UserTask1-Approve>WriteLine1 UserTask1-Reject>WriteLine2", await desk.ConnectionsAsync());
        return desk;
    }

    /// <summary>1 May is a holiday, the second a Saturday: 16 working hours last until Tuesday.</summary>
    private static async Task TryAsync(WorkflowDesk desk, string task)
    {
        var panel = desk.Page.Locator(".td-panel");
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Try it" }).ClickAsync();
        await panel.GetByLabel("The clock begins at").FillAsync("2026-04-30 15:00");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Prepare a trial" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Assertions.Expect(panel.GetByText("until Tue 2026-05-05 15:00")).ToBeVisibleAsync();
        await Assertions.Expect(desk.Card(task).Locator(".td-card")).ToHaveClassAsync(new Regex("is-waiting"));
        await panel.GetByLabel("Move the clock to").FillAsync("Monday 09:10");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();
        await Assertions.Expect(desk.Page.GetByTestId("clock")).ToHaveTextAsync("Mon 2026-05-04 09:10");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Assertions.Expect(panel.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Leave drawn is finished" })).ToBeVisibleAsync();
    }

    private static async Task PublishAsync(WorkflowDesk desk, string notes)
    {
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByText("Scenarios: 1 passed, 0 failed.")).ToBeVisibleAsync();
        await dialog.GetByLabel("What changed, for those who read the history").FillAsync(notes);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
    }
}
