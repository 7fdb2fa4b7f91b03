using Trasa.Activities.Publishing;
using Trasa.Decisions.Editing;
using Trasa.Decisions.Graph;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.Designer.Tables;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Feel;
using Trasa.Host.Components.Publishing;

namespace Trasa.Host.Components.Decisions;

/// <summary>A decision while somebody edits it: what is on the screen, and the draft that it is saved to. Looking at it saves nothing.</summary>
internal sealed class DraftTable(PublicationDesk desk, FeelOptions options, Actor author, DefinitionVersion shown, Definitions definitions)
{
    private readonly DraftSaves _saves = new(desk, author, shown);

    public Definitions Definitions { get; private set; } = definitions;

    public DecisionModel Model { get; private set; } = DecisionModel.Compile(definitions, options: options);

    /// <summary>What is saved, as text.</summary>
    public string Content { get; private set; } = shown.Content;

    public int Revision => _saves.Revision;

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

    public async Task<(string Outcome, string? Message)> SaveAsync(Definitions definitions)
    {
        // At once: the next change builds on this one, also while this one waits for its turn.
        Definitions = definitions;
        try
        {
            // Thousands of rows take their time, and the page is to answer meanwhile.
            var (model, content) = await Task.Run(() => (DecisionModel.Compile(definitions, options: options), DmnWriter.Write(definitions)));
            // A newer change has this one in it, and saves both.
            if (!ReferenceEquals(Definitions, definitions)) return ("saved", null);
            Model = model;
            var problem = await _saves.SaveAsync(definitions.Name, content);
            if (problem is null) Content = content;
            return (problem is null ? "saved" : "conflict", problem);
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
            return new(outcome, message, GridTable.Findings(check.Analysis), GridTable.Faults(check), check.Limits, GridTable.Columns(table));
        }

        public Task<GridSaved> EditedAsync(GridEdit edit) => ChangedAsync(GridTable.Edited(draft.TableOf(decision), edit));

        public IReadOnlyList<GridNote> Check(int column, string text) => GridTable.Notes(TableCheck.Cell(draft.Model.Find(decision)!, column, text));
    }
}
