using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>A cell whose tests are all constants: values and ranges, perhaps negated. What else a cell can hold has no such form.</summary>
internal sealed record CellTests(FeelValue[] Tests, bool IsNegated)
{
    /// <summary>Null when a test depends on a variable, on the input or on a function that cannot be folded.</summary>
    public static CellTests? Of(UnaryTestsNode cell)
    {
        var constants = new List<FeelValue>();
        foreach (var test in cell.Tests)
        {
            if (test.MentionsInput || test.Node.ConstantValue() is not { } value) return null;
            if (value.Kind == FeelKind.Boolean && test.Node is not LiteralNode) return null;
            if (value.Kind != FeelKind.List) constants.Add(value);
            // A list means each of its items, unless the input is a list itself.
            else if (value.List.All(item => item.Kind != FeelKind.List)) constants.AddRange(value.List);
            else return null;
        }
        return new CellTests([.. constants], cell.IsNegated);
    }
}
