using Trasa.Feel.Values;

namespace Trasa.Decisions.Tables;

/// <summary>Kinds whose values lie on one line of decimals, so that ranges become regions of it.</summary>
internal static class OrderedKeys
{
    public static bool IsOrdered(FeelKind kind) => kind is FeelKind.Number or FeelKind.Date or FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration;

    public static decimal Key(in FeelValue value) => value.Kind == FeelKind.Date ? value.Date.DayNumber : value.Number;

    /// <summary>The kind of the ends of a range; null when it has none, or ends of an interval are missing or differ.</summary>
    public static FeelKind? KindOf(FeelRange range) => range.Form switch
    {
        FeelRangeForm.Interval => range.Start.Kind == range.End.Kind && IsOrdered(range.Start.Kind) ? range.Start.Kind : null,
        FeelRangeForm.Below => IsOrdered(range.End.Kind) ? range.End.Kind : null,
        FeelRangeForm.Above or FeelRangeForm.Equal => IsOrdered(range.Start.Kind) ? range.Start.Kind : null,
        FeelRangeForm.NotEqual => null,
    };
}
