namespace Trasa.Designer.Tables;

/// <summary>A column as the script draws it; the names are those of <c>web/src/table/contract.ts</c>.</summary>
/// <param name="Kind"><c>input</c>, <c>output</c> or <c>note</c>.</param>
/// <param name="Title">What people read.</param>
/// <param name="Expression">What is tested, or the name of the output.</param>
/// <param name="Type">The FEEL type, or empty.</param>
/// <param name="Allowed">Allowed values as FEEL writes them; empty when everything is allowed.</param>
public sealed record GridColumn(string Kind, string Title, string Expression, string Type, IReadOnlyList<string> Allowed);

/// <param name="Id">The stable id of the rule.</param>
/// <param name="Cells">Inputs, outputs, annotations.</param>
public sealed record GridRow(string Id, IReadOnlyList<string> Cells);

/// <param name="Kind">The kind of the finding in camel case.</param>
/// <param name="Message">In English.</param>
/// <param name="Rows">The rules concerned.</param>
/// <param name="Example">Inputs that show it, as FEEL.</param>
/// <param name="IsError">Whether it makes answers wrong, or is only worth knowing.</param>
public sealed record GridFinding(string Kind, string Message, IReadOnlyList<string> Rows, string Example, bool IsError);

/// <summary>A cell that cannot be read.</summary>
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
public sealed record GridSaved(string Outcome, string? Message, IReadOnlyList<GridFinding> Findings, IReadOnlyList<GridFault> Faults);

/// <summary>What the script is given when it is mounted.</summary>
internal sealed record GridOptions(
    string Label,
    IReadOnlyList<GridColumn> Columns,
    IReadOnlyList<GridRow> Rows,
    bool CanEdit,
    string Policy,
    IReadOnlyDictionary<string, GridMark> Marks,
    bool HasHits,
    IReadOnlyList<GridName> Names,
    IReadOnlyList<GridFinding> Findings,
    IReadOnlyList<GridFault> Faults,
    IReadOnlyDictionary<string, string> Texts,
    string Language);
