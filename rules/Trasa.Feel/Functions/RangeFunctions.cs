using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Syntax;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary><c>range("[1..3]")</c>: an interval from text, with ends that are written out and in order.</summary>
internal static class RangeFunctions
{
    public static void AddTo(Action<string, NativeCode> add) => add("range(from: string)", Read);

    private static FeelValue Read(FeelCall call, FeelValue[] a)
    {
        var text = a[0].Text;
        try
        {
            if (Parser.ReadExpression(text, FeelScope.Empty, call.Options).Node is RangeNode { HasLiteralEnds: true } node
                && node.ConstantValue() is { Kind: FeelKind.Range } value && InOrder(value.Range)) return value;
        }
        catch (FeelSyntaxException)
        {
            // The text is data here, so the place inside it would mislead.
        }
        return call.Error(FeelCode.InvalidValue, $"{FeelText.Quote(text)} is no interval such as \"[1..3]\".", text);
    }

    private static bool InOrder(FeelRange range) =>
        range.Start.IsNull != range.End.IsNull || FeelOrder.Compare(range.Start, range.End) <= 0;
}
