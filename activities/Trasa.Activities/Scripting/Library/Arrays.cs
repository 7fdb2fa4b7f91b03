using Trasa.Activities.Scripting.Nodes;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

internal static class Arrays
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        var constructor = Realm.Constructor("Array", Realm.Array, (context, _, arguments) => Make(arguments));
        constructor.Define("isArray", (_, _, arguments) => arguments.At(0) is JsArray);
        constructor.Define("of", (_, _, arguments) => new JsArray([.. arguments]));
        constructor.Define("from", (context, _, arguments) => From(context, arguments));
        globals["Array"] = constructor;
        FillChanges(Realm.Array);
        FillParts(Realm.Array);
        FillSearches(Realm.Array);
        FillTurns(Realm.Array);
    }

    private static JsArray Make(object?[] arguments)
    {
        if (arguments is not [double length]) return new([.. arguments]);
        var array = new JsArray();
        array.Set("length", length);
        return array;
    }

    private static JsArray From(JsContext context, object?[] arguments)
    {
        var items = arguments.At(0) is JsObject like and not (JsArray or JsMap or JsIterator) && !like.Has(JsSymbol.Iterator.Key) ? Like(context, like) : JsIteration.Of(context, arguments.At(0));
        if (arguments.At(1) is not JsFunction map) return new(items);
        context.Charge(items.Count);
        return new([.. items.Select((item, index) => map.Call(context, item, (double)index))]);
    }

    /// <summary>The items of what has a length and numbers for names.</summary>
    private static List<object?> Like(JsContext context, JsObject like)
    {
        var length = Math.Clamp(JsConvert.ToInt(like.Get("length")), 0, JsBudget.MaxItems);
        context.Charge(length);
        return [.. Enumerable.Range(0, length).Select(index => like.Get(JsText.OfNumber(index)))];
    }

    private static JsArray Self(object? self) => self as JsArray ?? throw JsThrow.Type("This is no array");

    public static List<object?> Items(object? self) => Self(self).Items;

    public static List<object?> Changing(object? self) =>
        self is JsArray { IsFrozen: true } ? throw JsThrow.Type("The array is frozen") : Items(self);

    private static void FillChanges(JsObject prototype)
    {
        prototype.Define("push", (context, self, arguments) =>
        {
            var items = Changing(self);
            context.Charge(arguments.Length);
            items.AddRange(arguments);
            return (double)items.Count;
        });
        prototype.Define("pop", (_, self, _) => Take(Changing(self), ^1));
        prototype.Define("shift", (_, self, _) => Take(Changing(self), 0));
        prototype.Define("unshift", (context, self, arguments) =>
        {
            var items = Changing(self);
            context.Charge(arguments.Length + (items.Count / 16));
            items.InsertRange(0, arguments);
            return (double)items.Count;
        });
        prototype.Define("splice", Splice);
        prototype.Define("reverse", (_, self, _) =>
        {
            Changing(self).Reverse();
            return self;
        });
        prototype.Define("sort", Sort);
        prototype.Define("fill", (_, self, arguments) =>
        {
            var items = Changing(self);
            var (from, to) = (Position(arguments.At(1), items.Count, 0), Position(arguments.At(2), items.Count, items.Count));
            for (var index = from; index < to; index++) items[index] = arguments.At(0);
            return self;
        });
    }

    private static object? Take(List<object?> items, Index at)
    {
        if (items.Count == 0) return JsUndefined.Value;
        var offset = at.GetOffset(items.Count);
        var item = items[offset];
        items.RemoveAt(offset);
        return item;
    }

    private static JsArray Splice(JsContext context, object? self, object?[] arguments)
    {
        var items = Changing(self);
        var start = Position(arguments.At(0), items.Count, 0);
        var count = arguments.Length < 2 ? items.Count - start : Math.Clamp(JsConvert.ToInt(arguments[1]), 0, items.Count - start);
        var removed = new JsArray(items.GetRange(start, count));
        items.RemoveRange(start, count);
        context.Charge(arguments.Length + count + (items.Count / 16));
        items.InsertRange(start, arguments.Skip(2));
        return removed;
    }

    private static object? Sort(JsContext context, object? self, object?[] arguments)
    {
        var items = Changing(self);
        var sorted = Sorting.Sorted(context, items, arguments.At(0));
        items.Clear();
        items.AddRange(sorted);
        return self;
    }

    public static int Position(object? value, int count, int otherwise)
    {
        if (value is JsUndefined) return otherwise;
        var position = JsConvert.ToInt(value);
        return Math.Clamp(position < 0 ? count + position : position, 0, count);
    }

    private static void FillParts(JsObject prototype)
    {
        prototype.Define("slice", (context, self, arguments) =>
        {
            var items = Items(self);
            var (from, to) = (Position(arguments.At(0), items.Count, 0), Position(arguments.At(1), items.Count, items.Count));
            context.Charge(Math.Max(0, to - from));
            return new JsArray(from < to ? items.GetRange(from, to - from) : []);
        });
        prototype.Define("concat", (context, self, arguments) =>
        {
            var items = Items(self);
            context.Charge(items.Count + arguments.Sum(argument => argument is JsArray more ? (long)more.Items.Count : 1));
            List<object?> all = [.. items];
            foreach (var argument in arguments)
            {
                if (argument is JsArray more) all.AddRange(more.Items);
                else all.Add(argument);
            }

            return new JsArray(all);
        });
        prototype.Define("join", (_, self, arguments) => Self(self).Join(arguments.At(0) is JsUndefined ? "," : arguments.TextAt(0)));
        prototype.Define("flat", (context, self, arguments) => new JsArray(Flat(context, Items(self), JsConvert.ToInt(arguments.At(0), 1))));
        prototype.Define("at", (_, self, arguments) => Items(self) is var items && JsConvert.ToInt(arguments.At(0)) is var at && (at < 0 ? items.Count + at : at) is var index && index >= 0 && index < items.Count ? items[index] : JsUndefined.Value);
        prototype.Define("toString", (_, self, _) => self is JsArray array ? array.Join(",") : "[object Object]");
    }

    private static List<object?> Flat(JsContext context, List<object?> items, int depth)
    {
        context.Charge(items.Count);
        context.Enter();
        try
        {
            return [.. items.SelectMany(item => item is JsArray inner && depth > 0 ? Flat(context, inner.Items, depth - 1) : [item])];
        }
        finally
        {
            context.Leave();
        }
    }

    private static void FillSearches(JsObject prototype)
    {
        prototype.Define("indexOf", (_, self, arguments) => (double)Items(self).FindIndex(item => JsConvert.StrictlyEqual(item, arguments.At(0))));
        prototype.Define("lastIndexOf", (_, self, arguments) => (double)Items(self).FindLastIndex(item => JsConvert.StrictlyEqual(item, arguments.At(0))));
        prototype.Define("includes", (_, self, arguments) => Items(self).Exists(item => JsConvert.StrictlyEqual(item, arguments.At(0)) || (item is double.NaN && arguments.At(0) is double.NaN)));
        prototype.Define("find", (context, self, arguments) => First(context, self, arguments) is >= 0 and var index ? Items(self)[index] : JsUndefined.Value);
        prototype.Define("findIndex", (context, self, arguments) => (double)First(context, self, arguments));
        prototype.Define("some", (context, self, arguments) => First(context, self, arguments) >= 0);
        prototype.Define("every", (context, self, arguments) => Each(context, self, arguments).All(JsConvert.Truthy));
    }

    private static int First(JsContext context, object? self, object?[] arguments)
    {
        var index = 0;
        foreach (var answer in Each(context, self, arguments))
        {
            if (JsConvert.Truthy(answer)) return index;
            index++;
        }

        return -1;
    }

    /// <summary>What the function says to each item, asked one after the other.</summary>
    private static IEnumerable<object?> Each(JsContext context, object? self, object?[] arguments)
    {
        var function = arguments.FunctionAt(0);
        var items = Items(self);
        for (var index = 0; index < items.Count; index++) yield return function.Call(context, arguments.At(1), [items[index], (double)index, self]);
    }

    private static void FillTurns(JsObject prototype)
    {
        prototype.Define("forEach", (context, self, arguments) =>
        {
            foreach (var _ in Each(context, self, arguments)) context.Step();
            return JsUndefined.Value;
        });
        prototype.Define("map", (context, self, arguments) => Charged(context, [.. Each(context, self, arguments)]));
        prototype.Define("flatMap", (context, self, arguments) => new JsArray(Flat(context, [.. Each(context, self, arguments)], 1)));
        prototype.Define("filter", (context, self, arguments) =>
        {
            List<object?> items = [.. Items(self)];
            return Charged(context, [.. Each(context, new JsArray(items), arguments).Select((keep, index) => (keep, index)).Where(pair => JsConvert.Truthy(pair.keep)).Select(pair => items[pair.index])]);
        });
        prototype.Define("reduce", (context, self, arguments) => Reduce(context, Items(self), self, arguments, isFromRight: false));
        prototype.Define("reduceRight", (context, self, arguments) => Reduce(context, Items(self), self, arguments, isFromRight: true));
    }

    private static JsArray Charged(JsContext context, List<object?> items)
    {
        context.Charge(items.Count);
        return new(items);
    }

    private static object? Reduce(JsContext context, List<object?> items, object? self, object?[] arguments, bool isFromRight)
    {
        var function = arguments.FunctionAt(0);
        var places = Enumerable.Range(0, items.Count);
        var order = new Queue<int>(isFromRight ? places.Reverse() : places);
        if (arguments.Length < 2 && order.Count == 0) throw JsThrow.Type("Reduce of an empty array with no first value");
        var value = arguments.Length > 1 ? arguments[1] : items[order.Dequeue()];
        foreach (var index in order) value = function.Call(context, value, items[index], (double)index, self);
        return value;
    }
}
