using Trasa.Decisions.Model;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Analysis;

/// <summary>The rules of a table as boxes: for each column the classes of values in which the cell holds.</summary>
internal sealed class TableBoxes(DecisionTable table, int[] rows, ColumnSpace[] spaces)
{
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
        var example = new FeelValue[spaces.Length];
        for (var column = 0; column < spaces.Length; column++)
        {
            var (a, b) = (spaces[column].Holds[first], spaces[column].Holds[second]);
            var shared = Array.FindIndex(Enumerable.Range(0, a.Length).ToArray(), i => a[i] && b[i]);
            if (shared < 0) return null;
            example[column] = spaces[column].Classes[shared];
        }
        return example;
    }

    public IReadOnlyList<KeyValuePair<string, FeelValue>> Name(FeelValue[] values) =>
        [.. values.Select((value, column) => KeyValuePair.Create(table.Inputs[column].Title, value))];
}
