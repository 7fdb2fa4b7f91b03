namespace Trasa.Feel.Nodes;

/// <summary>Powers: exact for whole exponents as far as 28 digits go, otherwise by double.</summary>
internal static class Powers
{
    private const int MaxExactExponent = 10_000;

    public static decimal? Raise(decimal number, decimal exponent)
    {
        if (exponent == decimal.Truncate(exponent) && Math.Abs(exponent) <= MaxExactExponent)
        {
            if (number == 0) return exponent < 0 ? null : exponent == 0 ? 1 : 0;
            return exponent >= 0 ? Whole(number, (int)exponent) : Inverse(number, (int)-exponent);
        }
        return FromDouble(Math.Pow((double)number, (double)exponent));
    }

    /// <summary>The square root to all digits that a number has; the double only says where to begin.</summary>
    public static decimal Root(decimal number)
    {
        if (number == 0) return 0;
        var root = (decimal)Math.Sqrt((double)number);
        for (var step = 0; step < 2 && root != 0; step++) root = (root + number / root) / 2;
        // 2 is better than 2.0000000000000000000000000001.
        var shorter = decimal.Round(root, 24);
        return shorter * shorter == number ? shorter : root;
    }

    public static decimal? FromDouble(double value) => double.IsFinite(value) && Math.Abs(value) < 7.9e28 ? (decimal)value : null;

    private static decimal? Inverse(decimal number, int exponent)
    {
        try
        {
            return Whole(number, exponent) is { } power && power != 0 ? 1 / power : FromDouble(Math.Pow((double)number, -exponent));
        }
        catch (OverflowException)
        {
            return FromDouble(Math.Pow((double)number, -exponent));
        }
    }

    private static decimal? Whole(decimal number, int exponent)
    {
        var result = 1m;
        for (var factor = number; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0) result *= factor;
            if (exponent > 1) factor *= factor;
        }
        return result;
    }
}
