using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Nodes;

/// <summary>What <c>for ... of</c>, spreading and array patterns go through.</summary>
internal static class JsIteration
{
    /// <summary>All of it at once.</summary>
    public static List<object?> Of(JsContext context, object? value)
    {
        var list = new List<object?>();
        foreach (var item in Over(context, value))
        {
            context.Charge(1);
            list.Add(item);
        }

        return list;
    }

    /// <summary>One after the other; an array is gone through as it is by then.</summary>
    public static IEnumerable<object?> Over(JsContext context, object? value) => value switch
    {
        JsArray array => Items(array),
        string text => text.EnumerateRunes().Select(rune => (object?)rune.ToString()),
        JsMap { IsSet: true } set => set.KeyList(),
        JsMap map => map.PairList(),
        JsIterator iterator => Items(iterator),
        JsObject json when json.Get(JsSymbol.Iterator.Key) is JsFunction start => Steps(context, json, start),
        _ => throw JsThrow.Type($"{JsDisplay.Of(value)} is not iterable"),
    };

    private static IEnumerable<object?> Items(JsArray array)
    {
        for (var index = 0; index < array.Items.Count; index++) yield return array.Items[index];
    }

    private static IEnumerable<object?> Items(JsIterator iterator)
    {
        while (iterator.TryNext(out var value)) yield return value;
    }

    /// <summary>The iterator that the object's function gives, asked step by step; it is told when nobody wants more.</summary>
    private static IEnumerable<object?> Steps(JsContext context, JsObject source, JsFunction start)
    {
        var made = start.Call(context, source, []);
        if (made is JsIterator or JsArray)
        {
            foreach (var item in Over(context, made)) yield return item;
            yield break;
        }

        if (made is not JsObject iterator || iterator.Get("next") is not JsFunction next) throw JsThrow.Type("An iterator is an object with a function 'next'");
        var isOver = true;
        try
        {
            while (next.Call(context, iterator, []) is JsObject step && !JsConvert.Truthy(step.Get("done")))
            {
                isOver = false;
                yield return step.Get("value");
                isOver = true;
            }
        }
        finally
        {
            if (!isOver && iterator.Get("return") is JsFunction end) end.Call(context, iterator, []);
        }
    }
}
