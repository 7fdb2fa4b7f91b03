using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>A chain of <c>and</c> or of <c>or</c> in three-valued logic; stops at the first side that decides.</summary>
internal sealed class LogicNode(FeelSpan span, bool isAnd, Node[] operands) : Node(span, operands)
{
    protected override FeelType InferType() => FeelType.Boolean;

    public override FeelType Check(KindCheck check)
    {
        foreach (var operand in operands) check.Condition(operand.Check(check), operand);
        return FeelType.Boolean;
    }

    public override Op Compile(CompileScope scope)
    {
        var codes = Array.ConvertAll(operands, operand => operand.CompileFolded(scope));
        var (deciding, span) = (!isAnd, Span);
        return frame =>
        {
            var (known, faulty) = (true, FeelValue.Null);
            foreach (var code in codes)
            {
                var value = code(frame);
                if (value.Kind == FeelKind.Boolean && value.IsTrue == deciding) return value;
                if (value.Kind == FeelKind.Boolean) continue;
                known = false;
                if (!value.IsNull) faulty = value;
            }
            if (known) return FeelValue.Of(!deciding);
            return faulty.IsNull ? FeelValue.Null : frame.Evaluation.Error(FeelCode.WrongType, span, $"{Describe.Value(faulty)} is not a boolean.", Describe.Value(faulty));
        };
    }
}

/// <summary><c>if</c>: null counts as false, another value than a boolean is an error.</summary>
internal sealed class IfNode(FeelSpan span, Node condition, Node then, Node otherwise) : Node(span, condition, then, otherwise)
{
    public override FeelType Check(KindCheck check)
    {
        check.Condition(condition.Check(check), condition);
        var (yes, no) = (then.Check(check), otherwise.Check(check));
        return ReferenceEquals(yes, no) ? yes : FeelType.Any;
    }

    public override Op Compile(CompileScope scope)
    {
        var (test, yes, no, span) = (condition.CompileFolded(scope), then.CompileFolded(scope), otherwise.CompileFolded(scope), condition.Span);
        return frame =>
        {
            var truth = test(frame);
            if (truth.IsTrue) return yes(frame);
            if (truth.Kind is FeelKind.Boolean or FeelKind.Null) return no(frame);
            return frame.Evaluation.Error(FeelCode.WrongType, span, $"The condition is {Describe.Kind(truth)}, not a boolean.", Describe.Value(truth));
        };
    }
}
