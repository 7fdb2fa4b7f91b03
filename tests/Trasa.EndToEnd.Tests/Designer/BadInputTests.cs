using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Trasa.Designer.Workflows;
using Trasa.EndToEnd.Tests.Browser;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>What comes in may be wrong, and the connection may go: nothing is lost, and the page says what happened.</summary>
public sealed class BadInputTests(TrasaInBrowser trasa)
{
    [Theory]
    [InlineData("just words")]
    [InlineData("{\"clipboard\":\"trasa/activities\"")]
    [InlineData("{\"clipboard\":\"trasa/activities\",\"activities\":[1,null,{\"type\":5}],\"connections\":7}")]
    public async Task Garbage_on_the_clipboard_changes_nothing(string pasted)
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, $"garbage-{pasted.Length}", Drawing.Two);

        await PasteAsync(desk, pasted);

        await Assertions.Expect(desk.Said).ToHaveTextAsync("There are no activities on the clipboard.");
        await Assertions.Expect(desk.Cards).ToHaveCountAsync(2);
        await Assertions.Expect(desk.Page.Locator(".td-save")).ToHaveTextAsync("No changes");
    }

    [Fact]
    public async Task Pasted_arrows_that_lead_nowhere_are_left_out()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "half", Drawing.Two);

        await PasteAsync(desk, """{"clipboard":"trasa/activities","activities":[{"id":"first","type":"Vendor.Odd"}],"connections":[{"source":"first","target":"gone"},{"source":{"activity":null},"target":3}]}""");

        Assert.Equal("first-Done>end", await desk.ConnectionsAsync());
        Assert.Equal(["first", "end", "Odd1"], (await desk.DefinitionAsync()).Root!.Activities.Select(activity => activity.Id));
    }

    [Fact]
    public async Task Thousand_activities_that_nobody_knows_open_are_edited_and_kept()
    {
        var content = Unknown(1_000);
        var desk = await WorkflowDesk.OpenAsync(trasa, "unknown-many", content);
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Tab, new() { NameRegex = new("Problems \\d{4}") })).ToBeVisibleAsync();

        await desk.Cards.First.ClickAsync();
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Looked at");
        await desk.SavedAsync();

        var expected = JsonNode.Parse(content.Replace("KEY", "unknown-many", StringComparison.Ordinal))!;
        var saved = JsonNode.Parse((await desk.DraftAsync())!.Content)!;
        var renamed = saved["root"]!["activities"]!.AsArray().Single(activity => activity!["metadata"]!["displayText"]!.GetValue<string>() == "Looked at")!;
        renamed["metadata"]!["displayText"] = renamed["id"]!.GetValue<string>();
        Assert.Equal(expected.ToJsonString(), saved.ToJsonString());
    }

    [Fact]
    public async Task Workflow_that_is_too_large_is_not_sent_and_the_page_lives_on()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "too-large", Drawing.Two);
        await desk.Card("first").ClickAsync();
        var field = desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Description" });

        await field.EvaluateAsync("(field, length) => { const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set; set.call(field, 'x'.repeat(length)); field.dispatchEvent(new Event('input', { bubbles: true })); }", DesignerLimits.LargestMessage);
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("at most 4.0 MB can be sent");

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Still here");
        Assert.Equal("Still here", (await desk.DefinitionAsync()).Find("first")!.Label);
    }

    [Fact]
    public async Task Lost_circuit_keeps_what_was_drawn_and_says_so()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "cut", Drawing.Two);
        await desk.Card("first").ClickAsync();

        await desk.Page.EvaluateAsync("Blazor.disconnect()");
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Drawn without a line");
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Your work is kept in this browser");
        desk.Page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await desk.ReloadAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Bring it back" }).ClickAsync();

        Assert.Equal("Drawn without a line", (await desk.DefinitionAsync()).Find("first")!.Label);
    }

    [Fact]
    public async Task Two_tabs_on_one_draft_lose_nothing()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "tabs", Drawing.Two);
        var second = new WorkflowDesk(trasa, await desk.Page.Context.NewPageAsync(), "tabs");
        await second.ReloadAsync();

        await RenameAsync(desk, "Of the first tab");
        await desk.SavedAsync();
        await RenameAsync(second, "Of the second tab");

        await Assertions.Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("saved this draft while you were editing");
        await Assertions.Expect(second.Card("first")).ToContainTextAsync("Of the second tab");
        Assert.Equal("Of the first tab", (await desk.DefinitionAsync()).Find("first")!.Label);
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Keep mine" }).ClickAsync();
        await second.SavedAsync();
        Assert.Equal("Of the second tab", (await second.DefinitionAsync()).Find("first")!.Label);
    }

    private static async Task RenameAsync(WorkflowDesk desk, string name)
    {
        await desk.Card("first").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync(name);
    }

    private static async Task PasteAsync(WorkflowDesk desk, string text)
    {
        await desk.Canvas.ClickAsync(new() { Position = new() { X = 30, Y = 30 } });
        await desk.Page.EvaluateAsync("text => { const data = new DataTransfer(); data.setData('text/plain', text); document.querySelector('.td-canvas').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }", text);
    }

    private static string Unknown(int count)
    {
        var activities = Enumerable.Range(0, count).Select(number =>
            $$$$"""{"id":"odd{{{{number}}}}","type":"Vendor.Odd{{{{number % 7}}}}","version":1,"customProperties":{},"metadata":{"displayText":"odd{{{{number}}}}","designer":{"position":{"x":{{{{number % 25 * 260}}}},"y":{{{{number / 25 * 120}}}}}}},"secret":[{"deep":{{{{number}}}}}]}""");
        return $$$"""{"id":"KEY","definitionId":"KEY","name":"Unknown","version":1,"variables":[],"inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"options":{},"root":{"id":"flow","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"activities":[{{{string.Join(',', activities)}}}],"connections":[]}}""";
    }
}
