using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Questions about lists (DMN 1.5, table 75).</summary>
internal static class ListFunctions
{
    public static void AddTo(Action<string, NativeCode> add)
    {
        add("list contains(list: list, element: any?): boolean", (_, a) => FeelValue.Of(Array.Exists(a[0].Items, new Matcher(a[1]).Matches)));
        add("count(list: list): number", (_, a) => FeelValue.Of(a[0].Body.Count));
        add("min(list: list)", (call, a) => Extreme(call, a[0].Items, -1));
        add("min(...c: any?)", (call, a) => Extreme(call, a[0].Items, -1));
        add("max(list: list)", (call, a) => Extreme(call, a[0].Items, 1));
        add("max(...c: any?)", (call, a) => Extreme(call, a[0].Items, 1));
        add("sublist(list: list, start position: number, length?: number): list", Sublist);
        add("index of(list: list, match: any?): list", IndexOf);
        add("partition(list: list, size: number): list", Partition);
        add("sort(list: list, precedes: function): list", Sort);
        add("sort(list: list): list", SortByValue);
    }

    internal static FeelValue BadPosition(FeelCall call, decimal position, int count) =>
        call.Error(FeelCode.IndexOutOfRange, $"There is no position {FeelText.Number(position)} in a list of {count}.", FeelText.Number(position));

    private static FeelValue Extreme(FeelCall call, FeelValue[] items, int sign)
    {
        if (items.Length == 0) return FeelValue.Null;
        var best = items[0];
        foreach (var item in items)
        {
            if (FeelOrder.Compare(item, best) is not { } order)
                return call.Error(FeelCode.NotComparable, $"{Describe.Value(item)} and {Describe.Value(best)} cannot be compared.", Describe.Value(item));
            if (order * sign > 0) best = item;
        }
        return best;
    }

    private static FeelValue Sublist(FeelCall call, FeelValue[] a)
    {
        var (items, start) = (a[0].Items, decimal.Truncate(a[1].Number));
        if (start == 0 || Math.Abs(start) > items.Length) return BadPosition(call, a[1].Number, items.Length);
        var from = (int)(start > 0 ? start - 1 : items.Length + start);
        var length = a[2].IsNull ? items.Length - from : decimal.Truncate(a[2].Number);
        if (length < 0 || length > items.Length - from) return call.Error(FeelCode.InvalidValue, $"There are no {length} items from position {start}.");
        return FeelValue.Of(items[from..(from + (int)length)]);
    }

    private static FeelValue IndexOf(FeelCall call, FeelValue[] a)
    {
        var (items, matcher) = (a[0].Items, new Matcher(a[1]));
        var found = new List<FeelValue>();
        for (var i = 0; i < items.Length; i++)
            if (matcher.Matches(items[i])) found.Add(FeelValue.Of(i + 1));
        return FeelValue.Of(found.ToArray());
    }

    private static FeelValue Partition(FeelCall call, FeelValue[] a)
    {
        var size = decimal.Truncate(a[1].Number);
        if (size < 1) return call.Error(FeelCode.InvalidValue, "The size must be at least 1.");
        return FeelValue.Of(a[0].Items.Chunk((int)Math.Min(size, int.MaxValue)).Select(FeelValue.Of).ToArray());
    }

    private static FeelValue SortByValue(FeelCall call, FeelValue[] a)
    {
        var sorted = (FeelValue[])a[0].Items.Clone();
        for (var i = 1; i < sorted.Length; i++)
            if (FeelOrder.Compare(sorted[i - 1], sorted[i]) is null) return call.Error(FeelCode.NotComparable, "The items have no common order; give a function.");
        Array.Sort(sorted, (x, y) => FeelOrder.Compare(x, y) ?? 0);
        return FeelValue.Of(sorted);
    }

    /// <summary>Merge sort: stable, and safe when the authored function contradicts itself.</summary>
    private static FeelValue Sort(FeelCall call, FeelValue[] a)
    {
        var (items, precedes) = ((FeelValue[])a[0].Items.Clone(), a[1].Function);
        if (precedes.Parameters.Count != 2) return call.Error(FeelCode.WrongArguments, "The function that orders must take two items.");
        return MergeSort(items, new FeelValue[items.Length], 0, items.Length, (x, y) => precedes.Invoke(call, [x, y])) is { } faulty
            ? call.Error(FeelCode.WrongType, $"The function that orders must yield a boolean, not {Describe.Kind(faulty)}.")
            : FeelValue.Of(items);
    }

    /// <summary>The first outcome of the comparison that is no boolean, else null.</summary>
    private static FeelValue? MergeSort(FeelValue[] items, FeelValue[] buffer, int from, int to, Func<FeelValue, FeelValue, FeelValue> precedes)
    {
        if (to - from < 2) return null;
        var middle = (from + to) / 2;
        if ((MergeSort(items, buffer, from, middle, precedes) ?? MergeSort(items, buffer, middle, to, precedes)) is { } faulty) return faulty;
        items.AsSpan(from, to - from).CopyTo(buffer.AsSpan(from));
        var (left, right) = (from, middle);
        for (var i = from; i < to; i++)
        {
            var takeRight = left >= middle;
            if (!takeRight && right < to)
            {
                var outcome = precedes(buffer[right], buffer[left]);
                if (outcome.Kind != FeelKind.Boolean) return outcome;
                takeRight = outcome.IsTrue;
            }
            items[i] = takeRight ? buffer[right++] : buffer[left++];
        }
        return null;
    }
}

/// <summary>Equality with one value as a predicate.</summary>
internal readonly struct Matcher(FeelValue wanted)
{
    private readonly FeelValue _wanted = wanted;

    public bool Matches(FeelValue item) => FeelEquality.Equal(item, _wanted) == true;
}
