using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>How points and ranges lie to each other (DMN 1.5, table 81).</summary>
internal static class IntervalFunctions
{
    private delegate bool? Relation(in Span first, in Span second);

    public static void AddTo(Action<string, NativeCode> add)
    {
        All(add, "before", Before);
        All(add, "after", (in Span a, in Span b) => Before(b, a));
        Ranges(add, "meets", (in Span a, in Span b) => a.EndIncluded && b.StartIncluded ? Order(a.End, b.Start) is { } order ? order == 0 : null : false);
        Ranges(add, "met by", (in Span a, in Span b) => a.StartIncluded && b.EndIncluded ? Order(a.Start, b.End) is { } order ? order == 0 : null : false);
        Ranges(add, "overlaps", (in Span a, in Span b) => FeelLogic.And(!Before(a, b), !Before(b, a)));
        Ranges(add, "overlaps before", OverlapsBefore);
        Ranges(add, "overlaps after", (in Span a, in Span b) => OverlapsBefore(b, a));
        PointOrRange(add, "finishes", Finishes);
        RangeAndAny(add, "finished by", (in Span a, in Span b) => Finishes(b, a));
        RangeAndAny(add, "includes", Includes);
        PointOrRange(add, "during", (in Span a, in Span b) => Includes(b, a));
        PointOrRange(add, "starts", Starts);
        RangeAndAny(add, "started by", (in Span a, in Span b) => Starts(b, a));
        add("coincides(range1: range, range2: range): boolean", Code(Coincides));
        add("coincides(point1: point, point2: point): boolean", Code(Coincides));
    }

    private static void All(Action<string, NativeCode> add, string name, Relation relation)
    {
        Ranges(add, name, relation);
        add($"{name}(range: range, point: point): boolean", Code(relation));
        add($"{name}(point: point, range: range): boolean", Code(relation));
        add($"{name}(point1: point, point2: point): boolean", Code(relation));
    }

    private static void Ranges(Action<string, NativeCode> add, string name, Relation relation) =>
        add($"{name}(range1: range, range2: range): boolean", Code(relation));

    private static void PointOrRange(Action<string, NativeCode> add, string name, Relation relation)
    {
        Ranges(add, name, relation);
        add($"{name}(point: point, range: range): boolean", Code(relation));
    }

    private static void RangeAndAny(Action<string, NativeCode> add, string name, Relation relation)
    {
        Ranges(add, name, relation);
        add($"{name}(range: range, point: point): boolean", Code(relation));
    }

    private static NativeCode Code(Relation relation) => (call, a) =>
        relation(Span.Of(a[0]), Span.Of(a[1])) is { } outcome ? FeelValue.Of(outcome) : call.Error(FeelCode.NotComparable, "The two cannot be compared.");

    private static int? Order(in FeelValue left, in FeelValue right) => FeelOrder.Compare(left, right);

    private static bool? Before(in Span a, in Span b) =>
        Order(a.End, b.Start) is { } order ? order < 0 || (order == 0 && !(a.EndIncluded && b.StartIncluded)) : null;

    /// <summary>Whether the first begins no later than the second: at the same point, an open start begins later.</summary>
    private static bool? StartsNoLater(in Span a, in Span b) =>
        Order(a.Start, b.Start) is { } order ? order < 0 || (order == 0 && (a.StartIncluded || !b.StartIncluded)) : null;

    private static bool? EndsNoLater(in Span a, in Span b) =>
        Order(a.End, b.End) is { } order ? order < 0 || (order == 0 && (!a.EndIncluded || b.EndIncluded)) : null;

    private static bool? SameStart(in Span a, in Span b) => Order(a.Start, b.Start) is { } order ? order == 0 && a.StartIncluded == b.StartIncluded : null;

    private static bool? SameEnd(in Span a, in Span b) => Order(a.End, b.End) is { } order ? order == 0 && a.EndIncluded == b.EndIncluded : null;

    private static bool? OverlapsBefore(in Span a, in Span b) =>
        FeelLogic.And(FeelLogic.And(!StartsNoLater(b, a), !Before(a, b)), EndsNoLater(a, b));

    private static bool? Finishes(in Span a, in Span b) => FeelLogic.And(SameEnd(a, b), StartsNoLater(b, a));

    private static bool? Starts(in Span a, in Span b) => FeelLogic.And(SameStart(a, b), EndsNoLater(a, b));

    private static bool? Includes(in Span a, in Span b) => FeelLogic.And(StartsNoLater(a, b), EndsNoLater(b, a));

    private static bool? Coincides(in Span a, in Span b) => FeelLogic.And(SameStart(a, b), SameEnd(a, b));

    /// <summary>A range, or a point as the closed range that holds only itself.</summary>
    private readonly record struct Span(FeelValue Start, bool StartIncluded, FeelValue End, bool EndIncluded)
    {
        public static Span Of(in FeelValue value) => value.Kind == FeelKind.Range
            ? new Span(value.Range.Start, value.Range.StartIncluded, value.Range.End, value.Range.EndIncluded)
            : new Span(value, true, value, true);
    }
}
