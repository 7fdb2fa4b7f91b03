using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

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

    private static Op? Range(int slot, FeelRange range)
    {
        var whole = FeelValue.Of(range);
        var (low, high) = (range.Start.Number, range.End.Number);
        return range switch
        {
            { Form: FeelRangeForm.Below, End.Kind: FeelKind.Number, EndIncluded: true } => Numeric(slot, whole, number => number <= high),
            { Form: FeelRangeForm.Below, End.Kind: FeelKind.Number } => Numeric(slot, whole, number => number < high),
            { Form: FeelRangeForm.Above, Start.Kind: FeelKind.Number, StartIncluded: true } => Numeric(slot, whole, number => number >= low),
            { Form: FeelRangeForm.Above, Start.Kind: FeelKind.Number } => Numeric(slot, whole, number => number > low),
            { Form: FeelRangeForm.Interval, Start.Kind: FeelKind.Number, End.Kind: FeelKind.Number, StartIncluded: true, EndIncluded: true } => Numeric(slot, whole, number => number >= low && number <= high),
            _ => null,
        };
    }

    private static Op Numeric(int slot, FeelValue range, Func<decimal, bool> holds) => frame =>
    {
        ref readonly var value = ref frame.Slots[slot];
        return value.Kind == FeelKind.Number ? FeelValue.Of(holds(value.Number)) : FeelValue.Of(Membership.Holds(value, range));
    };
}
