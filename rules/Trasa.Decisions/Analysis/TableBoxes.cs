using Trasa.Decisions.Model;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>The rules of a table as boxes: for each column the classes of values in which the cell holds.</summary>
internal sealed class TableBoxes(DecisionTable table, int[] rows, ColumnSpace[] spaces)
{
    // The classes of a cell as bits: two rules meet in a column when they share one.
    private readonly ulong[][][] _bits = Array.ConvertAll(spaces, space => BitsOf(space.Holds));

    // Short columns first: most rules are apart in one of them already.
    private readonly int[] _order = [.. Enumerable.Range(0, spaces.Length).OrderBy(column => spaces[column].Classes.Length)];

    public DecisionTable Table => table;

    public ColumnSpace[] Spaces => spaces;

    public int Count => rows.Length;

    public int Row(int index) => rows[index];

    public string RuleId(int index) => table.Rules[rows[index]].Id;

    public bool IsEmpty(int index) => Array.Exists(spaces, space => !Array.Exists(space.Holds[index], holds => holds));

    /// <summary>Whether the rule holds in a class of a column.</summary>
    public bool Holds(int column, int index, int @class) => (_bits[column][index][@class >> 6] >> @class & 1) != 0;

    public FeelValue[] ExampleOf(int index) => Array.ConvertAll(spaces, space => space.Classes[Array.IndexOf(space.Holds[index], true)]);

    /// <summary>Inputs that both rules match; null when there are none.</summary>
    public FeelValue[]? Common(int first, int second)
    {
        if (!Meet(first, second)) return null;
        return [.. _bits.Select((column, index) => spaces[index].Classes[Shared(column[first], column[second])])];
    }

    /// <summary>Whether some inputs match both.</summary>
    public bool Meet(int first, int second)
    {
        foreach (var column in _order)
            if (Shared(_bits[column][first], _bits[column][second]) < 0) return false;
        return true;
    }

    private static int Shared(ulong[] a, ulong[] b)
    {
        for (var word = 0; word < a.Length; word++)
            if ((a[word] & b[word]) is var both and not 0) return (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(both);
        return -1;
    }

    /// <summary>Equal cells share their answers, and so their bits.</summary>
    private static ulong[][] BitsOf(bool[][] rows)
    {
        var known = new Dictionary<bool[], ulong[]>(ReferenceEqualityComparer.Instance);
        return Array.ConvertAll(rows, holds => known.TryGetValue(holds, out var bits) ? bits : known[holds] = Bits(holds));
    }

    private static ulong[] Bits(bool[] holds)
    {
        var bits = new ulong[(holds.Length + 63) / 64];
        for (var i = 0; i < holds.Length; i++)
            if (holds[i]) bits[i >> 6] |= 1UL << i;
        return bits;
    }

    public IReadOnlyList<KeyValuePair<string, FeelValue>> Name(FeelValue[] values) =>
        [.. values.Select((value, column) => KeyValuePair.Create(table.Inputs[column].Title, value))];
}
