using Trasa.Decisions.Model;

namespace Trasa.Decisions.Spreadsheets;

/// <summary>A problem of a workbook at a cell such as <c>B9</c>.</summary>
public sealed record SheetProblem(string Cell, string Message);

/// <summary>What a workbook gave: a table when it could be read, the name of its decision, and problems.</summary>
public sealed record SheetReading(string Name, DecisionTable? Table, IReadOnlyList<SheetProblem> Problems);
