using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Symbols, and what gives items one after the other.</summary>
internal static class Iterators
{
    /// <summary>Functions of arrays that iterators have too.</summary>
    private static readonly string[] Shared = ["map", "filter", "forEach", "reduce", "some", "every", "find", "flatMap"];

    public static void Fill(Dictionary<string, object?> globals)
    {
        FillSymbols(globals);
        FillSources();
        Realm.Iterator.Define("next", (_, self, _) => Step(Self(self)));
        Realm.Iterator.Define(JsSymbol.Iterator.Key, (_, self, _) => self);
        Realm.Iterator.Define("toArray", (context, self, _) => Rest(context, self));
        Realm.Iterator.Define("take", (context, self, arguments) => new JsIterator([.. Rest(context, self).Items.Take(JsConvert.ToInt(arguments.At(0)))]));
        Realm.Iterator.Define("drop", (context, self, arguments) => new JsIterator([.. Rest(context, self).Items.Skip(JsConvert.ToInt(arguments.At(0)))]));
        foreach (var name in Shared)
        {
            var function = (JsFunction)Realm.Array.Get(name)!;
            Realm.Iterator.Define(name, (context, self, arguments) => function.Call(context, Rest(context, self), arguments) is var made && made is JsArray list && name != "find" && name != "reduce" ? new JsIterator(list.Items) : made);
        }
    }

    private static void FillSymbols(Dictionary<string, object?> globals)
    {
        var constructor = Realm.Constructor(
            "Symbol",
            Realm.Symbol,
            (context, _, arguments) => context.MakeSymbol(arguments.At(0) is JsUndefined ? "" : arguments.TextAt(0)),
            (_, _) => throw JsThrow.Type("Symbol is not a constructor"));
        constructor.Put("iterator", JsSymbol.Iterator, isHidden: true);
        constructor.Put("toPrimitive", JsSymbol.ToPrimitive, isHidden: true);
        Realm.Symbol.Define("toString", (_, self, _) => self is JsSymbol symbol ? symbol.ToString() : "Symbol()");
        globals["Symbol"] = constructor;
    }

    private static void FillSources()
    {
        Realm.Array.Define("keys", (context, self, _) => Of(context, [.. Enumerable.Range(0, Arrays.Items(self).Count).Select(index => (object?)(double)index)]));
        Realm.Array.Define("entries", (context, self, _) => Of(context, [.. Arrays.Items(self).Select((item, index) => (object?)new JsArray([(double)index, item]))]));
        foreach (var name in (string[])["values", JsSymbol.Iterator.Key])
            Realm.Array.Define(name, (context, self, _) => Of(context, [.. Arrays.Items(self)]));
        Realm.String.Define(JsSymbol.Iterator.Key, (context, self, _) => Of(context, Nodes.JsIteration.Of(context, JsConvert.ToText(self))));
    }

    /// <summary>An iterator over items that were made for it.</summary>
    public static JsIterator Of(JsContext context, List<object?> items)
    {
        context.Charge(items.Count);
        return new(items);
    }

    private static JsIterator Self(object? self) => self as JsIterator ?? throw JsThrow.Type("This is no iterator");

    private static JsArray Rest(JsContext context, object? self)
    {
        var rest = Self(self).Rest();
        context.Charge(rest.Count);
        return new(rest);
    }

    private static JsObject Step(JsIterator iterator)
    {
        var step = new JsObject(Realm.Object);
        step.Put("done", !iterator.TryNext(out var value));
        step.Put("value", value);
        return step;
    }
}
