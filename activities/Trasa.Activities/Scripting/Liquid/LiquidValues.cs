using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>A literal, a path or a range, and what filters make of it.</summary>
internal sealed record LiquidValue(object? Literal, IReadOnlyList<LiquidStep>? Path, IReadOnlyList<LiquidFilter> Filters)
{
    public (LiquidValue From, LiquidValue To)? Range { get; init; }

    /// <summary>Whether it is the word <c>empty</c> or <c>blank</c>, which mean more than one value in a comparison.</summary>
    public LiquidNothing Nothing { get; init; }

    public object? Evaluate(LiquidRun run)
    {
        var value = Range is { } range ? run.Numbers(range.From.Evaluate(run), range.To.Evaluate(run)) : Path is null ? Literal : run.Get(Path);
        foreach (var filter in Filters) value = filter.Apply(value, run);
        return value;
    }
}

internal enum LiquidNothing
{
    None,

    /// <summary>A text, list or map without anything in it.</summary>
    Empty,

    /// <summary>That, nothing at all, false, or a text of white space.</summary>
    Blank,
}

/// <summary>A step of a path: a member by its name, or by the value of another path.</summary>
internal sealed record LiquidStep(string Name, IReadOnlyList<LiquidStep>? By = null);

internal sealed record LiquidFilter(string Name, IReadOnlyList<LiquidValue> Arguments, IReadOnlyDictionary<string, LiquidValue> Named)
{
    /// <summary>A filter that nobody knows leaves the value as it is, as in Elsa; publishing warns of it.</summary>
    public object? Apply(object? value, LiquidRun run)
    {
        if (LiquidFilters.Find(Name) is not { } body) return value;
        var given = new LiquidArguments(run, [.. Arguments.Select(argument => argument.Evaluate(run))], Named);
        run.Budget.Work(16 + LiquidBudget.Glance(value) + given.Values.Sum(LiquidBudget.Glance));
        var made = body(value, given);
        if (!ReferenceEquals(made, value)) run.Budget.Made(made);
        return made;
    }
}

/// <summary>Comparisons joined by <c>and</c> and <c>or</c>, grouped from the right as Liquid does.</summary>
internal sealed record LiquidCondition(IReadOnlyList<LiquidTerm> Terms, bool IsNegated)
{
    public bool Holds(LiquidRun run) => IsTrue(run) != IsNegated;

    /// <summary>Each term decides for all that stand behind it, or leaves it to them.</summary>
    private bool IsTrue(LiquidRun run)
    {
        var holds = false;
        foreach (var term in Terms)
        {
            run.Budget.Work(8);
            holds = term.Holds(run);
            if (term.Join is "and" && !holds) return false;
            if (term.Join is "or" && holds) return true;
        }

        return holds;
    }
}

/// <summary>A value, or two of them with a sign between, and how the next term is joined to it.</summary>
internal sealed record LiquidTerm(LiquidValue Left, string? Sign, LiquidValue? Right, string? Join)
{
    public bool Holds(LiquidRun run)
    {
        var left = Left.Evaluate(run);
        if (Sign is null || Right is null) return LiquidRun.IsTrue(left);
        var right = Right.Evaluate(run);
        return Sign switch
        {
            "==" => Equal(left, right, run),
            "!=" => !Equal(left, right, run),
            "contains" => Contains(left, right, run),
            _ => Order(left, right, run) is { } order && Sign switch { "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 },
        };
    }

    private bool Equal(object? left, object? right, LiquidRun run) =>
        Right!.Nothing != LiquidNothing.None ? IsNothing(left, Right.Nothing)
        : Left.Nothing != LiquidNothing.None ? IsNothing(right, Left.Nothing)
        : AreEqual(left, right, run);

    private static bool IsNothing(object? value, LiquidNothing kind) => value switch
    {
        "" => true,
        string text => kind == LiquidNothing.Blank && string.IsNullOrWhiteSpace(text),
        IReadOnlyDictionary<string, object?> map => map.Count == 0,
        IReadOnlyList<object?> list => list.Count == 0,
        null or false => kind == LiquidNothing.Blank,
        _ => false,
    };

    private static bool Contains(object? left, object? right, LiquidRun run)
    {
        run.Budget.Work(LiquidBudget.Glance(left));
        return left switch
        {
            null => false,
            IReadOnlyDictionary<string, object?> map => map.ContainsKey(run.Show(right) ?? ""),
            IReadOnlyList<object?> list => list.Any(item => AreEqual(item, right, run)),
            _ => (run.Show(left) ?? "").Contains(run.Show(right) ?? "", StringComparison.Ordinal),
        };
    }

    private static bool AreEqual(object? left, object? right, LiquidRun run) =>
        left is decimal || right is decimal ? ValueConversion.ToNumber(left) == ValueConversion.ToNumber(right) && left is not null && right is not null : run.Json(left) == run.Json(right);

    private static int? Order(object? left, object? right, LiquidRun run)
    {
        if (left is null || right is null) return null;
        if (ValueConversion.ToNumber(left) is { } a && ValueConversion.ToNumber(right) is { } b) return a.CompareTo(b);
        return string.CompareOrdinal(run.Json(left), run.Json(right));
    }
}
