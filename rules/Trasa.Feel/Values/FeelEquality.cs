namespace Trasa.Feel.Values;

/// <summary>Equality of values (DMN 1.5, section 10.3.2.13.1).</summary>
internal static class FeelEquality
{
    /// <summary>The FEEL <c>=</c>: null when the kinds differ and neither side is null.</summary>
    public static bool? Equal(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind) return left.IsNull || right.IsNull ? false : null;
        return left.Kind switch
        {
            FeelKind.Null => true,
            FeelKind.Boolean => left.IsTrue == right.IsTrue,
            FeelKind.Number or FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration => left.Number == right.Number,
            FeelKind.String => ReferenceEquals(left.Reference, right.Reference) || string.Equals(left.Text, right.Text, StringComparison.Ordinal),
            FeelKind.Date => left.Date == right.Date,
            FeelKind.Time => left.Time.SameMoment(right.Time),
            FeelKind.DateTime => left.DateTime.SameMoment(right.DateTime),
            FeelKind.List => Lists(left.Items, right.Items),
            FeelKind.Context => Contexts(left.Context, right.Context),
            FeelKind.Range => Same(left, right),
            FeelKind.Function => ReferenceEquals(left.Reference, right.Reference),
        };
    }

    /// <summary>Sameness without null, for <c>is()</c>, distinct values and dictionaries: zones and fractions count.</summary>
    public static bool Same(in FeelValue left, in FeelValue right)
    {
        if (left.Kind != right.Kind) return false;
        return left.Kind switch
        {
            FeelKind.Time => left.Time == right.Time,
            FeelKind.DateTime => left.DateTime == right.DateTime,
            FeelKind.Range => SameRange(left.Range, right.Range),
            FeelKind.List => left.Items.AsSpan().SequenceEqual(right.Items),
            FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String or FeelKind.Date or FeelKind.YearsMonthsDuration
                or FeelKind.DaysTimeDuration or FeelKind.Context or FeelKind.Function => Equal(left, right) == true,
        };
    }

    public static int Hash(in FeelValue value) => value.Kind switch
    {
        FeelKind.Null => 0,
        FeelKind.Boolean => value.IsTrue ? 1 : 2,
        FeelKind.Number or FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration => HashCode.Combine(value.Kind, value.Number),
        FeelKind.String or FeelKind.Date or FeelKind.Time or FeelKind.DateTime or FeelKind.Function => value.Reference!.GetHashCode(),
        FeelKind.List => HashCode.Combine(FeelKind.List, value.Items.Length),
        FeelKind.Context => HashCode.Combine(FeelKind.Context, value.Context.Count),
        FeelKind.Range => HashCode.Combine(value.Range.StartIncluded, value.Range.EndIncluded),
    };

    private static bool SameRange(FeelRange left, FeelRange right) =>
        left.Form == right.Form && left.StartIncluded == right.StartIncluded && left.EndIncluded == right.EndIncluded
        && Same(left.Start, right.Start) && Same(left.End, right.End);

    private static bool? Lists(FeelValue[] left, FeelValue[] right)
    {
        if (left.Length != right.Length) return false;
        bool? all = true;
        for (var i = 0; i < left.Length && all != false; i++) all = FeelLogic.And(all, Equal(left[i], right[i]));
        return all;
    }

    private static bool? Contexts(FeelContext left, FeelContext right)
    {
        if (left.Count != right.Count) return false;
        bool? all = true;
        foreach (var key in left.Keys)
        {
            if (!right.TryGet(key, out var other)) return false;
            all = FeelLogic.And(all, Equal(left[key], other));
            if (all == false) return false;
        }
        return all;
    }
}
