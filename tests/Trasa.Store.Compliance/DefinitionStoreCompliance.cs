using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Definitions;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Store.Compliance;

/// <summary>Drafts are edited by one at a time; what is published stays as it is.</summary>
public abstract class DefinitionStoreCompliance(StoreFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Published_version_stays_as_it_was()
    {
        var store = await OpenAsync();
        var first = await store.PublishAsync(Draft("stays", "one"), "ana", "first", Cancel);
        var second = await store.PublishAsync(Draft("stays", "two"), "bob", null, Cancel);

        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal("one", (await store.FindAsync(DefinitionKind.Workflow, "stays", 1, Cancel))!.Content);
        Assert.Equal(second, await store.FindAsync(DefinitionKind.Workflow, "stays", null, Cancel));
        Assert.Equal([2, 1], (await store.HistoryAsync(DefinitionKind.Workflow, "stays", Cancel)).Select(version => version.Version));
    }

    [Fact]
    public async Task Publishing_the_same_content_again_changes_nothing()
    {
        var store = await OpenAsync();
        var first = await store.PublishAsync(Draft("same", "one"), "ana", null, Cancel);

        Assert.Equal(first, await store.PublishAsync(Draft("same", "one"), "bob", null, Cancel));
    }

    [Fact]
    public async Task Publishing_uses_up_the_draft()
    {
        var store = await OpenAsync();
        await store.SaveDraftAsync(Draft("used", "one"), 0, "ana", Cancel);

        await store.PublishAsync(Draft("used", "one"), "ana", null, Cancel);

        Assert.Null(await store.FindDraftAsync(DefinitionKind.Workflow, "used", Cancel));
    }

    [Fact]
    public async Task Of_two_who_edit_the_same_draft_the_second_is_told()
    {
        var store = await OpenAsync();
        var draft = await store.SaveDraftAsync(Draft("both", "one"), 0, "ana", Cancel);
        await store.SaveDraftAsync(Draft("both", "two"), draft.Revision, "ana", Cancel);

        await Assert.ThrowsAsync<ConcurrencyException>(() => store.SaveDraftAsync(Draft("both", "three"), draft.Revision, "bob", Cancel));
        await Assert.ThrowsAsync<ConcurrencyException>(() => store.SaveDraftAsync(Draft("both", "four"), 0, "bob", Cancel));

        Assert.Equal(("two", 2, 1), await store.FindDraftAsync(DefinitionKind.Workflow, "both", Cancel) is { } kept ? (kept.Content, kept.Revision, kept.Version) : default);
    }

    [Fact]
    public async Task Concurrent_publishers_get_a_number_each()
    {
        var store = await OpenAsync();

        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => store.PublishAsync(Draft("crowd", $"text {i}"), "ana", null, Cancel))));

        Assert.Equal(Enumerable.Range(1, 20), versions.Select(version => version.Version).Order());
    }

    [Fact]
    public async Task List_shows_the_latest_published_version_or_else_the_draft()
    {
        var store = await OpenAsync();
        await store.PublishAsync(Draft("z-published", "one") with { Kind = DefinitionKind.Template }, "ana", null, Cancel);
        await store.PublishAsync(Draft("z-published", "two") with { Kind = DefinitionKind.Template }, "ana", null, Cancel);
        await store.SaveDraftAsync(Draft("z-published", "three") with { Kind = DefinitionKind.Template }, 0, "ana", Cancel);
        await store.SaveDraftAsync(Draft("a-draft", "one") with { Kind = DefinitionKind.Template }, 0, "ana", Cancel);

        var list = await store.ListAsync(DefinitionKind.Template, Cancel);

        Assert.Equal([("a-draft", 1, false), ("z-published", 2, true)], list.Select(item => (item.Key, item.Version, item.IsPublished)));
    }

    [Fact]
    public async Task Publication_raises_an_event_about_the_definition_once()
    {
        var store = await OpenAsync();
        await store.SaveDraftAsync(Draft("told", "one"), 0, "ana", Cancel);
        Assert.Empty(await EventsAsync("workflow:told"));

        await store.PublishAsync(Draft("told", "one"), "ana", null, Cancel);
        await store.PublishAsync(Draft("told", "one"), "bob", null, Cancel);
        await store.PublishAsync(Draft("told", "two"), "bob", null, Cancel);

        var versions = (await EventsAsync("workflow:told")).Select(JsonValues.Parse).Cast<IReadOnlyDictionary<string, object?>>().ToList();
        Assert.Equal([("workflow", "told", 1m, "ana"), ("workflow", "told", 2m, "bob")], versions.Select(told => (told["kind"], told["key"], told["version"], told["by"])));
    }

    [Fact]
    public async Task Unknown_key_is_null()
    {
        var store = await OpenAsync();

        Assert.Null(await store.FindAsync(DefinitionKind.Workflow, "nobody", null, Cancel));
        Assert.Null(await store.FindAsync(DefinitionKind.Workflow, "nobody", 3, Cancel));
        Assert.Null(await store.FindDraftAsync(DefinitionKind.Workflow, "nobody", Cancel));
    }

    private static DefinitionDraft Draft(string key, string content) => new(DefinitionKind.Workflow, key, "Name of " + key, content, "pack");

    private async Task<List<string>> EventsAsync(string correlation)
    {
        await using var connection = await (await fixture.OpenAsync()).GetRequiredService<IDatabase>().OpenAsync(Cancel);
        return await connection.Command(
            "select payload from stimulus where name = @name and correlation_id = @correlation order by id",
            ("name", DefinitionEvents.Published), ("correlation", correlation)).QueryAsync(row => row.GetString(0), Cancel);
    }

    private async Task<IDefinitionStore> OpenAsync() => (await fixture.OpenAsync()).GetRequiredService<IDefinitionStore>();
}
