using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

internal enum ArithmeticOperator : byte
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

/// <summary><c>+ - * / **</c> over numbers, texts and temporal values.</summary>
internal sealed class ArithmeticNode(FeelSpan span, ArithmeticOperator @operator, Node left, Node right) : Node(span, left, right)
{
    protected override FeelType InferType() =>
        ReferenceEquals(left.StaticType, FeelType.Number) && ReferenceEquals(right.StaticType, FeelType.Number) ? FeelType.Number : FeelType.Any;

    public override FeelType Check(KindCheck check)
    {
        var (a, b) = (left.Check(check), right.Check(check));
        var areTexts = ReferenceEquals(a, FeelType.String) && ReferenceEquals(b, FeelType.String) && @operator == ArithmeticOperator.Add;
        if (areTexts) return FeelType.String;
        if (ReferenceEquals(a, FeelType.Number) && ReferenceEquals(b, FeelType.Number)) return FeelType.Number;
        // A number times a duration is one; texts and truth values go with nothing but themselves.
        if (KindCheck.IsKnown(a) && KindCheck.IsKnown(b) && (IsStubborn(a) || IsStubborn(b)))
            check.Wrong(Span, @operator == ArithmeticOperator.Add ? $"A {a} and a {b} cannot be added; string() makes a text of a value." : $"A {a} and a {b} cannot be reckoned with.");
        return FeelType.Any;
    }

    private static bool IsStubborn(FeelType type) => ReferenceEquals(type, FeelType.String) || ReferenceEquals(type, FeelType.Boolean);

    public override Op Compile(CompileScope scope)
    {
        var (a, b, span, sign) = (left.CompileFolded(scope), right.CompileFolded(scope), Span, @operator);
        return frame => Arithmetic.Calculate(frame.Evaluation, span, sign, a(frame), b(frame));
    }
}

/// <summary>The minus sign before a number or a duration.</summary>
internal sealed class NegationNode(FeelSpan span, Node operand) : Node(span, operand)
{
    protected override FeelType InferType() => operand.StaticType;

    public override Op Compile(CompileScope scope)
    {
        var (code, span) = (operand.CompileFolded(scope), Span);
        return frame =>
        {
            var value = code(frame);
            return value.Kind switch
            {
                FeelKind.Number => FeelValue.Of(-value.Number),
                FeelKind.YearsMonthsDuration => FeelValue.OfMonths(-value.Number),
                FeelKind.DaysTimeDuration => FeelValue.OfSeconds(-value.Number),
                FeelKind.Null or FeelKind.Boolean or FeelKind.String or FeelKind.Date or FeelKind.Time or FeelKind.DateTime or FeelKind.List
                    or FeelKind.Context or FeelKind.Range or FeelKind.Function =>
                    frame.Evaluation.Error(FeelCode.WrongType, span, $"A minus sign needs a number or a duration, not {Describe.Kind(value)}.", Describe.Kind(value)),
            };
        };
    }
}
