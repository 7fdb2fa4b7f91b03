using Trasa.Activities.Publishing;
using Trasa.Decisions.Editing;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.Designer.Tables;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;
using Trasa.Feel;

namespace Trasa.Host.Components.Decisions;

/// <summary>A decision while somebody edits it: what is on the screen, and the draft that it is saved to. Looking at it saves nothing.</summary>
internal sealed class DraftTable(PublicationDesk desk, FeelOptions options, Actor author, string key, DefinitionVersion shown, Definitions definitions)
{
    // Saves take turns: each one needs the revision that the one before it left.
    private Task<(string Outcome, string? Message)> _last = Task.FromResult<(string, string?)>(("saved", null));

    public Definitions Definitions { get; private set; } = definitions;

    public DecisionModel Model { get; private set; } = DecisionModel.Compile(definitions, options: options);

    /// <summary>What is saved, as text.</summary>
    public string Content { get; private set; } = shown.Content;

    /// <summary>The revision of the draft; 0 while there is none.</summary>
    public int Revision { get; private set; } = shown.IsPublished ? 0 : shown.Revision;

    public bool IsDraft => Revision > 0;

    /// <summary>Told after every save.</summary>
    public Action? Saved { get; set; }

    public DecisionTable TableOf(string decision) => (DecisionTable)Definitions.Decisions.First(element => element.Id == decision).Logic!;

    public TableCheck Check(string decision) => TableCheck.Of(Model, decision)!;

    /// <summary>The table of one decision as the grid's desk.</summary>
    public ITableDesk DeskOf(string decision) => new Desk(this, decision);

    /// <summary>Puts other logic into a decision and saves.</summary>
    public Task<(string Outcome, string? Message)> ReplaceAsync(string decision, DmnExpression logic) => SaveAsync(Definitions with
    {
        Decisions = [.. Definitions.Decisions.Select(element => element.Id == decision ? element with { Logic = logic } : element)],
    });

    public Task<(string Outcome, string? Message)> SaveAsync(Definitions definitions) => _last = SaveAfterAsync(_last, definitions);

    private async Task<(string Outcome, string? Message)> SaveAfterAsync(Task before, Definitions definitions)
    {
        // A save that failed was told to whoever asked for it; the next one has a chance of its own.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            Definitions = definitions;
            Model = DecisionModel.Compile(definitions, options: options);
            var content = DmnWriter.Write(definitions);
            // Leaving the page must not lose what was typed last.
            var saved = await desk.SaveAsync(new(DefinitionKind.Decision, key, definitions.Name, content, shown.Pack), Revision, author, CancellationToken.None);
            (Content, Revision) = (content, saved.Revision);
            return ("saved", null);
        }
        catch (ConcurrencyException)
        {
            return ("conflict", "Somebody else saved this draft. Load the page again to see it; your last changes are on the screen only.");
        }
        finally
        {
            Saved?.Invoke();
        }
    }

    private sealed class Desk(DraftTable draft, string decision) : ITableDesk
    {
        public async Task<GridSaved> ChangedAsync(GridSheet sheet)
        {
            var table = GridTable.With(draft.TableOf(decision), sheet);
            var (outcome, message) = await draft.ReplaceAsync(decision, table);
            var check = await Task.Run(() => draft.Check(decision));
            return new(outcome, message, GridTable.Findings(check.Analysis), GridTable.Faults(check), GridTable.Columns(table));
        }

        public IReadOnlyList<GridNote> Check(int column, string text) => GridTable.Notes(TableCheck.Cell(draft.Model.Find(decision)!, column, text));
    }
}
