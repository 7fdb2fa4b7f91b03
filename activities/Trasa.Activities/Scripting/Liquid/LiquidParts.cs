using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>A piece of a template.</summary>
internal abstract class LiquidPart
{
    public abstract void Write(LiquidRun run);
}

internal sealed class TextPart(string text) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Append(text);
}

internal sealed class OutputPart(LiquidValue value) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Append(LiquidRun.Show(value.Evaluate(run)));
}

internal sealed class AssignPart(string name, LiquidValue value) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Assign(name, value.Evaluate(run));
}

/// <summary>The first branch whose condition holds; the last one may have none.</summary>
internal sealed class IfPart(IReadOnlyList<(LiquidCondition? Condition, IReadOnlyList<LiquidPart> Body)> branches) : LiquidPart
{
    public override void Write(LiquidRun run)
    {
        foreach (var (condition, body) in branches)
        {
            if (condition is not null && !condition.Holds(run)) continue;
            run.Write(body);
            return;
        }
    }
}

/// <summary>A list, its turns from <c>offset</c> on, at most <c>limit</c> of them; what stands behind <c>else</c> when there are none.</summary>
internal sealed class ForPart(LiquidLoop loop, IReadOnlyList<LiquidPart> body, IReadOnlyList<LiquidPart> otherwise) : LiquidPart
{
    public override void Write(LiquidRun run)
    {
        var items = Items(run);
        if (items.Count == 0) run.Write(otherwise);
        for (var index = 0; index < items.Count && run.Leaving != LiquidLeaving.Loop; index++)
        {
            run.Turn();
            run.Assign(loop.Name, items[index]);
            run.Assign("forloop", new Dictionary<string, object?>
            {
                ["index"] = (decimal)(index + 1),
                ["index0"] = (decimal)index,
                ["rindex"] = (decimal)(items.Count - index),
                ["rindex0"] = (decimal)(items.Count - index - 1),
                ["first"] = index == 0,
                ["last"] = index == items.Count - 1,
                ["length"] = (decimal)items.Count,
            });
            run.Write(body);
            if (run.Leaving == LiquidLeaving.Turn) run.Leaving = LiquidLeaving.None;
        }

        if (run.Leaving == LiquidLeaving.Loop) run.Leaving = LiquidLeaving.None;
    }

    private List<object?> Items(LiquidRun run)
    {
        var items = ValueConversion.ToList(loop.List.Evaluate(run)).Skip((int)(Number(loop.Offset, run) ?? 0));
        if (Number(loop.Limit, run) is { } limit) items = items.Take((int)limit);
        return loop.IsReversed ? [.. items.Reverse()] : [.. items];
    }

    private static decimal? Number(LiquidValue? value, LiquidRun run) => ValueConversion.ToNumber(value?.Evaluate(run)) is { } number ? Math.Clamp(number, 0, int.MaxValue) : null;
}

/// <param name="Name">What each item is called.</param>
/// <param name="List">The items.</param>
/// <param name="Limit">How many at the most.</param>
/// <param name="Offset">How many are left out at the start.</param>
/// <param name="IsReversed">Whether the last comes first.</param>
internal sealed record LiquidLoop(string Name, LiquidValue List, LiquidValue? Limit = null, LiquidValue? Offset = null, bool IsReversed = false);

/// <summary>What was written inside becomes a text of that name.</summary>
internal sealed class CapturePart(string name, IReadOnlyList<LiquidPart> body) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Assign(name, run.Captured(body));
}

/// <summary>A counter of its own, apart from what is assigned.</summary>
internal sealed class CountPart(string name, int by) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Append(LiquidRun.Show(run.Count(name, by)));
}

/// <summary>One after the other, turn by turn.</summary>
internal sealed class CyclePart(IReadOnlyList<LiquidValue> values) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Append(LiquidRun.Show(values[run.Next(this) % values.Count].Evaluate(run)));
}

internal sealed class LeavePart(LiquidLeaving leaving) : LiquidPart
{
    public override void Write(LiquidRun run) => run.Leaving = leaving;
}

internal enum LiquidLeaving
{
    None,
    Turn,
    Loop,
}

/// <summary>A literal, a path or a range, and what filters make of it.</summary>
internal sealed record LiquidValue(object? Literal, IReadOnlyList<LiquidStep>? Path, IReadOnlyList<LiquidFilter> Filters)
{
    public (LiquidValue From, LiquidValue To)? Range { get; init; }

    public object? Evaluate(LiquidRun run)
    {
        var value = Range is { } range ? LiquidRun.Numbers(range.From.Evaluate(run), range.To.Evaluate(run)) : Path is null ? Literal : run.Get(Path);
        foreach (var filter in Filters) value = LiquidFilters.Apply(filter.Name, value, [.. filter.Arguments.Select(argument => argument.Evaluate(run))]);
        return value;
    }
}

/// <summary>A step of a path: a member by its name, or by the value of another path.</summary>
internal sealed record LiquidStep(string Name, IReadOnlyList<LiquidStep>? By = null);

internal sealed record LiquidFilter(string Name, IReadOnlyList<LiquidValue> Arguments);

/// <summary>Comparisons joined by <c>and</c> and <c>or</c>, grouped from the right as Liquid does.</summary>
internal sealed record LiquidCondition(LiquidValue Left, string? Sign, LiquidValue? Right, string? Join, LiquidCondition? Rest, bool IsNegated)
{
    public bool Holds(LiquidRun run)
    {
        var holds = Own(run);
        if (Join == "and") holds = holds && Rest!.Holds(run);
        if (Join == "or") holds = holds || Rest!.Holds(run);
        return holds != IsNegated;
    }

    private bool Own(LiquidRun run)
    {
        var left = Left.Evaluate(run);
        if (Sign is null) return LiquidRun.IsTrue(left);
        var right = Right!.Evaluate(run);
        return Sign switch
        {
            "==" => Equal(left, right),
            "!=" => !Equal(left, right),
            "contains" => left is IReadOnlyList<object?> list ? list.Any(item => Equal(item, right)) : LiquidRun.Show(left)?.Contains(LiquidRun.Show(right) ?? "", StringComparison.Ordinal) ?? false,
            _ => Order(left, right) is { } order && Sign switch { "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 },
        };
    }

    private static bool Equal(object? left, object? right) =>
        left is decimal || right is decimal ? ValueConversion.ToNumber(left) == ValueConversion.ToNumber(right) && left is not null && right is not null : ValueConversion.Text(left) == ValueConversion.Text(right);

    private static int? Order(object? left, object? right)
    {
        if (left is null || right is null) return null;
        if (ValueConversion.ToNumber(left) is { } a && ValueConversion.ToNumber(right) is { } b) return a.CompareTo(b);
        return string.CompareOrdinal(ValueConversion.Text(left), ValueConversion.Text(right));
    }
}
