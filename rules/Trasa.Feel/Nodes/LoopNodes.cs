using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary><c>for … return …</c>; inside it, <c>partial</c> is the list of what was returned so far.</summary>
internal sealed class ForNode(FeelSpan span, LoopVariable[] variables, Node body) : Node(span, [.. variables.Select(v => v.From), .. variables.Select(v => v.To), body])
{
    public const string Partial = "partial";

    protected override FeelType InferType() => FeelType.AnyList;

    public override FeelType Check(KindCheck check) => base.Check(check.Opaque());

    public override Op Compile(CompileScope scope)
    {
        var loops = new Iteration(scope, variables);
        var partial = loops.Inner.Declare(Partial);
        var (code, span) = (body.CompileFolded(loops.Inner), Span);
        var usesPartial = loops.Inner.WasRead(Partial);
        return frame =>
        {
            var results = new FeelListBuilder();
            var complete = loops.Run(frame, () =>
            {
                if (usesPartial) frame.Slots[partial] = FeelValue.OfList(results.View());
                results.Add(code(frame));
                frame.Evaluation.CheckListSize(results.Count, span);
                return true;
            });
            return complete ? FeelValue.OfList(results.View()) : FeelValue.Null;
        };
    }
}

/// <summary><c>some … satisfies</c> and <c>every … satisfies</c> in three-valued logic.</summary>
internal sealed class QuantifiedNode(FeelSpan span, bool isEvery, LoopVariable[] variables, Node condition, bool mustBeBoolean = false)
    : Node(span, [.. variables.Select(v => v.From), .. variables.Select(v => v.To), condition])
{
    protected override FeelType InferType() => FeelType.Boolean;

    public override FeelType Check(KindCheck check) => base.Check(check.Opaque());

    public override Op Compile(CompileScope scope)
    {
        var loops = new Iteration(scope, variables);
        var (code, deciding, strict, span) = (condition.CompileFolded(loops.Inner), !isEvery, mustBeBoolean, condition.Span);
        return frame =>
        {
            var (decided, unknown, faulty) = (false, false, false);
            var complete = loops.Run(frame, () =>
            {
                var value = code(frame);
                faulty |= strict && value.Kind is not (FeelKind.Boolean or FeelKind.Null);
                unknown |= value.Kind != FeelKind.Boolean;
                decided = value.Kind == FeelKind.Boolean && value.IsTrue == deciding;
                return !decided && !faulty;
            });
            if (faulty) return frame.Evaluation.Error(FeelCode.WrongType, span, "The condition is not a boolean.");
            if (!complete) return FeelValue.Null;
            return decided ? FeelValue.Of(deciding) : unknown ? FeelValue.Null : FeelValue.Of(!deciding);
        };
    }
}
