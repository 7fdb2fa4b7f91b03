namespace Trasa.Feel.Values;

/// <summary>How a range was written; <c>(&lt; 10)</c> and <c>(null..10)</c> are different values.</summary>
public enum FeelRangeForm : byte
{
    Interval,
    Below,
    Above,
    Equal,
    NotEqual,
}

/// <summary>A range (DMN 1.5, section 10.3.2.7). An end of an <see cref="FeelRangeForm.Interval"/> that is null makes every test of it null.</summary>
public sealed record FeelRange(FeelValue Start, bool StartIncluded, FeelValue End, bool EndIncluded, FeelRangeForm Form = FeelRangeForm.Interval)
{
    internal FeelExtent Extent { get; } = FeelExtent.OfEmpty.With(Start).With(End);

    /// <summary>True, false, or null when the value and the ends cannot be compared.</summary>
    public bool? Contains(in FeelValue value)
    {
        if (value.IsNull) return null;
        return Form switch
        {
            FeelRangeForm.Interval => FeelLogic.And(Above(value), Below(value)),
            FeelRangeForm.Below => Below(value),
            FeelRangeForm.Above => Above(value),
            FeelRangeForm.Equal => FeelEquality.Equal(value, Start),
            FeelRangeForm.NotEqual => !FeelEquality.Equal(value, Start),
        };
    }

    private bool? Above(in FeelValue value) =>
        FeelOrder.Compare(value, Start) is { } order ? StartIncluded ? order >= 0 : order > 0 : null;

    private bool? Below(in FeelValue value) =>
        FeelOrder.Compare(value, End) is { } order ? EndIncluded ? order <= 0 : order < 0 : null;
}
