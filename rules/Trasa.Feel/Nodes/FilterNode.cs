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
            var items = value.Kind == FeelKind.List ? value.Items : [value];
            return Select(frame, items, slot, test, span, strict);
        };
    }

    private static FeelValue Select(Frame frame, FeelValue[] items, int slot, Op test, FeelSpan span, bool strict)
    {
        List<FeelValue>? kept = null;
        for (var i = 0; i < Math.Max(items.Length, 1); i++)
        {
            frame.Evaluation.Step(span);
            // An empty list is asked once, so that a number still means a position.
            frame.Slots[slot] = i < items.Length ? items[i] : FeelValue.Null;
            var outcome = test(frame);
            if (outcome.Kind == FeelKind.Number && i == 0 && !strict) return At(frame.Evaluation, span, items, outcome.Number);
            if (outcome.Kind is not (FeelKind.Boolean or FeelKind.Null)) return NotATest(frame.Evaluation, span, outcome);
            if (i < items.Length && outcome.IsTrue) (kept ??= []).Add(items[i]);
        }
        return FeelValue.Of(kept is null ? [] : kept.ToArray());
    }

    private static FeelValue At(Evaluation evaluation, FeelSpan span, FeelValue[] items, decimal position)
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
