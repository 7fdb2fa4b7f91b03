using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>A cell whose tests are all constants: values and ranges, perhaps negated. What else a cell can hold has no such form.</summary>
internal sealed class CellTests(FeelValue[] tests, bool isNegated)
{
    private readonly ConstantTest? _plain = isNegated ? null : SimpleTests.Holds(tests);

    public FeelValue[] Tests => tests;

    public bool IsNegated => isNegated;

    /// <summary>The cells of a column; those that are one node, because they say the same, are one object here too.</summary>
    public static CellTests?[] AllOf(UnaryTestsNode[] cells)
    {
        var known = new Dictionary<UnaryTestsNode, CellTests?>(ReferenceEqualityComparer.Instance);
        return Array.ConvertAll(cells, cell => known.TryGetValue(cell, out var tests) ? tests : known[cell] = Of(cell));
    }

    /// <summary>Whether a value passes; "unknown" does not.</summary>
    public bool Holds(in FeelValue value)
    {
        if (_plain is not null) return _plain(value);
        if (tests.Length == 0 && !isNegated) return true;
        bool? any = false;
        foreach (var test in tests) any = FeelLogic.Or(any, Membership.Holds(value, test));
        return (isNegated ? !any : any) == true;
    }

    /// <summary>Null when a test depends on a variable, on the input or on a function that cannot be folded.</summary>
    public static CellTests? Of(UnaryTestsNode cell)
    {
        var constants = new FeelValue[cell.Tests.Length];
        var hasLists = false;
        for (var i = 0; i < constants.Length; i++)
        {
            var test = cell.Tests[i];
            if (test.MentionsInput || test.Node.ConstantValue() is not { } value) return null;
            if (value.Kind == FeelKind.Boolean && test.Node is not LiteralNode) return null;
            constants[i] = value;
            hasLists |= value.Kind == FeelKind.List;
        }
        return hasLists ? Spread(constants, cell.IsNegated) : new CellTests(constants, cell.IsNegated);
    }

    /// <summary>A list means each of its items, unless the input is a list itself; then there is no such form.</summary>
    private static CellTests? Spread(FeelValue[] constants, bool isNegated)
    {
        var items = constants.SelectMany(value => value.Kind == FeelKind.List ? value.List : [value]).ToArray();
        return Array.Exists(items, item => item.Kind == FeelKind.List) ? null : new CellTests(items, isNegated);
    }
}
