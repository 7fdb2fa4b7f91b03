using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>The pages around the canvas: files in and out, the gallery, forms.</summary>
public sealed class WorkflowPagesTests(TrasaInBrowser trasa)
{
    private const string Diagram = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><bpmn:process id="p" name="From elsewhere" isExecutable="true">
          <bpmn:startEvent id="s" name="Begin" /><bpmn:userTask id="ask" name="Ask them" /><bpmn:complexGateway id="odd" name="Magic" />
          <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="ask" /><bpmn:sequenceFlow id="f2" sourceRef="odd" targetRef="ask" /></bpmn:process></bpmn:definitions>
        """;

    private IDefinitionStore Store => trasa.Services.GetRequiredService<IDefinitionStore>();

    [Fact]
    public async Task Diagram_from_elsewhere_is_shown_with_its_losses_before_it_becomes_a_workflow()
    {
        var page = await OpenAsync("/workflows");
        await ChooseAsync(page, "elsewhere.bpmn", Diagram);

        var card = page.GetByRole(AriaRole.Region, new() { Name = "What elsewhere.bpmn would become" });
        await Assertions.Expect(card.GetByRole(AriaRole.Status)).ToContainTextAsync("1 dropped");
        await Assertions.Expect(card).ToContainTextAsync("Magic");
        Assert.Empty((await card.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        await card.GetByLabel("Name of the workflow").FillAsync("Brought in");
        await card.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/workflows/brought-in/edit$"));
        await Assertions.Expect(page.Locator(".td-card", new() { HasTextString = "Ask them" })).ToBeVisibleAsync();
        Assert.Equal("Brought in", (await Store.FindDraftAsync(DefinitionKind.Workflow, "brought-in", CancellationToken.None))!.Name);
    }

    [Fact]
    public async Task Workflow_of_elsa_keeps_what_is_not_known_here_and_garbage_is_refused_in_words()
    {
        var page = await OpenAsync("/workflows");
        await ChooseAsync(page, "odd.json", "[1, 2");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is not JSON");

        await ChooseAsync(page, "three.json", Drawing.Three);
        var card = page.GetByRole(AriaRole.Region, new() { Name = "What three.json would become" });
        await Assertions.Expect(card).ToContainTextAsync("Vendor.Unheard");
        await card.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/workflows/three-steps/edit$"));
        var draft = await Store.FindDraftAsync(DefinitionKind.Workflow, "three-steps", CancellationToken.None);
        Assert.Contains("12345678901234567890", draft!.Content, StringComparison.Ordinal);
        Assert.True(DefinitionReader.Read(draft.Content).Definition!.Find("third")!.Json["secret"]!["a"]!["b"]![0]!.GetValue<bool>());
    }

    [Fact]
    public async Task Workflow_goes_out_as_json_bpmn_and_pack_and_a_bad_file_is_refused_where_everybody_sees_it()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "going-out", Drawing.Leave);
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "Versions" }).ClickAsync();
        var json = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync());
        Assert.Equal("going-out", DefinitionReader.Read(await File.ReadAllTextAsync(await json.PathAsync())).Definition!.DefinitionId);
        var bpmn = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.GetByRole(AriaRole.Button, new() { Name = "Export BPMN" }).ClickAsync());
        Assert.Contains("userTask", await File.ReadAllTextAsync(await bpmn.PathAsync()), StringComparison.Ordinal);
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Status)).ToContainTextAsync("kept");
        await desk.Page.Keyboard.PressAsync("Escape");

        var chooser = await desk.Page.RunAndWaitForFileChooserAsync(() => desk.Page.GetByRole(AriaRole.Button, new() { Name = "Import a file" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "odd.bpmn", MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes("<html/>") });
        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no BPMN 2.0");
        await desk.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(desk.Page.Locator(".td-save")).ToHaveTextAsync("No changes");

        await desk.Page.GotoAsync("/workflows/going-out");
        var zip = await desk.Page.RunAndWaitForDownloadAsync(() => desk.Page.GetByRole(AriaRole.Link, new() { Name = "Export as a pack" }).ClickAsync());
        using var pack = ZipFile.OpenRead(await zip.PathAsync());
        Assert.Contains(pack.Entries, entry => entry.FullName == "workflows/going-out.json");
    }

    [Fact]
    public async Task Gallery_tours_a_workflow_and_begins_a_new_one_from_it()
    {
        var page = await OpenAsync("/workflows/gallery");
        var first = page.Locator(".gallery > li").First;
        await first.GetByRole(AriaRole.Button, new() { NameRegex = new("Take the tour") }).PressAsync("Enter");
        var tour = page.Locator(".tour");
        await Assertions.Expect(tour.Locator(".tour-step")).ToContainTextAsync("Step 1 of");
        await tour.GetByRole(AriaRole.Button, new() { Name = "Next" }).PressAsync("Enter");
        await Assertions.Expect(tour.Locator(".tour-step")).ToContainTextAsync("Step 2 of");
        await Assertions.Expect(tour.Locator(".td-card.is-selected")).ToHaveCountAsync(1);

        await first.GetByRole(AriaRole.Button, new() { NameRegex = new("New from this") }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("-mine/edit$"));
        await Assertions.Expect(page.Locator(".td-chip")).ToContainTextAsync("Draft");
        await Assertions.Expect(page.Locator(".td-title")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Fields_of_a_form_are_added_and_moved_by_keyboard_and_every_change_is_saved()
    {
        var page = await OpenAsync("/workflows/forms/made-here?name=Made%20here");
        var add = page.GetByRole(AriaRole.Button, new() { Name = "Add a field of its own" });
        await add.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".field-list > li")).ToHaveCountAsync(1);
        await add.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".field-list > li")).ToHaveCountAsync(2);
        var names = await page.Locator(".field-list .field-name").AllInnerTextsAsync();
        await page.Locator(".field-list .field-name").Nth(1).PressAsync("Alt+ArrowUp");

        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "is now field 1 of 2" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("draft, saved")).ToBeVisibleAsync();
        Assert.Equal(2, names.Count);
        Assert.NotNull(await Store.FindDraftAsync(DefinitionKind.Form, "made-here", CancellationToken.None));
    }

    private async Task<IPage> OpenAsync(string path)
    {
        var page = await trasa.SignInAsync("Process owner");
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator(".user-button")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".skeleton")).ToHaveCountAsync(0);
        return page;
    }

    private static Task ChooseAsync(IPage page, string name, string content) =>
        FileField.ChooseAsync(page, new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(content) });
}
