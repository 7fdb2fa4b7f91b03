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

internal sealed class ForPart(string name, LiquidValue list, IReadOnlyList<LiquidPart> body) : LiquidPart
{
    public override void Write(LiquidRun run)
    {
        var items = ValueConversion.ToList(list.Evaluate(run));
        for (var index = 0; index < items.Count; index++)
        {
            run.Turn();
            run.Assign(name, items[index]);
            run.Assign("forloop", new Dictionary<string, object?>
            {
                ["index"] = (decimal)(index + 1),
                ["index0"] = (decimal)index,
                ["first"] = index == 0,
                ["last"] = index == items.Count - 1,
                ["length"] = (decimal)items.Count,
            });
            run.Write(body);
        }
    }
}

/// <summary>A literal or a path, and what filters make of it.</summary>
internal sealed record LiquidValue(object? Literal, IReadOnlyList<string>? Path, IReadOnlyList<LiquidFilter> Filters)
{
    public object? Evaluate(LiquidRun run)
    {
        var value = Path is null ? Literal : run.Get(Path);
        foreach (var filter in Filters) value = LiquidFilters.Apply(filter.Name, value, [.. filter.Arguments.Select(argument => argument.Evaluate(run))]);
        return value;
    }
}

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
