namespace Trasa.Feel.Values;

/// <summary>Order of values: only within one kind, and only for kinds that have an order.</summary>
internal static class FeelOrder
{
    /// <summary>Negative, zero or positive; null when the two cannot be compared.</summary>
    public static int? Compare(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind) return null;
        return left.Kind switch
        {
            FeelKind.Number or FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration => decimal.Compare(left.Number, right.Number),
            FeelKind.String => CompareCodePoints(left.Text, right.Text),
            FeelKind.Date => left.Date.CompareTo(right.Date),
            FeelKind.Time => left.Time.Compare(right.Time),
            FeelKind.DateTime => left.DateTime.Compare(right.DateTime),
            FeelKind.Null or FeelKind.Boolean or FeelKind.List or FeelKind.Context or FeelKind.Range or FeelKind.Function => null,
        };
    }

    /// <summary>Order by code point: UTF-16 units would put a surrogate pair before U+E000..U+FFFF.</summary>
    private static int CompareCodePoints(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (left[i], right[i]);
            if (a == b) continue;
            return char.IsSurrogate(a) != char.IsSurrogate(b) ? char.IsSurrogate(a) ? 1 : -1 : a - b;
        }
        return left.Length - right.Length;
    }
}
