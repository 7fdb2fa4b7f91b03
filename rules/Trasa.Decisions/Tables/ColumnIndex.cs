using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>Which rows a value of one column leaves as candidates. Cells that are not constants are always candidates, and tested later.</summary>
internal sealed class ColumnIndex
{
    // 8 million words are 64 MB; a column beyond that is tested cell by cell.
    private const long MaxRegionWords = 8_000_000;

    private readonly ulong[] _always;
    private readonly ulong[] _null;
    private readonly ulong[] _true;
    private readonly ulong[] _false;
    private readonly ulong[] _otherTexts;
    private readonly Dictionary<string, ulong[]> _texts = new(StringComparer.Ordinal);
    private readonly RegionIndex? _regions;

    private ColumnIndex(UnaryTestsNode[] cells, int words)
    {
        Residual = new bool[cells.Length];
        var constants = CellTests.AllOf(cells);
        var kind = OrderedKind(constants, words);
        _always = new ulong[words];
        for (var row = 0; row < cells.Length; row++)
        {
            Residual[row] = !cells[row].HoldsAlways && !CanIndex(constants[row], kind);
            if (cells[row].HoldsAlways || Residual[row]) Set(_always, row);
        }
        (_null, _true, _false, _otherTexts) = ([.. _always], [.. _always], [.. _always], [.. _always]);
        if (kind is { } ordered) _regions = new RegionIndex(ordered, Points(constants, ordered));
        for (var row = 0; row < cells.Length; row++)
            if (!cells[row].HoldsAlways && !Residual[row]) AddScalars(row, constants[row]!);
        _regions?.Complete(_always);
        for (var row = 0; row < cells.Length; row++)
            if (!cells[row].HoldsAlways && !Residual[row]) AddTexts(row, constants[row]!);
    }

    /// <summary>The rows whose cell must still be tested.</summary>
    public bool[] Residual { get; }

    public static ColumnIndex Build(UnaryTestsNode[] cells, int words) => new(cells, words);

    public ulong[] Rows(in FeelValue value) => value.Kind switch
    {
        FeelKind.String => _texts.TryGetValue(value.Text, out var rows) ? rows : _otherTexts,
        FeelKind.Boolean => value.IsTrue ? _true : _false,
        FeelKind.Null => _null,
        _ => _regions is not null && _regions.Kind == value.Kind ? _regions.Rows(value) : _always,
    };

    private static void Set(ulong[] bits, int row) => bits[row >> 6] |= 1UL << row;

    // Plain loops: this runs once per table, and generic code over our own values would cost more to compile than to run.

    /// <summary>The kind that most cells order by; null when none does or the regions would take too much room.</summary>
    private static FeelKind? OrderedKind(CellTests?[] cells, int words)
    {
        var counts = new int[(int)FeelKind.Function + 1];
        var most = 0;
        foreach (var cell in cells)
        {
            foreach (var test in cell?.Tests ?? [])
                if (KindOf(test) is { } kind && ++counts[(int)kind] > counts[most]) most = (int)kind;
        }
        if (counts[most] == 0) return null;
        return (2L * Points(cells, (FeelKind)most).Length + 1) * words <= MaxRegionWords ? (FeelKind)most : null;
    }

    private static FeelKind? KindOf(FeelValue test) =>
        test.Kind == FeelKind.Range ? OrderedKeys.KindOf(test.Range) : OrderedKeys.IsOrdered(test.Kind) ? test.Kind : null;

    /// <summary>Where the cells change their answer, each point once, in order.</summary>
    private static decimal[] Points(CellTests?[] cells, FeelKind kind)
    {
        var points = new decimal[16];
        var count = 0;
        foreach (var cell in cells)
        {
            foreach (var test in cell?.Tests ?? [])
            {
                if (KindOf(test) != kind) continue;
                if (count + 2 > points.Length) Array.Resize(ref points, points.Length * 2);
                if (test.Kind != FeelKind.Range) points[count++] = OrderedKeys.Key(test);
                else
                {
                    if (test.Range.Start.Kind == kind) points[count++] = OrderedKeys.Key(test.Range.Start);
                    if (test.Range.End.Kind == kind) points[count++] = OrderedKeys.Key(test.Range.End);
                }
            }
        }
        Array.Sort(points, 0, count);
        var distinct = 0;
        for (var i = 0; i < count; i++)
            if (i == 0 || points[i] != points[i - 1]) points[distinct++] = points[i];
        return points[..distinct];
    }

    /// <summary>A negated cell must test one kind only: of a value of another kind it holds neither way.</summary>
    private static bool CanIndex(CellTests? cell, FeelKind? ordered)
    {
        if (cell is null) return false;
        if (!cell.IsNegated) return Array.TrueForAll(cell.Tests, test => test.Kind is FeelKind.String or FeelKind.Boolean or FeelKind.Null || (ordered is not null && KindOf(test) == ordered));
        return cell.Tests.Length > 0 && (Array.TrueForAll(cell.Tests, test => test.Kind == FeelKind.String)
            || (ordered is not null && Array.TrueForAll(cell.Tests, test => test.Kind == ordered)));
    }

    private void AddScalars(int row, CellTests cell)
    {
        if (cell.IsNegated)
        {
            // null equals none of the values, so it passes.
            Set(_null, row);
            if (cell.Tests[0].Kind == FeelKind.String) Set(_otherTexts, row);
            else _regions!.Add(row, cell);
            return;
        }
        foreach (var test in cell.Tests)
        {
            if (test.Kind == FeelKind.Null) Set(_null, row);
            else if (test.Kind == FeelKind.Boolean) Set(test.IsTrue ? _true : _false, row);
        }
        if (_regions is not null) _regions.Add(row, new CellTests(Array.FindAll(cell.Tests, test => KindOf(test) == _regions.Kind), false));
    }

    /// <summary>Runs when the rows that hold for other texts are complete: each listed text starts from those.</summary>
    private void AddTexts(int row, CellTests cell)
    {
        foreach (var test in cell.Tests)
        {
            if (test.Kind != FeelKind.String) continue;
            if (!_texts.TryGetValue(test.Text, out var bits)) _texts[test.Text] = bits = [.. _otherTexts];
            if (cell.IsNegated) bits[row >> 6] &= ~(1UL << row);
            else Set(bits, row);
        }
    }
}
