using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>Whether a value passes a cell of constants, as a plain truth value: "unknown" does not pass either.</summary>
internal delegate bool ConstantTest(in FeelValue value);

/// <summary>Shorter code for the tests that fill most cells: one text, one number, a comparison or an interval of numbers.</summary>
internal static class SimpleTests
{
    /// <summary>Null when the test is of another form.</summary>
    public static Op? Compile(UnaryTest test, int slot)
    {
        if (test.MentionsInput || test.Node.ConstantValue() is not { } constant) return null;
        return constant.Kind switch
        {
            FeelKind.String => Text(slot, constant.Text),
            FeelKind.Number => Number(slot, constant.Number),
            FeelKind.Range => Range(slot, constant.Range),
            _ => null,
        };
    }

    /// <summary>A whole cell as one test, for scans over many rows; null when it is negated or of another form.</summary>
    public static ConstantTest? Holds(UnaryTestsNode cell)
    {
        if (cell.IsNegated || cell.Tests.Length == 0) return null;
        var constants = new FeelValue[cell.Tests.Length];
        for (var i = 0; i < constants.Length; i++)
        {
            if (cell.Tests[i].MentionsInput || cell.Tests[i].Node.ConstantValue() is not { } constant) return null;
            constants[i] = constant;
        }
        return Holds(constants);
    }

    /// <summary>The constants of a cell as one test; null when they are of other forms.</summary>
    public static ConstantTest? Holds(FeelValue[] constants)
    {
        if (constants.Length == 0) return null;
        if (Array.TrueForAll(constants, constant => constant.Kind == FeelKind.String)) return AnyText(constants);
        if (constants.Length > 1) return null;
        return constants[0].Kind switch
        {
            FeelKind.Number => IsNumber(constants[0]),
            FeelKind.Range when Bounds(constants[0].Range) is { } holds => InRange(constants[0], holds),
            _ => null,
        };
    }

    private static ConstantTest AnyText(FeelValue[] texts)
    {
        if (texts.Length == 1) return IsText(texts[0], texts[0].Text);
        return (in FeelValue value) =>
        {
            foreach (ref readonly var text in texts.AsSpan())
                if (value.Kind == FeelKind.String ? string.Equals(value.Text, text.Text, StringComparison.Ordinal) : Membership.Holds(value, text) == true) return true;
            return false;
        };
    }

    private static ConstantTest IsText(FeelValue constant, string text) => (in FeelValue value) =>
        value.Kind == FeelKind.String ? string.Equals(value.Text, text, StringComparison.Ordinal) : Membership.Holds(value, constant) == true;

    private static ConstantTest IsNumber(FeelValue constant) => (in FeelValue value) =>
        value.Kind == FeelKind.Number ? value.Number == constant.Number : Membership.Holds(value, constant) == true;

    private static ConstantTest InRange(FeelValue range, Func<decimal, bool> holds) => (in FeelValue value) =>
        value.Kind == FeelKind.Number ? holds(value.Number) : Membership.Holds(value, range) == true;

    private static Op Text(int slot, string text) => frame =>
    {
        ref readonly var value = ref frame.Slots[slot];
        if (value.Kind == FeelKind.String) return FeelValue.Of(string.Equals((string?)value.Reference, text, StringComparison.Ordinal));
        return FeelValue.Of(Membership.Holds(value, FeelValue.Of(text)));
    };

    private static Op Number(int slot, decimal number) => frame =>
    {
        ref readonly var value = ref frame.Slots[slot];
        return value.Kind == FeelKind.Number ? FeelValue.Of(value.Number == number) : FeelValue.Of(Membership.Holds(value, FeelValue.Of(number)));
    };

    private static Op? Range(int slot, FeelRange range) => Bounds(range) is { } holds ? Numeric(slot, FeelValue.Of(range), holds) : null;

    /// <summary>The comparison of a range of numbers; null for other ranges.</summary>
    private static Func<decimal, bool>? Bounds(FeelRange range)
    {
        var (low, high) = (range.Start.Number, range.End.Number);
        return range switch
        {
            { Form: FeelRangeForm.Below, End.Kind: FeelKind.Number, EndIncluded: true } => number => number <= high,
            { Form: FeelRangeForm.Below, End.Kind: FeelKind.Number } => number => number < high,
            { Form: FeelRangeForm.Above, Start.Kind: FeelKind.Number, StartIncluded: true } => number => number >= low,
            { Form: FeelRangeForm.Above, Start.Kind: FeelKind.Number } => number => number > low,
            { Form: FeelRangeForm.Interval, Start.Kind: FeelKind.Number, End.Kind: FeelKind.Number, StartIncluded: true, EndIncluded: true } => number => number >= low && number <= high,
            _ => null,
        };
    }

    private static Op Numeric(int slot, FeelValue range, Func<decimal, bool> holds) => frame =>
    {
        ref readonly var value = ref frame.Slots[slot];
        return value.Kind == FeelKind.Number ? FeelValue.Of(holds(value.Number)) : FeelValue.Of(Membership.Holds(value, range));
    };
}
