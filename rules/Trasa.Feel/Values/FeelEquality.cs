using System.Runtime.CompilerServices;

namespace Trasa.Feel.Values;

/// <summary>Equality of values (DMN 1.5, section 10.3.2.13.1).</summary>
internal static class FeelEquality
{
    // Items of lists inside lists that count for a hash: enough to tell them apart, and no walk through everything.
    private const int HashedLevels = 3;

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
            FeelKind.List => ReferenceEquals(left.Reference, right.Reference) ? true : Lists(left.Span, right.Span),
            FeelKind.Context => ReferenceEquals(left.Reference, right.Reference) ? true : Contexts(left.Context, right.Context),
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
            FeelKind.List => ReferenceEquals(left.Reference, right.Reference) || SameItems(left.Span, right.Span),
            FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String or FeelKind.Date or FeelKind.YearsMonthsDuration
                or FeelKind.DaysTimeDuration or FeelKind.Context or FeelKind.Function => Equal(left, right) == true,
        };
    }

    public static int Hash(in FeelValue value) => Hash(value, HashedLevels);

    private static int Hash(in FeelValue value, int levels) => value.Kind switch
    {
        FeelKind.Null => 0,
        FeelKind.Boolean => value.IsTrue ? 1 : 2,
        FeelKind.Number or FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration => HashCode.Combine(value.Kind, value.Number),
        FeelKind.String or FeelKind.Date or FeelKind.Time or FeelKind.DateTime or FeelKind.Function => value.Reference!.GetHashCode(),
        FeelKind.List => HashOfItems(value.Span, levels),
        FeelKind.Context => HashOfEntries(value.Context),
        FeelKind.Range => HashCode.Combine(value.Range.StartIncluded, value.Range.EndIncluded, value.Range.Start.Kind, value.Range.Start.Number, value.Range.End.Number),
    };

    private static int HashOfItems(ReadOnlySpan<FeelValue> items, int levels)
    {
        var hash = new HashCode();
        hash.Add(items.Length);
        if (levels == 0) return hash.ToHashCode();
        foreach (ref readonly var item in items) hash.Add(Hash(item, levels - 1));
        return hash.ToHashCode();
    }

    /// <summary>In any order. Inside contexts times of other zones can be equal, so only what is equal in one way counts.</summary>
    private static int HashOfEntries(FeelContext context)
    {
        var hash = context.Count;
        foreach (var key in context.Keys)
        {
            var value = context[key];
            var inner = value.Kind is FeelKind.Number or FeelKind.String or FeelKind.Boolean ? Hash(value, 0) : 0;
            hash ^= HashCode.Combine(key, inner);
        }

        return hash;
    }

    private static bool SameItems(ReadOnlySpan<FeelValue> left, ReadOnlySpan<FeelValue> right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return left.SequenceEqual(right);
    }

    private static bool SameRange(FeelRange left, FeelRange right) =>
        left.Form == right.Form && left.StartIncluded == right.StartIncluded && left.EndIncluded == right.EndIncluded
        && Same(left.Start, right.Start) && Same(left.End, right.End);

    private static bool? Lists(ReadOnlySpan<FeelValue> left, ReadOnlySpan<FeelValue> right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Length != right.Length) return false;
        bool? all = true;
        for (var i = 0; i < left.Length && all != false; i++) all = FeelLogic.And(all, Equal(left[i], right[i]));
        return all;
    }

    private static bool? Contexts(FeelContext left, FeelContext right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
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
