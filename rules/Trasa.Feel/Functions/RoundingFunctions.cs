using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Rounding to a number of decimals; a negative scale rounds to tens, hundreds, ...</summary>
internal static class RoundingFunctions
{
    // The exponent range of decimal128, which the specification names.
    private const int MinScale = -6111;
    private const int MaxScale = 6176;
    private const int MaxDecimals = 28;

    public static void AddTo(Action<string, NativeCode> add)
    {
        add("decimal(n: number, scale: number): number", With(MidpointRounding.ToEven));
        add("floor(n: number, scale?: number): number", With(MidpointRounding.ToNegativeInfinity));
        add("ceiling(n: number, scale?: number): number", With(MidpointRounding.ToPositiveInfinity));
        add("round up(n: number, scale: number): number", With(AwayFromZero));
        add("round down(n: number, scale: number): number", With(MidpointRounding.ToZero));
        add("round half up(n: number, scale: number): number", With(MidpointRounding.AwayFromZero));
        add("round half down(n: number, scale: number): number", With(HalfDown));
    }

    private static NativeCode With(MidpointRounding mode) => With((number, decimals) => decimal.Round(number, decimals, mode));

    private static NativeCode With(Func<decimal, int, decimal> round) => (call, a) =>
    {
        var scale = a[1].IsNull ? 0 : decimal.Truncate(a[1].Number);
        if (scale is < MinScale or > MaxScale) return call.Error(FeelCode.InvalidValue, $"The scale must lie between {MinScale} and {MaxScale}.");
        if (scale >= MaxDecimals) return a[0];
        if (scale >= 0) return FeelValue.Of(round(a[0].Number, (int)scale));
        if (scale < -MaxDecimals) return BeyondDigits(call, a[0].Number, (int)-scale, round);
        var unit = Unit((int)-scale);
        return FeelValue.Of(round(a[0].Number / unit, 0) * unit);
    };

    /// <summary>The unit has more digits than a number: what is not rounded to zero is larger than any.</summary>
    private static FeelValue BeyondDigits(FeelCall call, decimal number, int zeros, Func<decimal, int, decimal> round)
    {
        var share = zeros == MaxDecimals + 1 ? number / Unit(MaxDecimals) / 10 : 0.0000000001m * Math.Sign(number);
        return round(share, 0) == 0 ? FeelValue.Of(0) : call.Error(FeelCode.Overflow, "The result is larger than a number can be.");
    }

    private static decimal Unit(int zeros)
    {
        var unit = 1m;
        for (; zeros > 0; zeros--) unit *= 10;
        return unit;
    }

    private static decimal AwayFromZero(decimal number, int decimals) =>
        decimal.Round(number, decimals, number < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);

    private static decimal HalfDown(decimal number, int decimals)
    {
        var down = decimal.Round(number, decimals, MidpointRounding.ToZero);
        var half = 0.5m / Unit(decimals);
        return Math.Abs(number - down) <= half ? down : AwayFromZero(number, decimals);
    }
}
