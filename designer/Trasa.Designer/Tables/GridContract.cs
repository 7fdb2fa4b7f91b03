namespace Trasa.Designer.Tables;

/// <summary>A column as the script draws it; the names are those of <c>web/src/table/contract.ts</c>.</summary>
/// <param name="Id">The stable id of the column.</param>
/// <param name="Kind"><c>input</c>, <c>output</c> or <c>note</c>.</param>
/// <param name="Title">What people read.</param>
/// <param name="Expression">What is tested, or the name of the output.</param>
/// <param name="Type">The FEEL type, or empty.</param>
/// <param name="Values">The allowed values as they are written; empty when everything is allowed.</param>
/// <param name="Otherwise">What an output is when no row matches; empty when that is nothing.</param>
/// <param name="Allowed">Values to pick from, as FEEL writes them.</param>
public sealed record GridColumn(string Id, string Kind, string Title, string Expression, string Type, string Values, string Otherwise, IReadOnlyList<string> Allowed)
{
    public const string Input = "input";
    public const string Output = "output";
    public const string Note = "note";
}

/// <summary>A whole table as the script edits it.</summary>
/// <param name="Policy">A key of <see cref="GridPolicy"/>.</param>
/// <param name="Columns">In the order of the cells.</param>
/// <param name="Rows">In their order.</param>
public sealed record GridSheet(string Policy, IReadOnlyList<GridColumn> Columns, IReadOnlyList<GridRow> Rows);

/// <param name="Id">The stable id of the rule.</param>
/// <param name="Cells">Inputs, outputs, annotations.</param>
public sealed record GridRow(string Id, IReadOnlyList<string> Cells);

/// <summary>What has changed in a table whose rows are the ones that were sent last, in their order: one cell of thousands travels alone.</summary>
/// <param name="Policy">As in <see cref="GridSheet"/>.</param>
/// <param name="Columns">All of them, as they are now.</param>
/// <param name="Count">How many rows the table has.</param>
/// <param name="Rows">Rows with other cells than before.</param>
public sealed record GridEdit(string Policy, IReadOnlyList<GridColumn> Columns, int Count, IReadOnlyList<GridRowEdit> Rows);

/// <param name="At">The place of the row, from 0.</param>
/// <param name="Cells">All cells of the row.</param>
public sealed record GridRowEdit(int At, IReadOnlyList<string> Cells);

/// <param name="Kind">The kind of the finding in camel case.</param>
/// <param name="Message">In English.</param>
/// <param name="Rows">The rules concerned.</param>
/// <param name="Example">Inputs that show it, as FEEL.</param>
/// <param name="IsError">Whether it makes answers wrong, or is only worth knowing.</param>
public sealed record GridFinding(string Kind, string Message, IReadOnlyList<string> Rows, string Example, bool IsError);

/// <summary>A cell that cannot be read; without a row something of the column itself.</summary>
public sealed record GridFault(string Row, int Column, string Message);

/// <summary>What stands beside a row: saved examples that reach it, decisions of the last 30 days.</summary>
public sealed record GridMark(int Tests, int Hits);

/// <summary>Something that can be written in a cell.</summary>
public sealed record GridName(string Label, string Detail, string? Info, bool IsFunction);

/// <summary>What is wrong inside a cell, and where.</summary>
public sealed record GridNote(int From, int To, string Message);

/// <param name="Outcome"><c>saved</c>, <c>conflict</c> or <c>refused</c>.</param>
/// <param name="Message">Why it was not saved.</param>
/// <param name="Findings">Of the table as it is now.</param>
/// <param name="Faults">Cells that cannot be read.</param>
/// <param name="Limits">What was not looked at, in words.</param>
/// <param name="Columns">As they are now, with the values to pick from.</param>
public sealed record GridSaved(string Outcome, string? Message, IReadOnlyList<GridFinding> Findings, IReadOnlyList<GridFault> Faults, IReadOnlyList<string> Limits, IReadOnlyList<GridColumn> Columns);

/// <summary>What the script is given when it is mounted.</summary>
internal sealed record GridOptions(
    string Label,
    GridSheet Table,
    bool CanEdit,
    IReadOnlyList<GridChoice> Policies,
    IEnumerable<string> Types,
    IReadOnlyDictionary<string, GridMark> Marks,
    bool HasHits,
    IReadOnlyList<GridName> Names,
    IReadOnlyList<GridFinding> Findings,
    IReadOnlyList<GridFault> Faults,
    IReadOnlyList<string> Limits,
    IReadOnlyDictionary<string, string> Texts,
    string Language);
