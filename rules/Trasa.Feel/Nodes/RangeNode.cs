using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>An interval: <c>[a..b]</c>, <c>(a..b)</c>, <c>]a..b[</c>.</summary>
internal sealed class RangeNode(FeelSpan span, Node start, bool startIncluded, Node end, bool endIncluded) : Node(span, start, end)
{
    /// <summary>Both ends are values that are written out, at most as a text in <c>date("...")</c> and its like.</summary>
    public bool HasLiteralEnds => IsLiteral(start) && IsLiteral(end);

    protected override FeelType InferType() => start.StaticType.IsScalar && ReferenceEquals(start.StaticType, end.StaticType) ? new RangeType(start.StaticType) : FeelType.Any;

    public override FeelType Check(KindCheck check)
    {
        var (from, to) = (start.Check(check), end.Check(check));
        if (!from.IsScalar || !to.IsScalar) return FeelType.Any;
        if (from.ConformsTo(to)) return new RangeType(from);
        check.Wrong(Span, $"The ends of a range are of one type, and these are a {from} and a {to}.");
        return FeelType.Any;
    }

    private static bool IsLiteral(Node node) => node is LiteralNode || node is NegationNode { IsConstant: true } || node is CallNode { IsTemporalLiteral: true };

    public override Op Compile(CompileScope scope)
    {
        var (a, b, span) = (start.CompileFolded(scope), end.CompileFolded(scope), Span);
        return frame =>
        {
            var (from, to) = (a(frame), b(frame));
            if (!from.IsNull && !to.IsNull && FeelOrder.Compare(from, to) is null) return ComparisonNode.NotComparable(frame.Evaluation, span, from, to);
            return FeelValue.Of(new FeelRange(from, startIncluded, to, endIncluded));
        };
    }
}

/// <summary>A range with one end: <c>&lt; 10</c>, <c>= 10</c>.</summary>
internal sealed class OneSidedRangeNode(FeelSpan span, ComparisonOperator @operator, Node end) : Node(span, end)
{
    protected override FeelType InferType() => end.StaticType.IsScalar ? new RangeType(end.StaticType) : FeelType.Any;

    public override FeelType Check(KindCheck check)
    {
        var type = end.Check(check);
        if (!type.IsScalar) return FeelType.Any;
        if (@operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) && ReferenceEquals(type.Plain, FeelType.Boolean)) check.Wrong(Span, "True and false have no order.");
        return new RangeType(type);
    }

    protected override FeelValue? Fold() => end.ConstantValue() is { } value ? FeelValue.Of(Of(@operator, value)) : null;

    public override Op Compile(CompileScope scope)
    {
        var (code, sign) = (end.CompileFolded(scope), @operator);
        return frame => FeelValue.Of(Of(sign, code(frame)));
    }

    private static FeelRange Of(ComparisonOperator sign, in FeelValue end) => sign switch
    {
        ComparisonOperator.Less => new FeelRange(FeelValue.Null, false, end, false, FeelRangeForm.Below),
        ComparisonOperator.LessOrEqual => new FeelRange(FeelValue.Null, false, end, true, FeelRangeForm.Below),
        ComparisonOperator.Greater => new FeelRange(end, false, FeelValue.Null, false, FeelRangeForm.Above),
        ComparisonOperator.GreaterOrEqual => new FeelRange(end, true, FeelValue.Null, false, FeelRangeForm.Above),
        ComparisonOperator.Equal => new FeelRange(end, true, end, true, FeelRangeForm.Equal),
        ComparisonOperator.NotEqual => new FeelRange(end, false, end, false, FeelRangeForm.NotEqual),
    };
}
