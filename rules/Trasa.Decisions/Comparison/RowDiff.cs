namespace Trasa.Decisions.Comparison;

/// <summary>What happened to a row between two versions of its table.</summary>
public enum RowChange
{
    Added,
    Removed,
    Changed,

    /// <summary>The same cells at another place among the rows that stayed.</summary>
    Moved,
}

/// <summary>A row that differs. Rows are the same row when they have the same id, wherever they stand.</summary>
/// <param name="Change">What happened.</param>
/// <param name="RuleId">The stable id.</param>
/// <param name="Before">Its number from 1 in the earlier version, or null.</param>
/// <param name="After">Its number from 1 in the later version, or null.</param>
/// <param name="IsMoved">Whether it also stands elsewhere, relative to the rows around it.</param>
/// <param name="Cells">The cells that differ; for an added or removed row all that say something.</param>
public sealed record RowDiff(RowChange Change, string RuleId, int? Before, int? After, bool IsMoved, IReadOnlyList<CellDiff> Cells);

/// <param name="Column">The title of the column.</param>
/// <param name="Before">The earlier text, or null.</param>
/// <param name="After">The later text, or null.</param>
public sealed record CellDiff(string Column, string? Before, string? After);

/// <summary>One decision that differs.</summary>
/// <param name="Id">Of the element.</param>
/// <param name="Name">As shown.</param>
/// <param name="Settings">What is not in rows: columns, hit policy, the text of an expression, whether the element is new or gone.</param>
/// <param name="Rows">In the order of the later version, removed rows where they stood.</param>
public sealed record ElementDiff(string Id, string Name, IReadOnlyList<CellDiff> Settings, IReadOnlyList<RowDiff> Rows);
