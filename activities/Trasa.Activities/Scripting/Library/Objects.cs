using Trasa.Activities.Scripting.Nodes;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

internal static class Objects
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        var prototype = Realm.Object;
        prototype.Define("toString", (_, self, _) => JsConvert.ToText(self));
        prototype.Define("valueOf", (_, self, _) => self);
        prototype.Define("hasOwnProperty", (_, self, arguments) => self is JsObject json && json.TryGetOwn(arguments.TextAt(0), out var _));

        var constructor = Realm.Constructor("Object", prototype, (_, _, arguments) => arguments.At(0) as JsObject ?? new JsObject(prototype));
        constructor.Define("keys", (context, _, arguments) => List(context, arguments, (json, key) => key));
        constructor.Define("values", (context, _, arguments) => List(context, arguments, (json, key) => json.Get(key)));
        constructor.Define("entries", (context, _, arguments) => List(context, arguments, (json, key) => new JsArray([key, json.Get(key)])));
        constructor.Define("assign", (context, _, arguments) => Assign(context, arguments));
        constructor.Define("freeze", (_, _, arguments) => Freeze(arguments.At(0)));
        constructor.Define("create", (_, _, arguments) => new JsObject(arguments.At(0) as JsObject));
        constructor.Define("fromEntries", (context, _, arguments) => FromEntries(context, arguments.At(0)));
        globals["Object"] = constructor;
        globals["Boolean"] = Realm.Constructor("Boolean", Realm.Boolean, (_, _, arguments) => JsConvert.Truthy(arguments.At(0)));
        FillFunctions();
        foreach (var name in (string[])["Error", "TypeError", "RangeError", "SyntaxError"])
            globals[name] = Realm.Constructor(name, Realm.Error, (_, _, arguments) => new JsError(name, arguments.Length == 0 ? "" : arguments.TextAt(0)));
        Realm.Error.Define("toString", (_, self, _) => JsConvert.ToText(self));
    }

    private static void FillFunctions()
    {
        Realm.Function.Define("call", (context, self, arguments) => ((JsFunction)self!).Call(context, arguments.At(0), [.. arguments.Skip(1)]));
        Realm.Function.Define("apply", (context, self, arguments) => ((JsFunction)self!).Call(context, arguments.At(0), arguments.At(1) is JsArray array ? [.. array.Items] : []));
        Realm.Function.Define("bind", (_, self, arguments) => new NativeFunction("bound", (context, _, more) => ((JsFunction)self!).Call(context, arguments.At(0), [.. arguments.Skip(1), .. more])));
    }

    private static JsArray List(JsContext context, object?[] arguments, Func<JsObject, string, object?> part)
    {
        if (arguments.At(0) is not JsObject json) return new();
        var list = json.Keys.Select(key => part(json, key)).ToList();
        context.Charge(list.Count);
        return new(list);
    }

    private static JsObject Assign(JsContext context, object?[] arguments)
    {
        if (arguments.At(0) is not JsObject target) throw JsThrow.Type("Object.assign needs an object");
        foreach (var source in arguments.Skip(1).OfType<JsObject>())
        {
            foreach (var key in source.Keys.ToList()) target.Set(key, source.Get(key));
            context.Charge(1);
        }

        return target;
    }

    private static object? Freeze(object? value)
    {
        if (value is JsObject json) json.IsFrozen = true;
        return value;
    }

    private static JsObject FromEntries(JsContext context, object? entries)
    {
        var json = new JsObject(Realm.Object);
        foreach (var entry in JsIteration.Of(context, entries).OfType<JsArray>()) json.Set(JsConvert.ToText(entry.At(0)), entry.At(1));
        return json;
    }
}
