using Trasa.Feel.Checking;
using Trasa.Feel.Compilation;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary><c>list[condition]</c> keeps items, <c>list[number]</c> takes one, counted from 1 or, negative, from the end.</summary>
internal sealed class FilterNode(FeelSpan span, Node list, Node filter, bool mustBeBoolean = false) : Node(span, list, filter)
{
    public override FeelType Check(KindCheck check) => base.Check(check.Opaque());

    public override Op Compile(CompileScope scope)
    {
        var source = list.CompileFolded(scope);
        var slot = scope.Layout.Add();
        var (test, span, strict) = (filter.Compile(scope.ForFilter(slot)), Span, mustBeBoolean);
        return frame =>
        {
            var value = source(frame);
            if (value.IsNull) return strict ? NotAList(frame.Evaluation, span) : FeelValue.Null;
            return Select(frame, value.Kind == FeelKind.List ? value.Span : new ReadOnlySpan<FeelValue>(in value), slot, test, span, strict);
        };
    }

    private static FeelValue Select(Frame frame, ReadOnlySpan<FeelValue> items, int slot, Op test, FeelSpan span, bool strict)
    {
        if (items.Length == 0) return OfNothing(frame, slot, test, span, strict);
        List<FeelValue>? kept = null;
        for (var i = 0; i < items.Length; i++)
        {
            frame.Evaluation.Step(span);
            frame.Slots[slot] = items[i];
            var outcome = test(frame);
            if (outcome.Kind == FeelKind.Number && i == 0 && !strict) return At(frame.Evaluation, span, items, outcome.Number);
            if (outcome.Kind is not (FeelKind.Boolean or FeelKind.Null)) return NotATest(frame.Evaluation, span, outcome);
            if (outcome.IsTrue) (kept ??= []).Add(items[i]);
        }
        return FeelValue.Of(kept is null ? [] : kept.ToArray());
    }

    /// <summary>An empty list is asked once, so that a number still means a position. What a condition says about the item that is not there says nothing.</summary>
    private static FeelValue OfNothing(Frame frame, int slot, Op test, FeelSpan span, bool strict)
    {
        var (evaluation, told) = (frame.Evaluation, frame.Evaluation.Diagnostics.Count);
        evaluation.Step(span);
        frame.Slots[slot] = FeelValue.Null;
        var outcome = test(frame);
        if (outcome.Kind == FeelKind.Number && !strict) return At(evaluation, span, [], outcome.Number);
        if (outcome.Kind is not (FeelKind.Boolean or FeelKind.Null)) return NotATest(evaluation, span, outcome);
        evaluation.Forget(told);
        return FeelValue.Of(Array.Empty<FeelValue>());
    }

    private static FeelValue At(Evaluation evaluation, FeelSpan span, ReadOnlySpan<FeelValue> items, decimal position)
    {
        var index = decimal.Truncate(position);
        if (index >= 1 && index <= items.Length) return items[(int)index - 1];
        if (index <= -1 && -index <= items.Length) return items[items.Length + (int)index];
        return evaluation.Error(FeelCode.IndexOutOfRange, span, $"There is no item {position} in a list of {items.Length}.", FeelText.Number(position));
    }

    private static FeelValue NotATest(Evaluation evaluation, FeelSpan span, in FeelValue outcome) =>
        evaluation.Error(FeelCode.WrongType, span, $"A filter yields a boolean or a position, not {Describe.Kind(outcome)}.", Describe.Value(outcome));

    private static FeelValue NotAList(Evaluation evaluation, FeelSpan span) =>
        evaluation.Error(FeelCode.WrongType, span, "A filter needs a list, not null.");
}
