using Trasa.Feel.Compilation;
using Trasa.Feel.Temporal;
using Trasa.Feel.Values;

namespace Trasa.Feel.Nodes;

/// <summary>A variable of a loop and what it runs over: a list, or from one value to another.</summary>
internal sealed record LoopVariable(string Name, Node From, Node? To);

/// <summary>Runs a body for every combination of the loop variables, the last one fastest.</summary>
internal sealed class Iteration
{
    private readonly (int Slot, Op From, Op? To, FeelSpan Span)[] _loops;

    public Iteration(CompileScope scope, LoopVariable[] variables)
    {
        Inner = scope.Nested();
        _loops = new (int, Op, Op?, FeelSpan)[variables.Length];
        for (var i = 0; i < variables.Length; i++)
        {
            // A later source may use earlier variables.
            var (from, to) = (variables[i].From.CompileFolded(Inner), variables[i].To?.CompileFolded(Inner));
            _loops[i] = (Inner.Declare(variables[i].Name), from, to, variables[i].From.Span);
        }
    }

    public CompileScope Inner { get; }

    /// <summary>False when a source is no list; the body stops the run by returning false.</summary>
    public bool Run(Frame frame, Func<bool> body) => Run(frame, 0, body, out _);

    private bool Run(Frame frame, int depth, Func<bool> body, out bool stopped)
    {
        stopped = false;
        if (depth == _loops.Length)
        {
            stopped = !body();
            return true;
        }
        var (slot, from, to, span) = _loops[depth];
        if (Source(frame, from, to, span) is not { } items) return false;
        foreach (var item in items)
        {
            frame.Evaluation.Step(span);
            frame.Slots[slot] = item;
            if (!Run(frame, depth + 1, body, out stopped)) return false;
            if (stopped) return true;
        }
        return true;
    }

    private static IEnumerable<FeelValue>? Source(Frame frame, Op from, Op? to, FeelSpan span)
    {
        var start = from(frame);
        if (to is not null) return Between(frame.Evaluation, span, start, to(frame));
        if (start.Kind == FeelKind.List) return start.Items;
        if (start.Kind == FeelKind.Range) return InRange(frame.Evaluation, span, start.Range);
        if (!start.IsNull) return [start];
        frame.Evaluation.Error(FeelCode.WrongType, span, "A loop needs a list or a range, not null.");
        return null;
    }

    private static IEnumerable<FeelValue>? InRange(Evaluation evaluation, FeelSpan span, FeelRange range)
    {
        if (range.Form != FeelRangeForm.Interval || FeelOrder.Compare(range.Start, range.End) is not <= 0) return Refuse(evaluation, span, range.Start, range.End);
        var all = Between(evaluation, span, range.Start, range.End);
        return all?.Where(value => (range.StartIncluded || value != range.Start) && (range.EndIncluded || value != range.End));
    }

    private static IEnumerable<FeelValue>? Between(Evaluation evaluation, FeelSpan span, FeelValue from, FeelValue to)
    {
        if (from.Kind != to.Kind) return Refuse(evaluation, span, from, to);
        if (from.Kind == FeelKind.Date) return Days(from.Date.DayNumber, to.Date.DayNumber);
        var whole = from.Kind == FeelKind.Number && decimal.Truncate(from.Number) == from.Number && decimal.Truncate(to.Number) == to.Number;
        return whole ? Numbers(from.Number, to.Number) : Refuse(evaluation, span, from, to);
    }

    private static IEnumerable<FeelValue> Numbers(decimal from, decimal to)
    {
        var step = from <= to ? 1 : -1;
        for (var number = from; ; number += step)
        {
            yield return FeelValue.Of(number);
            if (number == to) yield break;
        }
    }

    private static IEnumerable<FeelValue> Days(long from, long to)
    {
        var step = from <= to ? 1 : -1;
        for (var day = from; ; day += step)
        {
            yield return FeelValue.Of(FeelDate.FromDayNumber(day)!);
            if (day == to) yield break;
        }
    }

    private static IEnumerable<FeelValue>? Refuse(Evaluation evaluation, FeelSpan span, in FeelValue from, in FeelValue to)
    {
        evaluation.Error(FeelCode.WrongType, span, $"A loop runs over whole numbers or dates, not from {Describe.Value(from)} to {Describe.Value(to)}.", Describe.Value(from), Describe.Value(to));
        return null;
    }
}
