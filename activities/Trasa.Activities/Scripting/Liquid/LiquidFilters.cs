using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>What a filter makes of a value.</summary>
internal delegate object? LiquidFilterBody(object? value, LiquidArguments given);

/// <summary>The filters that are there.</summary>
internal static class LiquidFilters
{
    private static readonly Dictionary<string, LiquidFilterBody> Known = Make();

    public static LiquidFilterBody? Find(string name) => Known.GetValueOrDefault(name);

    private static string? Json(object? value, LiquidArguments given)
    {
        given.Run.Budget.Work(LiquidBudget.Measure(value));
        return JsonValues.Write(value);
    }

    private static Dictionary<string, LiquidFilterBody> Make()
    {
        var filters = new Dictionary<string, LiquidFilterBody>(StringComparer.Ordinal)
        {
            ["raw"] = (value, _) => value,
            ["json"] = Json,
            ["default"] = Default,
        };
        LiquidTexts.AddTo(filters);
        LiquidNumbers.AddTo(filters);
        LiquidLists.AddTo(filters);
        LiquidDates.AddTo(filters);
        return filters;
    }

    private static object? Default(object? value, LiquidArguments given)
    {
        var isMissing = value is null or "" or IReadOnlyList<object?> { Count: 0 } || (value is false && !LiquidRun.IsTrue(given.Named("allow_false")));
        return isMissing ? given.Values.FirstOrDefault() : value;
    }
}

/// <summary>What stands behind the colon of a filter.</summary>
internal sealed class LiquidArguments(LiquidRun run, object?[] values, IReadOnlyDictionary<string, LiquidValue> named)
{
    public LiquidRun Run => run;

    public object?[] Values => values;

    public int Count => values.Length;

    public string Text(int index) => index < values.Length ? run.Show(values[index]) ?? "" : "";

    public decimal? Number(int index) => index < values.Length ? ValueConversion.ToNumber(values[index]) : null;

    public int Whole(int index, int otherwise) => Number(index) is { } number ? (int)Math.Clamp(number, -10_000_000, 10_000_000) : otherwise;

    public object? Named(string name) => named.TryGetValue(name, out var value) ? value.Evaluate(run) : null;
}
