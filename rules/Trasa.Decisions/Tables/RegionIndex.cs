using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>
/// The rows of one column by where a value lies: the n break points of all cells cut the line into 2n + 1 regions (points
/// and the gaps between them), and inside one region every cell gives the same answer.
/// </summary>
internal sealed class RegionIndex(FeelKind kind, decimal[] points, ulong[][] regions)
{
    public FeelKind Kind => kind;

    public ulong[] Rows(in FeelValue value)
    {
        var at = Array.BinarySearch(points, OrderedKeys.Key(value));
        return regions[at >= 0 ? 2 * at + 1 : 2 * ~at];
    }

    /// <summary>Lays out the regions, each with the rows that hold everywhere.</summary>
    public static RegionIndex Empty(FeelKind kind, decimal[] points, ulong[] always)
    {
        var regions = new ulong[2 * points.Length + 1][];
        for (var i = 0; i < regions.Length; i++) regions[i] = [.. always];
        return new RegionIndex(kind, points, regions);
    }

    /// <summary>Sets the bit of a row in every region that passes its tests.</summary>
    public void Paint(int row, CellTests cell)
    {
        foreach (var test in cell.IsNegated ? [] : cell.Tests)
        {
            var (from, to) = Extent(test);
            for (var region = from; region <= to; region++) Set(region, row);
        }
        if (!cell.IsNegated) return;
        var extents = Array.ConvertAll(cell.Tests, test => Extent(test));
        for (var region = 0; region < regions.Length; region++)
            if (!Array.Exists(extents, extent => region >= extent.From && region <= extent.To)) Set(region, row);
    }

    private void Set(int region, int row) => regions[region][row >> 6] |= 1UL << row;

    private (int From, int To) Extent(in FeelValue test)
    {
        if (test.Kind != FeelKind.Range) return (PointOf(test), PointOf(test));
        var range = test.Range;
        if (range.Form == FeelRangeForm.Equal) return (PointOf(range.Start), PointOf(range.Start));
        var from = range.Form == FeelRangeForm.Below ? 0 : PointOf(range.Start) + (range.StartIncluded ? 0 : 1);
        var to = range.Form == FeelRangeForm.Above ? regions.Length - 1 : PointOf(range.End) - (range.EndIncluded ? 0 : 1);
        return (from, to);
    }

    private int PointOf(in FeelValue value) => 2 * Array.BinarySearch(points, OrderedKeys.Key(value)) + 1;
}
