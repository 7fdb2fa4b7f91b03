using Microsoft.Extensions.DependencyInjection;
using Trasa.Activities.Publishing;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.Designer.Tables;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Feel;
using Trasa.Host.Components.Decisions;

namespace Trasa.Host.Tests.Decisions;

/// <summary>A table while somebody edits it: nothing that is typed is lost, whatever happens to a save.</summary>
public sealed class DraftTableTests(RunningHost host)
{
    private static readonly Actor Author = new(Guid.Parse("00000000-0000-0000-0000-0000000000b1"), "Author");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_that_failed_can_be_done_again_and_holds_everything()
    {
        var store = new FailingStore(host.Services.GetRequiredService<IDefinitionStore>());
        var (draft, grid) = Open("R-AGAIN", store);
        store.IsBroken = true;
        await Assert.ThrowsAsync<IOException>(() => grid.ChangedAsync(Sheet(draft, "> 1")));

        store.IsBroken = false;
        var again = await grid.ChangedAsync(Sheet(draft, "> 2"));

        Assert.Equal("saved", again.Outcome);
        Assert.Contains("> 2", DmnReader.Read((await store.FindDraftAsync(DefinitionKind.Decision, "R-AGAIN", Stop))!.Content).Definitions!.Decisions[0].Logic is DecisionTable table ? table.Rules[0].Inputs[0] : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_that_follow_each_other_before_a_save_is_done_all_stand()
    {
        var store = host.Services.GetRequiredService<IDefinitionStore>();
        var (draft, _) = Open("R-QUICK", store);

        var first = draft.ReplaceAsync("d", draft.TableOf("d") with { Rules = [new("r1", ["> 7"], ["1"])] });
        var second = draft.SaveAsync(draft.Definitions with { Name = "Renamed" });
        await Task.WhenAll(first, second);

        var saved = DmnReader.Read((await store.FindDraftAsync(DefinitionKind.Decision, "R-QUICK", Stop))!.Content).Definitions!;
        Assert.Equal(("Renamed", "> 7"), (saved.Name, ((DecisionTable)saved.Decisions[0].Logic!).Rules[0].Inputs[0]));
    }

    [Fact]
    public async Task Columns_policy_and_rows_are_saved_together_and_bad_characters_are_left_out()
    {
        var (draft, grid) = Open("R-COLUMNS", host.Services.GetRequiredService<IDefinitionStore>());
        var sheet = GridTable.Of(draft.TableOf("d"));
        GridColumn[] columns = [sheet.Columns[0] with { Title = "Amount" }, new("new", "input", "Kind", "kind", "string", "\"a\", \"b\"", "", []), sheet.Columns[1] with { Otherwise = "0", Values = "1, 2" }];

        var saved = await grid.ChangedAsync(new("Collect Sum", columns, [new("r1", ["> 5", "\"a\"", "1"]), new("r2", ["-", "\u0000\"b\"\uFFFF", "2"])]));

        Assert.Equal("saved", saved.Outcome);
        Assert.Equal(["\"a\"", "\"b\""], saved.Columns[1].Allowed);
        var table = draft.TableOf("d");
        Assert.Equal((HitPolicy.Collect, Aggregation.Sum), (table.HitPolicy, table.Aggregation));
        Assert.Equal(("Amount", "x", "kind", "0"), (table.Inputs[0].Label, table.Inputs[0].Expression, table.Inputs[1].Expression, table.Outputs[0].Default));
        Assert.Equal(["-", "\"b\""], table.Rules[1].Inputs);
        Assert.Equal("r1", table.Rules[0].Id);
    }

    [Fact]
    public async Task Column_without_a_test_is_said_to_be_one()
    {
        var (draft, grid) = Open("R-EMPTY", host.Services.GetRequiredService<IDefinitionStore>());
        var sheet = GridTable.Of(draft.TableOf("d"));

        var saved = await grid.ChangedAsync(sheet with { Columns = [sheet.Columns[0] with { Expression = "" }, sheet.Columns[1] with { Values = "1, ((" }] });

        Assert.Equal([("", 0), ("", 1)], saved.Faults.Select(fault => (fault.Row, fault.Column)));
    }

    [Fact]
    public async Task One_cell_is_changed_without_sending_the_others()
    {
        var (draft, grid) = Open("R-CELL", host.Services.GetRequiredService<IDefinitionStore>());
        var sheet = GridTable.Of(draft.TableOf("d"));
        await grid.ChangedAsync(sheet with { Rows = [new("r1", ["> 5", "1"]), new("r2", ["> 3", "2"])] });

        var saved = await grid.EditedAsync(new(sheet.Policy, sheet.Columns, 2, [new(1, ["> 2", "2"])]));

        Assert.Equal("saved", saved.Outcome);
        Assert.Equal([("r1", "> 5"), ("r2", "> 2")], draft.TableOf("d").Rules.Select(rule => (rule.Id, rule.Inputs[0])));
        await Assert.ThrowsAsync<ArgumentException>(() => grid.EditedAsync(new(sheet.Policy, sheet.Columns, 3, [])));
    }

    private static GridSheet Sheet(DraftTable draft, string cell) => GridTable.Of(draft.TableOf("d")) with { Rows = [new("r1", [cell, "1"])] };

    private (DraftTable Draft, ITableDesk Grid) Open(string key, IDefinitionStore store)
    {
        var definitions = new Definitions
        {
            Id = key,
            Name = key,
            Namespace = "urn:test",
            Decisions = [new DecisionElement("d", "D", new Variable("D")) { Logic = new DecisionTable { HitPolicy = HitPolicy.First, Inputs = [new("in", null, "x") { TypeRef = "number" }], Outputs = [new("out", "y")], Rules = [new("r1", ["> 0"], ["1"])] } }],
        };
        var shown = new DefinitionVersion(DefinitionKind.Decision, key, 0, key, DmnWriter.Write(definitions), key, null, DateTimeOffset.UnixEpoch, "test", null, null, null, 0);
        var desk = new PublicationDesk(
            store, host.Services.GetServices<IDefinitionFormat>(), host.Services.GetServices<IPublicationCheck>(), host.Services.GetRequiredService<IDatabase>(),
            TimeProvider.System, host.Services.GetRequiredService<IIdentifiers>(), new PublishingOptions());
        var draft = new DraftTable(desk, host.Services.GetRequiredService<FeelOptions>(), Author, shown, definitions);
        return (draft, draft.DeskOf("d"));
    }

    /// <summary>The store of the host, which can be cut off.</summary>
    private sealed class FailingStore(IDefinitionStore store) : IDefinitionStore
    {
        public bool IsBroken { get; set; }

        public ValueTask<DefinitionVersion?> FindAsync(DefinitionKind kind, string key, int? version, CancellationToken cancellationToken) => store.FindAsync(kind, key, version, cancellationToken);

        public ValueTask<DefinitionVersion?> FindDraftAsync(DefinitionKind kind, string key, CancellationToken cancellationToken) => store.FindDraftAsync(kind, key, cancellationToken);

        public Task<IReadOnlyList<DefinitionVersion>> ListAsync(DefinitionKind kind, CancellationToken cancellationToken) => store.ListAsync(kind, cancellationToken);

        public Task<IReadOnlyList<DefinitionVersion>> HistoryAsync(DefinitionKind kind, string key, CancellationToken cancellationToken) => store.HistoryAsync(kind, key, cancellationToken);

        public Task<DefinitionVersion> SaveDraftAsync(DefinitionDraft draft, int expectedRevision, string by, CancellationToken cancellationToken) =>
            IsBroken ? throw new IOException("The disk is full.") : store.SaveDraftAsync(draft, expectedRevision, by, cancellationToken);

        public Task<DefinitionVersion> PublishAsync(DefinitionDraft draft, string by, string? notes, CancellationToken cancellationToken) => store.PublishAsync(draft, by, notes, cancellationToken);

        public Task<IReadOnlyList<DefinitionVersion>> PublishAllAsync(IReadOnlyList<DefinitionDraft> drafts, string by, string? notes, CancellationToken cancellationToken) => store.PublishAllAsync(drafts, by, notes, cancellationToken);
    }
}
