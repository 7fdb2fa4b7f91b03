using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Trasa.EndToEnd.Tests.Browser;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>Drawing with a real mouse and a real keyboard.</summary>
public sealed class DrawingTests(TrasaInBrowser trasa)
{
    [Fact]
    public async Task Opening_changes_nothing()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "opening");

        await desk.Card("second").ClickAsync();
        await desk.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(desk.Page.Locator(".td-save")).ToHaveTextAsync("No changes");
        Assert.Null(await desk.DraftAsync());
    }

    [Fact]
    public async Task Saving_keeps_what_nobody_here_knows()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "unknown");

        await desk.Card("first").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name", Exact = true }).FillAsync("Renamed");
        await desk.DefinitionAsync();

        var draft = JsonNode.Parse((await desk.DraftAsync())!.Content)!;
        var expected = JsonNode.Parse(Drawing.Three.Replace("KEY", "unknown", StringComparison.Ordinal))!;
        expected["root"]!["activities"]![0]!["metadata"]!["displayText"] = "Renamed";
        Assert.Equal(expected.ToJsonString(), draft.ToJsonString());
    }

    [Fact]
    public async Task Activity_is_dragged_from_the_palette_and_connected()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "dragging", Drawing.Two);
        var canvas = (await desk.Canvas.BoundingBoxAsync())!;

        await desk.Page.GetByLabel("Search activities").FillAsync("write line");
        await desk.DragAsync(desk.Page.Locator(".td-item").First, canvas.X + 300, canvas.Y + canvas.Height - 160);
        await Assertions.Expect(desk.Card("WriteLine1")).ToBeVisibleAsync();
        await desk.DragAsync(desk.Port("WriteLine1", "Done"), desk.Port("end", "In"));

        Assert.Equal("first-Done>end WriteLine1-Done>end", await desk.ConnectionsAsync());
    }

    [Fact]
    public async Task Activity_dropped_on_a_connection_goes_inside_and_undo_restores_the_connection()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "inside", Drawing.Two);
        var from = (await desk.Port("first", "Done").BoundingBoxAsync())!;
        var to = (await desk.Port("end", "In").BoundingBoxAsync())!;

        await desk.Page.GetByLabel("Search activities").FillAsync("set name");
        await desk.DragAsync(desk.Page.Locator(".td-item").First, (from.X + to.X + 10) / 2, from.Y + (from.Height / 2));
        Assert.Equal("first-Done>SetName1 SetName1-Done>end", await desk.ConnectionsAsync());

        await desk.Page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(desk.Cards).ToHaveCountAsync(2);
        Assert.Equal("first-Done>end", await desk.ConnectionsAsync());
    }

    [Fact]
    public async Task Connection_is_moved_to_another_activity_by_mouse_and_key()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "moving");

        await desk.Page.Locator(".react-flow__edge").First.FocusAsync();
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.DragAsync(desk.Page.Locator(".react-flow__edge.selected .react-flow__edgeupdater-target"), desk.Port("third", "In"));
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Connection moved to Third");
        Assert.Equal("first-Done>third second-Done>third", await desk.ConnectionsAsync());

        await desk.Page.GetByLabel("Leads to").SelectOptionAsync("second");
        Assert.Equal("first-Done>second second-Done>third", await desk.ConnectionsAsync());
    }

    [Fact]
    public async Task Everything_is_done_with_the_keyboard_and_said_aloud()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "keyboard", Drawing.Two);
        var keys = desk.Page.Keyboard;

        await desk.Card("first").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("a");
        await keys.TypeAsync("set name");
        await keys.PressAsync("Enter");
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Set name added");
        await keys.PressAsync("c");
        await keys.TypeAsync("over");
        await keys.PressAsync("Enter");

        await Assertions.Expect(desk.Said).ToContainTextAsync("connected to Over");
        Assert.Equal("first-Done>end first-Done>SetName1 SetName1-Done>end", await desk.ConnectionsAsync());
    }

    [Fact]
    public async Task Copies_get_ids_of_their_own()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "copying", Drawing.Two);

        await desk.Canvas.ClickAsync(new() { Position = new() { X = 30, Y = 30 } });
        await desk.Page.Keyboard.PressAsync("Control+a");
        await desk.Page.Keyboard.PressAsync("Control+c");
        await desk.Page.Keyboard.PressAsync("Control+v");

        Assert.Equal("first-Done>end WriteLine1-Done>End1", await desk.ConnectionsAsync());
        Assert.Equal(["first", "end", "WriteLine1", "End1"], (await desk.DefinitionAsync()).Root!.Activities.Select(activity => activity.Id));
    }

    [Fact]
    public async Task What_is_copied_is_pasted_into_another_workflow()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "copied-from", Drawing.Grouped);
        await desk.Page.Locator(".td-area.is-group .td-area-title").ClickAsync();
        await desk.Page.Keyboard.PressAsync("Control+c");
        await Assertions.Expect(desk.Said).ToHaveTextAsync("4 items copied");

        var other = await desk.OpenOtherAsync("pasted-into", Drawing.Two);
        await other.Page.Keyboard.PressAsync("Control+v");

        await Assertions.Expect(other.Said).ToHaveTextAsync("4 items pasted");
        Assert.Equal("first-Done>end WriteLine1-Done>WriteLine2", await other.ConnectionsAsync());
        var marks = (await other.DefinitionAsync()).Root!.CustomProperties!;
        Assert.Equal("Both of them", marks["notes"]!.AsArray().Single()!["text"]!.GetValue<string>());
        Assert.Equal("Together", marks["groups"]!.AsArray().Single()!["title"]!.GetValue<string>());
        await Assertions.Expect(other.Page.Locator(".td-area.is-group")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Positions_stay_until_somebody_moves_them()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "places");
        var card = (await desk.Card("second").BoundingBoxAsync())!;

        await desk.DragAsync(desk.Card("second").Locator(".td-card-title"), card.X + 100, card.Y + 200);

        var activities = (await desk.DefinitionAsync()).Root!.Activities;
        Assert.Equal((60d, 100d), activities[0].Position);
        Assert.NotEqual((360d, 100d), activities[1].Position);
        Assert.Equal((660d, 100d), activities[2].Position);
    }

    [Fact]
    public async Task Activities_go_out_of_a_frame_and_into_it_by_mouse_and_undo_brings_them_back()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "frames", Drawing.Loop);
        await desk.Card("each").Locator(".td-toggle").ClickAsync();
        await Assertions.Expect(desk.Card("two")).ToBeVisibleAsync();
        var free = (await desk.Canvas.BoundingBoxAsync())!;

        await desk.DragAsync(desk.Card("two").Locator(".td-card-title"), free.X + 300, free.Y + free.Height - 120);
        Assert.Equal("flow: first each two; inner: one", await desk.PlacesAsync());
        await desk.Page.Keyboard.PressAsync("Control+z");
        Assert.Equal("flow: first each; inner: one two", await desk.PlacesAsync());
        Assert.Equal("one-Done>two", WorkflowDesk.Spell((await desk.DefinitionAsync()).Find("inner")!));

        await desk.DragAsync(desk.Card("first").Locator(".td-card-title"), desk.Page.Locator(".td-region-head").First);
        Assert.Equal("flow: each; inner: one two first", await desk.PlacesAsync());
    }

    [Fact]
    public async Task Frames_timers_and_outcomes_need_no_mouse()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "frame-keys", Drawing.Loop);
        var keys = desk.Page.Keyboard;
        await desk.Card("each").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("e");
        await Assertions.Expect(desk.Said).ToHaveTextAsync("For each expanded");

        await desk.Card("first").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("m");
        await keys.TypeAsync("body");
        await keys.PressAsync("Enter");
        await Assertions.Expect(desk.Said).ToContainTextAsync("First moved to body");
        await desk.Card("one").FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("a");
        await keys.TypeAsync("user task");
        await keys.PressAsync("Enter");
        await Assertions.Expect(desk.Card("UserTask1")).ToBeVisibleAsync();
        await desk.Card("UserTask1").FocusAsync();
        await keys.PressAsync("o");
        await keys.TypeAsync("Agree");
        await keys.PressAsync("Enter");
        await Assertions.Expect(desk.Port("UserTask1", "Agree")).ToBeVisibleAsync();
        await keys.PressAsync("b");
        await Assertions.Expect(desk.Port("UserTask1", "Overdue")).ToBeVisibleAsync();

        Assert.Equal("flow: each; inner: one two first UserTask1", await desk.PlacesAsync());
        var task = (await desk.DefinitionAsync()).Find("UserTask1")!;
        Assert.Equal("Overdue", task.CustomProperties!["boundaries"]![0]!["outcome"]!.GetValue<string>());
        Assert.Contains("Agree", task.Json["outcomes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_arrives_where_it_belongs_though_nothing_was_drawn_in_between()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "quick-hands");
        var keys = desk.Page.Keyboard;
        await desk.Card("third").FocusAsync();
        await keys.PressAsync("Enter");
        await desk.Page.EvaluateAsync("window.requestAnimationFrame = () => 0");

        await keys.PressAsync("a");
        await keys.TypeAsync("user task");
        await keys.PressAsync("Enter");
        await keys.PressAsync("o");
        await keys.TypeAsync("Agree");
        await keys.PressAsync("Enter");
        await keys.PressAsync("b");
        await keys.PressAsync("F2");
        await keys.PressAsync("Control+a");
        await keys.TypeAsync("Ask the board");

        var task = (await desk.DefinitionAsync()).Find("UserTask1")!;
        Assert.Equal("Ask the board", task.Label);
        Assert.Contains("Agree", task.Json["outcomes"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Overdue", task.CustomProperties!["boundaries"]![0]!["outcome"]!.GetValue<string>());
        Assert.Equal(4, (await desk.DefinitionAsync()).Root!.Activities.Count);
    }

    [Fact]
    public async Task Task_put_into_a_lane_goes_to_its_people_and_a_group_takes_its_activities_along()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "lanes", Drawing.Leave);
        var keys = desk.Page.Keyboard;
        await LaneAsync("Desk", "team:service-desk");
        await LaneAsync("Board", "position:head-of-service");
        await keys.PressAsync("Escape");
        await keys.PressAsync("Shift+Digit1");
        var board = (await desk.Page.Locator(".td-area.is-lane").Last.BoundingBoxAsync())!;
        var task = (await desk.Card("approve").BoundingBoxAsync())!;

        await desk.DragAsync(desk.Card("approve").Locator(".td-card-title"), task.X + 60, board.Y + 30);
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Set position:head-of-service" }).ClickAsync();
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Approve leave goes to position:head-of-service now");
        Assert.Equal("position:head-of-service", (await desk.DefinitionAsync()).Find("approve")!.Input("candidates")!.Text);

        await desk.Card("yes").Locator(".td-card-title").ClickAsync();
        await keys.PressAsync("Control+g");
        var before = (await desk.DefinitionAsync()).Find("yes")!.Position!.Value;
        await desk.Page.Locator(".td-area.is-group .td-area-title").FocusAsync();
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("ArrowRight");
        Assert.Equal((before.X + 20, before.Y), (await desk.DefinitionAsync()).Find("yes")!.Position!.Value);

        async Task LaneAsync(string title, string who)
        {
            await desk.Canvas.ClickAsync(new() { Position = new() { X = 20, Y = 20 } });
            await keys.PressAsync("l");
            await desk.Page.GetByRole(AriaRole.Textbox, new() { Name = "Title", Exact = true }).FillAsync(title);
            await desk.Page.GetByLabel("Position or team").FillAsync(who);
        }
    }

    [Fact]
    public async Task Groups_notes_and_lanes_in_a_frame_are_drawn_moved_and_written_there()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "marked", Drawing.Marked);
        var keys = desk.Page.Keyboard;
        var note = desk.Page.Locator(".react-flow__node-note");
        await Assertions.Expect(desk.Page.Locator(".td-area.is-lane")).ToHaveCountAsync(2);

        await note.GetByRole(AriaRole.Textbox).FillAsync("Ask twice");
        var group = (await desk.Page.Locator(".td-area.is-group").BoundingBoxAsync())!;
        await desk.DragAsync(desk.Page.Locator(".td-area.is-group .td-area-title"), group.X + 90, group.Y + 24);
        var inner = (await desk.DefinitionAsync()).Find("inner")!;
        Assert.Equal("Ask twice", inner.CustomProperties!["notes"]![0]!["text"]!.GetValue<string>());
        Assert.True(inner.CustomProperties["groups"]![0]!["x"]!.GetValue<double>() > -30);
        Assert.True(inner.Activities[0].Position!.Value.X > 0);
        Assert.Equal((260d, 0d), inner.Activities[1].Position!.Value);

        await desk.Card("two").Locator(".td-card-title").ClickAsync();
        await keys.PressAsync("n");
        await keys.TypeAsync("Of the frame");
        await Assertions.Expect(note).ToHaveCountAsync(2);
        Assert.Equal(2, (await desk.DefinitionAsync()).Find("inner")!.CustomProperties!["notes"]!.AsArray().Count);

        await keys.PressAsync("Control+f");
        await keys.TypeAsync("ask TWICE");
        await keys.PressAsync("Enter");
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Ask twice, 1 of 1");
        await Assertions.Expect(desk.Page.Locator(".td-note.is-found.is-selected")).ToHaveCountAsync(1);
        await desk.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in this workflow" }).FillAsync("board");
        await Assertions.Expect(desk.Page.Locator(".td-area.is-lane.is-found")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Lanes_change_places_by_mouse_and_key_and_tidying_up_leaves_everybody_in_their_lane()
    {
        var desk = await WorkflowDesk.OpenAsync(trasa, "lane-order", Drawing.Marked);
        var board = desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Lane Board") });

        await board.FocusAsync();
        await desk.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(desk.Said).ToHaveTextAsync("Board is lane 1 of 2 now");
        Assert.Equal("Board -60 Desk 100 one 160 note -50", await StandAsync(desk));

        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "Move down" }).ClickAsync();
        Assert.Equal("Desk -60 Board 100 one 0 note 110", await StandAsync(desk));

        var desks = (await desk.Page.Locator(".td-area.is-lane").First.BoundingBoxAsync())!;
        await desk.DragAsync(board, desks.X + 20, desks.Y + 10);
        Assert.Equal("Board -60 Desk 100 one 160 note -50", await StandAsync(desk));

        await desk.Card("one").Locator(".td-card-title").ClickAsync();
        await desk.Page.Keyboard.PressAsync("Shift+T");
        var tidied = await StandAsync(desk);
        Assert.StartsWith("Board -60 Desk ", tidied, StringComparison.Ordinal);
        var numbers = tidied.Split(' ');
        Assert.True(int.Parse(numbers[5], System.Globalization.CultureInfo.InvariantCulture) > int.Parse(numbers[3], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<string> StandAsync(WorkflowDesk desk)
    {
        var inner = (await desk.DefinitionAsync()).Find("inner")!;
        var lanes = inner.CustomProperties!["lanes"]!.AsArray().OrderBy(lane => lane!["y"]!.GetValue<double>()).Select(lane => $"{lane!["title"]} {lane["y"]}");
        return $"{string.Join(' ', lanes)} one {inner.Activities[0].Position!.Value.Y} note {inner.CustomProperties["notes"]![0]!["y"]}";
    }
}
