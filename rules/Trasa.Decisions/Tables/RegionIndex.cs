using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>
/// The rows of one column by where a value lies: the n break points of all cells cut the line into 2n + 1 regions (points
/// and the gaps between them), and inside one region every cell gives the same answer.
/// </summary>
internal sealed class RegionIndex
{
    private readonly decimal[] _points;
    private readonly ulong[][] _regions;

    // By region: rows that begin to hold there, and rows that no longer do.
    private readonly List<int>?[] _begins;
    private readonly List<int>?[] _ends;

    public RegionIndex(FeelKind kind, decimal[] points)
    {
        (Kind, _points) = (kind, points);
        _regions = new ulong[2 * points.Length + 1][];
        _begins = new List<int>?[_regions.Length];
        _ends = new List<int>?[_regions.Length];
    }

    public FeelKind Kind { get; }

    public ulong[] Rows(in FeelValue value)
    {
        var at = Array.BinarySearch(_points, OrderedKeys.Key(value));
        return _regions[at >= 0 ? 2 * at + 1 : 2 * ~at];
    }

    /// <summary>Notes where the cell of a row holds.</summary>
    public void Add(int row, CellTests cell)
    {
        // The first region that no extent has reached yet.
        var next = 0;
        foreach (var (from, to) in Extents(cell.Tests))
        {
            if (from > to) continue;
            if (cell.IsNegated) Hold(row, next, from - 1);
            else Hold(row, Math.Max(next, from), to);
            next = Math.Max(next, to + 1);
        }
        if (cell.IsNegated) Hold(row, next, _regions.Length - 1);
    }

    /// <summary>Sweeps over the line once, beginning with the rows that hold everywhere. Regions in which nothing changes share their rows.</summary>
    public void Complete(ulong[] always)
    {
        var rows = always;
        for (var region = 0; region < _regions.Length; region++)
        {
            if (_begins[region] is not null || _ends[region] is not null)
            {
                rows = [.. rows];
                foreach (var row in _ends[region] ?? []) rows[row >> 6] &= ~(1UL << row);
                foreach (var row in _begins[region] ?? []) rows[row >> 6] |= 1UL << row;
            }
            _regions[region] = rows;
        }
    }

    private void Hold(int row, int from, int to)
    {
        if (from > to) return;
        (_begins[from] ??= []).Add(row);
        if (to + 1 < _regions.Length) (_ends[to + 1] ??= []).Add(row);
    }

    /// <summary>In the order of the line.</summary>
    private (int From, int To)[] Extents(FeelValue[] tests)
    {
        var extents = new (int From, int To)[tests.Length];
        for (var count = 0; count < tests.Length; count++)
        {
            var extent = Extent(tests[count]);
            var at = count;
            for (; at > 0 && extents[at - 1].From > extent.From; at--) extents[at] = extents[at - 1];
            extents[at] = extent;
        }
        return extents;
    }

    private (int From, int To) Extent(in FeelValue test)
    {
        if (test.Kind != FeelKind.Range) return (PointOf(test), PointOf(test));
        var range = test.Range;
        if (range.Form == FeelRangeForm.Equal) return (PointOf(range.Start), PointOf(range.Start));
        var from = range.Form == FeelRangeForm.Below ? 0 : PointOf(range.Start) + (range.StartIncluded ? 0 : 1);
        var to = range.Form == FeelRangeForm.Above ? _regions.Length - 1 : PointOf(range.End) - (range.EndIncluded ? 0 : 1);
        return (from, to);
    }

    private int PointOf(in FeelValue value) => 2 * Array.BinarySearch(_points, OrderedKeys.Key(value)) + 1;
}
