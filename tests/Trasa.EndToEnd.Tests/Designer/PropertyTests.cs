using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Hosting;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>What the panel changes.</summary>
public sealed class PropertyTests(TrasaInBrowser trasa)
{
    [Fact]
    public async Task Typed_value_is_one_step_back()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "typed", Drawing.Two);
        await desk.Card("first").ClickAsync();
        var field = desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true });

        await field.FillAsync("");
        await field.PressSequentiallyAsync("hello there");
        Assert.Equal("hello there", (await desk.DefinitionAsync()).Find("first")!.Input("text")!.Text);

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(field).ToHaveValueAsync("one");
        Assert.Equal("one", (await desk.DefinitionAsync()).Find("first")!.Input("text")!.Text);
    }

    [Fact]
    public async Task Value_becomes_an_expression_with_completion()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "expression");
        await desk.Card("first").ClickAsync();

        await desk.Page.GetByRole(AriaRole.Group, new() { Name = "How Text is written" }).GetByRole(AriaRole.Button, new() { Name = "FEEL" }).ClickAsync();
        var field = desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true });
        await field.FillAsync("");
        await field.PressSequentiallyAsync("upper");
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.Keyboard.TypeAsync("not");
        await desk.Page.Keyboard.PressAsync("ArrowDown");
        await desk.Page.Keyboard.PressAsync("ArrowUp");
        await desk.Page.Keyboard.PressAsync("Enter");

        var text = (await desk.DefinitionAsync()).Find("first")!.Input("text")!;
        Assert.Equal("Feel", text.Type);
        Assert.Equal("upper case(note)", text.Text);
    }

    [Fact]
    public async Task Renamed_case_takes_its_connection_along()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "cases", Drawing.Two);
        var keys = desk.Page.Keyboard;
        await desk.Card("first").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("a");
        await keys.TypeAsync("switch (flow)");
        await keys.PressAsync("Enter");

        await desk.Page.GetByRole(AriaRole.Region, new() { Name = "Cases" }).GetByRole(AriaRole.Button, new() { Name = "Add" }).ClickAsync();
        await desk.DragAsync(desk.Port("FlowSwitch1", "Case 1"), desk.Port("end", "In"));
        await desk.Page.GetByLabel("Name of entry 1").FillAsync("Urgent");

        Assert.Equal("first-Done>end first-Done>FlowSwitch1 FlowSwitch1-Urgent>end", await desk.ConnectionsAsync());
    }

    [Fact]
    public async Task Types_are_said_in_words_and_stand_in_the_file_as_the_format_has_them()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "typed-in-words", Drawing.Three.Replace("String\",\"isArray", "Vendor.Money\",\"isArray", StringComparison.Ordinal));
        var type = desk.Page.GetByLabel("Type of note");
        await Assertions.Expect(type.Locator("option:checked")).ToHaveTextAsync("Vendor.Money");

        await type.SelectOptionAsync(new SelectOptionValue { Label = "List" });

        var variable = (await desk.DefinitionAsync()).Variables[0];
        Assert.Equal(("Object", true), (variable.TypeName, variable.IsArray));
        await Assertions.Expect(type.Locator("option:checked")).ToHaveTextAsync("List");
    }

    [Fact]
    public async Task Form_that_is_not_there_yet_is_made_under_a_name_of_its_own()
    {
        const string WithForm = """
            form":{"typeName":"String","expression":{"type":"Literal","value":"leave-check"}},"due":
            """;
        var desk = await WorkflowDesk.OpenAsync(trasa, "formless", Drawing.Leave.Replace("due\":", WithForm, StringComparison.Ordinal));

        await desk.Card("approve").ClickAsync();

        await Assertions.Expect(desk.Page.GetByRole(AriaRole.Link, new() { Name = "Make it" })).ToHaveAttributeAsync("href", "/workflows/forms/leave-check?name=Leave%20check");
    }

    [Fact]
    public async Task Problem_leads_to_its_activity()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "problem");

        await desk.Page.GetByRole(AriaRole.Tab, new() { NameRegex = new("Problems \\d") }).ClickAsync();
        await desk.Page.Locator(".td-problems button", new() { HasTextString = "Third" }).First.ClickAsync();

        await Assertions.Expect(desk.Card("third").Locator(".td-card")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("is-selected"));
    }

    [Fact]
    public async Task Condition_is_built_from_rows_and_read_back_from_text()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "condition", Drawing.Leave);
        var keys = desk.Page.Keyboard;
        await desk.Card("yes").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("a");
        await keys.TypeAsync("decision leaves by true");
        await keys.PressAsync("Enter");
        var panel = desk.Page.Locator(".td-panel");
        await panel.GetByRole(AriaRole.Group, new() { Name = "How Condition is written" }).GetByRole(AriaRole.Button, new() { Name = "FEEL" }).ClickAsync();
        await panel.GetByRole(AriaRole.Button, new() { Name = "Build the condition" }).ClickAsync();

        await panel.GetByLabel("What is compared, row 1").FillAsync("requester");
        await panel.GetByLabel("How it is compared, row 1").SelectOptionAsync("contains");
        await panel.GetByLabel("With what, row 1").FillAsync("a \"b\"");
        await panel.GetByRole(AriaRole.Button, new() { Name = "Add a row" }).ClickAsync();
        await panel.GetByLabel("What is compared, row 2").FillAsync("days");
        await panel.GetByLabel("How it is compared, row 2").SelectOptionAsync(">=");
        await panel.GetByLabel("With what, row 2").FillAsync("10");
        await keys.PressAsync("Enter");
        await panel.GetByLabel("How the rows belong together").SelectOptionAsync("or");
        const string Built = """contains(requester, "a \"b\"") or days >= 10""";
        Assert.Equal(Built, (await desk.DefinitionAsync()).Find("FlowDecision1")!.Input("condition")!.Text);

        var text = panel.GetByRole(AriaRole.Textbox, new() { Name = "Condition", Exact = true });
        await text.FillAsync("""note in ("x, y", "it\'s") and days != null""");
        await Assertions.Expect(panel.GetByLabel("With what, row 1")).ToHaveValueAsync("\"x, y\", \"it\\'s\"");
        await Assertions.Expect(panel.GetByLabel("How it is compared, row 2")).ToHaveValueAsync("is not empty");
        await text.FillAsync("days between 1 and 5");
        await Assertions.Expect(panel.GetByText("written in a way that rows cannot show")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("Candidates", "position:head-of-service")]
    [InlineData("Calendar", "RO-Office")]
    [InlineData("Form", "leave-decision")]
    public async Task Picker_offers_what_the_installation_has(string label, string value)
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, $"picker-{label}", Drawing.Leave);
        await desk.Card("approve").Locator(".td-card-title").ClickAsync();
        var panel = desk.Page.Locator(".td-panel");
        var how = panel.GetByRole(AriaRole.Group, new() { Name = $"How {label} is written" }).GetByRole(AriaRole.Button, new() { Name = "Value" });
        if (await how.GetAttributeAsync("aria-pressed") != "true") await how.ClickAsync();

        var field = panel.GetByRole(AriaRole.Combobox, new() { Name = label, Exact = true });
        await Assertions.Expect(panel.Locator($"datalist[id='{await field.GetAttributeAsync("list")}'] option[value='{value}']")).ToHaveCountAsync(1);
        await field.FillAsync("");
        await field.FillAsync(value);
        await panel.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Picked");

        Assert.Equal(value, (await desk.DefinitionAsync()).Find("approve")!.Input(label.ToLowerInvariant())!.Text);
    }

    [Fact]
    public async Task Completion_shows_what_the_newest_run_held_and_what_nothing_sets_before()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "sampled", Drawing.Leave);
        var input = new Dictionary<string, object?> { ["requester"] = "ana.popescu", ["days"] = 3 };
        await trasa.Services.GetRequiredService<IWorkflowEngine>().StartAsync(new("sampled", Input: input), CancellationToken.None);
        await desk.Card("approve").Locator(".td-card-title").ClickAsync();
        var field = desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Title", Exact = true });
        var offered = desk.Page.GetByRole(AriaRole.Listbox, new() { Name = "Completions" });

        await field.FillAsync("");
        await field.PressSequentiallyAsync("requ");
        await Assertions.Expect(offered).ToContainTextAsync("ana.popescu");
        await field.FillAsync("");
        await field.PressSequentiallyAsync("not");

        await Assertions.Expect(offered).ToContainTextAsync("nothing sets it before this step");
    }
}
