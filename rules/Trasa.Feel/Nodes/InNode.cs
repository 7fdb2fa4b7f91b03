using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary><c>x in test</c> or <c>x in (test, test)</c>: true when one of the tests holds.</summary>
internal sealed class InNode(FeelSpan span, Node value, Node[] tests) : Node(span, [value, .. tests])
{
    protected override FeelType InferType() => FeelType.Boolean;

    public override Op Compile(CompileScope scope)
    {
        var (tested, codes, span) = (value.CompileFolded(scope), Array.ConvertAll(tests, test => test.CompileFolded(scope)), Span);
        return frame =>
        {
            var x = tested(frame);
            bool? any = false;
            foreach (var code in codes)
            {
                var test = code(frame);
                frame.Evaluation.Charge(test, span);
                any = FeelLogic.Or(any, Membership.Holds(x, test));
                if (any == true) return FeelValue.True;
            }
            return any is { } known
                ? FeelValue.Of(known)
                : frame.Evaluation.Error(FeelCode.NotComparable, span, x.IsNull ? "There is no value (null) to test." : $"{Describe.Value(x)} cannot be compared with the test.", Describe.Value(x));
        };
    }
}

/// <summary>Whether a value passes a test that was written as a value, a range or a list of both.</summary>
internal static class Membership
{
    public static bool? Holds(in FeelValue value, in FeelValue test) => test.Kind switch
    {
        FeelKind.Range when value.Kind != FeelKind.Range => test.Range.Contains(value),
        FeelKind.List => InList(value, test),
        _ => FeelEquality.Equal(value, test),
    };

    private static bool? InList(in FeelValue value, in FeelValue list)
    {
        if (value.Kind == FeelKind.List && FeelEquality.Equal(value, list) == true) return true;
        bool? any = false;
        foreach (ref readonly var item in list.Span)
        {
            // A value of another kind in the list is not equal; only ranges can leave the question open.
            var one = item.Kind == FeelKind.Range && value.Kind != FeelKind.Range ? item.Range.Contains(value) : FeelEquality.Equal(value, item) == true;
            any = FeelLogic.Or(any, one);
            if (any == true) return true;
        }
        return any;
    }
}
