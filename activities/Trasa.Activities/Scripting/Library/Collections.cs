using Trasa.Activities.Scripting.Nodes;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Map and Set.</summary>
internal static class Collections
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        globals["WeakMap"] = globals["Map"] = Realm.Constructor("Map", Realm.Map, (context, _, arguments) => Make(context, arguments, isSet: false));
        globals["WeakSet"] = globals["Set"] = Realm.Constructor("Set", Realm.Set, (context, _, arguments) => Make(context, arguments, isSet: true));
        Realm.Map.Define("get", (_, self, arguments) => Self(self).Entries.TryGetValue(JsKeys.Of(arguments.At(0)), out var value) ? value : JsUndefined.Value);
        Realm.Map.Define("set", (context, self, arguments) => Put(context, self, arguments.At(0), arguments.At(1)));
        Realm.Set.Define("add", (context, self, arguments) => Put(context, self, arguments.At(0), arguments.At(0)));
        foreach (var prototype in (JsObject[])[Realm.Map, Realm.Set])
        {
            prototype.Define("has", (_, self, arguments) => Self(self).Entries.ContainsKey(JsKeys.Of(arguments.At(0))));
            prototype.Define("delete", (_, self, arguments) => Self(self).Entries.Remove(JsKeys.Of(arguments.At(0))));
            prototype.Define("keys", (context, self, _) => Iterators.Of(context, Self(self).KeyList()));
            prototype.Define("values", (context, self, _) => Iterators.Of(context, Self(self).ValueList()));
            prototype.Define("entries", (context, self, _) => Iterators.Of(context, Self(self).PairList()));
            prototype.Define(JsSymbol.Iterator.Key, (context, self, _) => Iterators.Of(context, Self(self).IsSet ? Self(self).KeyList() : Self(self).PairList()));
            prototype.Define("forEach", (context, self, arguments) =>
            {
                foreach (var (key, value) in Self(self).Entries.ToList()) arguments.FunctionAt(0).Call(context, value, JsKeys.Back(key), self);
                return JsUndefined.Value;
            });
            prototype.Define("clear", (_, self, _) =>
            {
                Self(self).Entries.Clear();
                return JsUndefined.Value;
            });
        }
    }

    private static JsMap Make(JsContext context, object?[] arguments, bool isSet)
    {
        var map = new JsMap(isSet);
        if (JsConvert.IsNothing(arguments.At(0))) return map;
        foreach (var item in JsIteration.Of(context, arguments[0]))
        {
            if (isSet) Put(context, map, item, item);
            else if (item is JsArray pair) Put(context, map, pair.At(0), pair.At(1));
        }

        return map;
    }

    private static JsMap Put(JsContext context, object? self, object? key, object? value)
    {
        context.Charge(1);
        var map = Self(self);
        map.Entries[JsKeys.Of(key)] = value;
        return map;
    }

    private static JsMap Self(object? self) => self as JsMap ?? throw JsThrow.Type("This is no Map or Set");
}
