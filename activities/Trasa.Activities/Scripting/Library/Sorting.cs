using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>
/// Sorting by merging: stable, as JavaScript promises, and with an end whatever a comparison of the script answers. The sorting of
/// .NET refuses comparisons that contradict themselves and wraps what they throw.
/// </summary>
internal static class Sorting
{
    /// <param name="context">The run.</param>
    /// <param name="items">They stay as they are.</param>
    /// <param name="compare">A function, or nothing for the order of texts.</param>
    public static List<object?> Sorted(JsContext context, List<object?> items, object? compare)
    {
        if (compare is not (JsUndefined or JsFunction)) throw JsThrow.Type("A comparison is a function");
        context.Charge(items.Count);
        object?[] given = [.. items.Where(item => item is not JsUndefined)];
        List<object?> sorted = compare is JsFunction function
            ? [.. Merged(context, given, (x, y) => JsConvert.ToNumber(function.Call(context, x, y)) > 0)]
            : [.. Merged(context, Array.ConvertAll(given, item => (Text: JsConvert.ToText(item), Item: item)), (x, y) => string.CompareOrdinal(x.Text, y.Text) > 0).Select(pair => pair.Item)];
        while (sorted.Count < items.Count) sorted.Add(JsUndefined.Value);
        return sorted;
    }

    private static T[] Merged<T>(JsContext context, T[] items, Func<T, T, bool> isAfter)
    {
        var (from, to) = (items, new T[items.Length]);
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
                Merge(from, to, start, Math.Min(start + width, items.Length), Math.Min(start + (2 * width), items.Length), isAfter);
            context.Step();
            (from, to) = (to, from);
        }

        return from;
    }

    private static void Merge<T>(T[] from, T[] to, int start, int middle, int end, Func<T, T, bool> isAfter)
    {
        var (left, right) = (start, middle);
        for (var at = start; at < end; at++)
            to[at] = left < middle && (right >= end || !isAfter(from[left], from[right])) ? from[left++] : from[right++];
    }
}
