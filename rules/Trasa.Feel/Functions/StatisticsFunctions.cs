using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Sums and averages, over a list or over the arguments.</summary>
internal static class StatisticsFunctions
{
    public static void AddTo(Action<string, NativeCode> add)
    {
        Both(add, "sum", Sum);
        Both(add, "product", (call, items) => Numbers(call, items) is { Length: > 0 } numbers ? FeelValue.Of(numbers.Aggregate((x, y) => x * y)) : NoNumbers(call, items));
        Both(add, "mean", (call, items) => Mean(call, items));
        Both(add, "median", Median);
        Both(add, "stddev", Deviation);
        Both(add, "mode", Mode);
    }

    private static void Both(Action<string, NativeCode> add, string name, Func<FeelCall, FeelValue[], FeelValue> code)
    {
        NativeCode guarded = (call, a) =>
        {
            try
            {
                return code(call, a[0].Items);
            }
            catch (OverflowException)
            {
                return call.Error(FeelCode.Overflow, "The result is larger than a number can be.");
            }
        };
        add($"{name}(list: list)", guarded);
        add($"{name}(...n: any?)", guarded);
    }

    private static decimal[]? Numbers(FeelCall call, FeelValue[] items)
    {
        foreach (var item in items)
        {
            if (item.Kind == FeelKind.Number) continue;
            call.Error(FeelCode.WrongArguments, $"{Describe.Value(item)} is no number.", Describe.Value(item));
            return null;
        }
        return Array.ConvertAll(items, item => item.Number);
    }

    private static FeelValue NoNumbers(FeelCall call, FeelValue[] items) =>
        items.Length == 0 ? call.Error(FeelCode.WrongArguments, "There are no numbers.") : FeelValue.Null;

    /// <summary>Numbers, or durations of one kind (DMN 1.5 allows both).</summary>
    private static FeelValue Sum(FeelCall call, FeelValue[] items)
    {
        var kind = items.Length > 0 ? items[0].Kind : FeelKind.Number;
        if (kind is not (FeelKind.YearsMonthsDuration or FeelKind.DaysTimeDuration) || Array.Exists(items, item => item.Kind != kind))
            return Numbers(call, items) is { Length: > 0 } numbers ? FeelValue.Of(numbers.Sum()) : NoNumbers(call, items);
        var total = items.Sum(item => item.Number);
        return kind == FeelKind.YearsMonthsDuration ? FeelValue.OfMonths(total) : FeelValue.OfSeconds(total);
    }

    private static FeelValue Mean(FeelCall call, FeelValue[] items) =>
        Numbers(call, items) is { Length: > 0 } numbers ? FeelValue.Of(numbers.Sum() / numbers.Length) : NoNumbers(call, items);

    private static FeelValue Median(FeelCall call, FeelValue[] items)
    {
        if (Numbers(call, items) is not { Length: > 0 } numbers) return FeelValue.Null;
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return FeelValue.Of(numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2);
    }

    /// <summary>The deviation of a sample: it needs two numbers.</summary>
    private static FeelValue Deviation(FeelCall call, FeelValue[] items)
    {
        if (Numbers(call, items) is not { } numbers) return FeelValue.Null;
        if (numbers.Length < 2) return call.Error(FeelCode.WrongArguments, "At least two numbers are needed.");
        var mean = numbers.Sum() / numbers.Length;
        return FeelValue.Of(Trasa.Feel.Nodes.Powers.Root(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Length - 1)));
    }

    private static FeelValue Mode(FeelCall call, FeelValue[] items)
    {
        if (Numbers(call, items) is not { } numbers) return FeelValue.Null;
        var groups = numbers.GroupBy(number => number).ToArray();
        var most = groups.Select(group => group.Count()).DefaultIfEmpty().Max();
        return FeelValue.Of(groups.Where(group => group.Count() == most).Select(group => group.Key).Order().Select(FeelValue.Of).ToArray());
    }
}
