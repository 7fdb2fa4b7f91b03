using Trasa.Feel.Values;

namespace Trasa.Decisions.Conformance;

/// <summary>Compares as the runners of other engines do: numbers up to 1e-8, everything else exactly.</summary>
internal static class ValueComparer
{
    private const decimal Tolerance = 0.00000001m;

    public static bool Matches(in FeelValue expected, in FeelValue actual)
    {
        if (expected.Kind != actual.Kind) return false;
        return expected.Kind switch
        {
            FeelKind.Number => Math.Abs(expected.Number - actual.Number) <= Tolerance,
            FeelKind.List => Lists(expected.List, actual.List),
            FeelKind.Context => Contexts(expected.Context, actual.Context),
            _ => expected == actual,
        };
    }

    private static bool Lists(IReadOnlyList<FeelValue> expected, IReadOnlyList<FeelValue> actual)
    {
        if (expected.Count != actual.Count) return false;
        for (var i = 0; i < expected.Count; i++)
            if (!Matches(expected[i], actual[i])) return false;
        return true;
    }

    private static bool Contexts(FeelContext expected, FeelContext actual) =>
        expected.Count == actual.Count && expected.Keys.All(key => actual.TryGet(key, out var value) && Matches(expected[key], value));
}
