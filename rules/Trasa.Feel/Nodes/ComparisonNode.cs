using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

internal enum ComparisonOperator : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary><c>= != &lt; &lt;= &gt; &gt;=</c>; null when the two sides cannot be compared.</summary>
internal sealed class ComparisonNode(FeelSpan span, ComparisonOperator @operator, Node left, Node right) : Node(span, left, right)
{
    protected override FeelType InferType() => FeelType.Boolean;

    public override FeelType Check(KindCheck check)
    {
        var (a, b) = (left.Check(check), right.Check(check));
        if (KindCheck.IsPlain(a) && KindCheck.IsPlain(b) && !ReferenceEquals(a, b)) check.Wrong(Span, $"A {a} is compared with a {b}; that is never true and never false.");
        return FeelType.Boolean;
    }

    public override Op Compile(CompileScope scope)
    {
        var (a, b, span, sign) = (left.CompileFolded(scope), right.CompileFolded(scope), Span, @operator);
        if (sign is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            var wanted = sign == ComparisonOperator.Equal;
            return frame =>
            {
                var (x, y) = (a(frame), b(frame));
                frame.Evaluation.Charge(x, span);
                return FeelEquality.Equal(x, y) is { } equal ? FeelValue.Of(equal == wanted) : NotComparable(frame.Evaluation, span, x, y);
            };
        }
        return frame =>
        {
            var (x, y) = (a(frame), b(frame));
            return FeelOrder.Compare(x, y) is { } order ? FeelValue.Of(Holds(sign, order)) : NotComparable(frame.Evaluation, span, x, y);
        };
    }

    internal static FeelValue NotComparable(Evaluation evaluation, FeelSpan span, in FeelValue left, in FeelValue right)
    {
        var (a, b) = (Describe.Value(left), Describe.Value(right));
        var message = left.IsNull == right.IsNull ? $"{Describe.Kind(left)} and {Describe.Kind(right)} cannot be compared ({a}, {b})."
            : $"There is no value (null) to compare with {(left.IsNull ? b : a)}.";
        return evaluation.Error(FeelCode.NotComparable, span, message, a, b);
    }

    private static bool Holds(ComparisonOperator sign, int order) => sign switch
    {
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Greater => order > 0,
        ComparisonOperator.GreaterOrEqual => order >= 0,
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
    };
}

/// <summary><c>x between a and b</c>, both ends included.</summary>
internal sealed class BetweenNode(FeelSpan span, Node value, Node low, Node high) : Node(span, value, low, high)
{
    protected override FeelType InferType() => FeelType.Boolean;

    public override Op Compile(CompileScope scope)
    {
        var (x, a, b, span) = (value.CompileFolded(scope), low.CompileFolded(scope), high.CompileFolded(scope), Span);
        return frame =>
        {
            var (tested, from, to) = (x(frame), a(frame), b(frame));
            if (FeelOrder.Compare(tested, from) is not { } below) return ComparisonNode.NotComparable(frame.Evaluation, span, tested, from);
            if (FeelOrder.Compare(tested, to) is not { } above) return ComparisonNode.NotComparable(frame.Evaluation, span, tested, to);
            return FeelValue.Of(below >= 0 && above <= 0);
        };
    }
}
