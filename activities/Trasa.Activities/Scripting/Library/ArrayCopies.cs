using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>What arrays learned last: changed copies, searching from the end.</summary>
internal static class ArrayCopies
{
    public static void Fill()
    {
        var prototype = Realm.Array;
        prototype.Define("toSorted", (context, self, arguments) => new JsArray(Sorting.Sorted(context, Arrays.Items(self), arguments.At(0))));
        prototype.Define("toReversed", (context, self, _) => Copy(context, self, items => items.Reverse()));
        prototype.Define("toSpliced", (context, self, arguments) => Copy(context, self, items => Splice(context, items, arguments)));
        prototype.Define("with", (context, self, arguments) => Copy(context, self, items => Replace(items, arguments)));
        prototype.Define("copyWithin", CopyWithin);
        prototype.Define("findLast", (context, self, arguments) => Last(context, self, arguments) is >= 0 and var index ? Arrays.Items(self)[index] : JsUndefined.Value);
        prototype.Define("findLastIndex", (context, self, arguments) => (double)Last(context, self, arguments));
    }

    private static JsArray Copy(JsContext context, object? self, Action<List<object?>> change)
    {
        List<object?> items = [.. Arrays.Items(self)];
        context.Charge(items.Count);
        change(items);
        return new(items);
    }

    private static void Splice(JsContext context, List<object?> items, object?[] arguments)
    {
        var start = Arrays.Position(arguments.At(0), items.Count, 0);
        var count = arguments.Length < 2 ? items.Count - start : Math.Clamp(JsConvert.ToInt(arguments[1]), 0, items.Count - start);
        items.RemoveRange(start, count);
        context.Charge(arguments.Length);
        items.InsertRange(start, arguments.Skip(2));
    }

    private static void Replace(List<object?> items, object?[] arguments)
    {
        var at = JsConvert.ToInt(arguments.At(0));
        var index = at < 0 ? items.Count + at : at;
        if (index < 0 || index >= items.Count) throw JsThrow.Range($"The array has no item {at}");
        items[index] = arguments.At(1);
    }

    private static object? CopyWithin(JsContext context, object? self, object?[] arguments)
    {
        var items = Arrays.Changing(self);
        var (target, from, to) = (Arrays.Position(arguments.At(0), items.Count, 0), Arrays.Position(arguments.At(1), items.Count, 0), Arrays.Position(arguments.At(2), items.Count, items.Count));
        var part = from < to ? items.GetRange(from, Math.Min(to - from, items.Count - target)) : [];
        context.Charge(part.Count);
        for (var index = 0; index < part.Count; index++) items[target + index] = part[index];
        return self;
    }

    private static int Last(JsContext context, object? self, object?[] arguments)
    {
        var (items, function) = (Arrays.Items(self), arguments.FunctionAt(0));
        for (var index = items.Count - 1; index >= 0; index--)
            if (index < items.Count && JsConvert.Truthy(function.Call(context, arguments.At(1), [items[index], (double)index, self]))) return index;
        return -1;
    }
}
