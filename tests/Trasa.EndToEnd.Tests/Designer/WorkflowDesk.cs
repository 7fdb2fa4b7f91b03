using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Trasa.EndToEnd.Tests.Browser;
using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.EndToEnd.Tests.Designer;

/// <summary>The designer in front of a process owner, on one workflow.</summary>
internal sealed class WorkflowDesk(TrasaInBrowser trasa, IPage page, string key)
{
    public IPage Page => page;

    public ILocator Canvas => page.GetByTestId("canvas");

    public ILocator Said => page.GetByTestId("said");

    public ILocator Cards => page.Locator(".td-card");

    public static async Task<WorkflowDesk> OpenAsync(TrasaInBrowser trasa, string key, string? content = null, ViewportSize? size = null)
    {
        var page = await trasa.SignInAsync("Process owner", size);
        return await OpenAsync(trasa, page, key, content ?? Drawing.Three);
    }

    /// <summary>Another workflow on the same page, as somebody goes there.</summary>
    public Task<WorkflowDesk> OpenOtherAsync(string other, string content) => OpenAsync(trasa, page, other, content);

    public async Task ReloadAsync()
    {
        await page.GotoAsync($"/workflows/{key}/edit");
        await Assertions.Expect(Cards.First).ToBeVisibleAsync();
    }

    public ILocator Card(string id) => page.Locator($".react-flow__node[data-id='{id}']");

    public ILocator Port(string id, string outcome) => Card(id).Locator($".react-flow__handle[data-handleid='{outcome}']");

    /// <summary>With the mouse, in small steps, as a hand does it.</summary>
    public async Task DragAsync(ILocator from, float x, float y)
    {
        await from.HoverAsync();
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y, new() { Steps = 12 });
        await page.Mouse.UpAsync();
    }

    public async Task DragAsync(ILocator from, ILocator to)
    {
        var box = (await to.BoundingBoxAsync())!;
        await DragAsync(from, box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }

    public async Task SavedAsync() => await Assertions.Expect(page.Locator(".td-save")).ToHaveTextAsync("Saved");

    public async Task<DefinitionVersion?> DraftAsync() =>
        await trasa.Services.GetRequiredService<IDefinitionStore>().FindDraftAsync(DefinitionKind.Workflow, key, CancellationToken.None);

    public async Task<WorkflowDefinition> DefinitionAsync()
    {
        await SavedAsync();
        return DefinitionReader.Read((await DraftAsync())!.Content).Definition!;
    }

    public async Task<string> ConnectionsAsync() => Spell((await DefinitionAsync()).Root!);

    /// <summary>Every container with what stands in it.</summary>
    public async Task<string> PlacesAsync() =>
        string.Join("; ", (await DefinitionAsync()).AllActivities().Select(placed => placed.Node).Where(node => node.Activities.Count > 0)
            .Select(node => $"{node.Id}: {string.Join(' ', node.Activities.Select(activity => activity.Id))}"));

    public static string Spell(ActivityNode flowchart) =>
        string.Join(' ', flowchart.Connections.Select(connection => $"{connection.SourceId}-{connection.SourcePort}>{connection.TargetId}"));

    private static async Task<WorkflowDesk> OpenAsync(TrasaInBrowser trasa, IPage page, string key, string content)
    {
        var store = trasa.Services.GetRequiredService<IDefinitionStore>();
        await store.PublishAsync(new(DefinitionKind.Workflow, key, "Test", content.Replace("KEY", key, StringComparison.Ordinal)), "Test", null, CancellationToken.None);
        var desk = new WorkflowDesk(trasa, page, key);
        await desk.ReloadAsync();
        return desk;
    }
}
