using Trasa.Feel.Compilation;

namespace Trasa.Decisions.Tables;

/// <summary>Finds the candidate rows of a table by intersecting the bitmaps of its columns: nearly flat in the number of rows.</summary>
internal sealed class TableIndex
{
    private readonly ColumnIndex[] _columns;
    private readonly int[]?[] _residual;

    private TableIndex(ColumnIndex[] columns, int rows)
    {
        _columns = columns;
        _residual = new int[]?[rows];
        for (var column = 0; column < columns.Length; column++)
        {
            for (var row = 0; row < rows; row++)
                if (columns[column].Residual[row]) _residual[row] = [.. _residual[row] ?? [], column];
        }
        Everything = new ulong[(rows + 63) / 64];
        for (var row = 0; row < rows; row++) Everything[row >> 6] |= 1UL << row;
    }

    private ulong[] Everything { get; }

    public static TableIndex Build(ColumnNodes[] columns, int rows) =>
        new(Array.ConvertAll(columns, column => ColumnIndex.Build(column.Cells, (rows + 63) / 64)), rows);

    public void Candidates(Frame frame, CompiledColumn[] columns, Span<ulong> hits)
    {
        Everything.CopyTo(hits);
        for (var column = 0; column < _columns.Length; column++)
        {
            var rows = _columns[column].Rows(frame.Slots[columns[column].Slot]).AsSpan(0, hits.Length);
            for (var word = 0; word < hits.Length; word++) hits[word] &= rows[word];
        }
    }

    /// <summary>Tests the cells of a candidate that the bitmaps could not answer.</summary>
    public bool HoldsResidual(Frame frame, CompiledColumn[] columns, int row)
    {
        if (_residual[row] is not { } open) return true;
        foreach (var column in open)
            if (!columns[column].Cells[row]!.Holds(frame)) return false;
        return true;
    }
}
