using Trasa.Decisions.Model;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>The rules of a table as boxes: for each column the classes of values in which the cell holds.</summary>
internal sealed class TableBoxes(DecisionTable table, int[] rows, ColumnSpace[] spaces)
{
    // The classes of a cell as bits: two rules meet in a column when they share one.
    private readonly ulong[][][] _bits = Array.ConvertAll(spaces, space => Array.ConvertAll(space.Holds, Bits));

    public DecisionTable Table => table;

    public ColumnSpace[] Spaces => spaces;

    public int Count => rows.Length;

    public int Row(int index) => rows[index];

    public string RuleId(int index) => table.Rules[rows[index]].Id;

    public bool IsEmpty(int index) => Array.Exists(spaces, space => !Array.Exists(space.Holds[index], holds => holds));

    /// <summary>The classes of each column in which the rule holds.</summary>
    public bool[][] BoxOf(int index) => Array.ConvertAll(spaces, space => space.Holds[index]);

    public FeelValue[] ExampleOf(int index) => Array.ConvertAll(spaces, space => space.Classes[Array.IndexOf(space.Holds[index], true)]);

    /// <summary>Inputs that both rules match; null when there are none.</summary>
    public FeelValue[]? Common(int first, int second)
    {
        if (!Meet(first, second)) return null;
        return [.. _bits.Select((column, index) => spaces[index].Classes[Shared(column[first], column[second])])];
    }

    /// <summary>Whether some inputs match both.</summary>
    public bool Meet(int first, int second) => Array.TrueForAll(_bits, column => Shared(column[first], column[second]) >= 0);

    private static int Shared(ulong[] a, ulong[] b)
    {
        for (var word = 0; word < a.Length; word++)
            if ((a[word] & b[word]) is var both and not 0) return (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(both);
        return -1;
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
