using Trasa.Feel.Nodes;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Checking;

/// <summary>Looks at the tests of a cell before they meet a value: parts that go together with nothing, and values that the column never has.</summary>
internal static class CellCheck
{
    /// <param name="cell">The tests as they were read.</param>
    /// <param name="column">The type of the values that are tested; <see cref="FeelType.Any"/> when nobody declares it.</param>
    /// <param name="variables">The types of the names in sight, as far as they are known.</param>
    public static KindCheck Of(UnaryTestsNode cell, FeelType column, IReadOnlyDictionary<string, FeelType> variables)
    {
        var check = new KindCheck(variables) { Input = column.Plain };
        foreach (var test in cell.Tests)
        {
            var type = test.Node.Check(check);
            if (column.IsScalar && !test.MentionsInput) Compare(check, test.Node, type, column);
        }

        return check;
    }

    private static void Compare(KindCheck check, Node test, FeelType type, FeelType column)
    {
        if (test.ConstantValue() is { } constant)
        {
            // What computes a truth value decides by itself, whatever the column has.
            if (constant.Kind == FeelKind.Boolean && test is not LiteralNode) return;
            if (Stranger(constant, column) is { } stranger)
                check.Wrong(test.Span, $"{Describe.Value(stranger)} is {Describe.Kind(stranger)}, and the column is of the type {column.Plain}: this never matches.");
            return;
        }

        var tested = type is RangeType range ? range.Item : type;
        if (!tested.IsScalar || tested.ConformsTo(column) || ReferenceEquals(type.Plain, FeelType.Boolean)) return;
        check.Wrong(test.Span, $"This is a {type}, and the column is of the type {column.Plain}: this never matches.");
    }

    /// <summary>The first value of another kind than the column's; null when all can be met in it.</summary>
    private static FeelValue? Stranger(in FeelValue constant, FeelType column)
    {
        if (constant.Kind == FeelKind.Range) return Stranger(constant.Range.Start, column) ?? Stranger(constant.Range.End, column);
        if (constant.Kind != FeelKind.List) return column.HoldsOrNull(constant) ? null : constant;
        foreach (var item in constant.Items)
            if (Stranger(item, column) is { } stranger) return stranger;
        return null;
    }
}
