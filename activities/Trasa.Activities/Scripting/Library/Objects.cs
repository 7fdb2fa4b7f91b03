using Trasa.Activities.Scripting.Nodes;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

internal static class Objects
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        var prototype = Realm.Object;
        prototype.Define("toString", (_, self, _) => $"[object {ClassOf(self)}]");
        prototype.Define("toLocaleString", (_, self, _) => JsConvert.ToText(self));
        prototype.Define("valueOf", (_, self, _) => self);
        prototype.Define("hasOwnProperty", (_, self, arguments) => self is JsObject json && json.TryGetOwn(JsConvert.ToKey(arguments.At(0)), out var _));
        prototype.Define("propertyIsEnumerable", (_, self, arguments) => self is JsObject json && JsConvert.ToKey(arguments.At(0)) is var name && json.TryGetOwn(name, out var _) && !json.IsHidden(name));

        var constructor = Realm.Constructor("Object", prototype, (_, _, arguments) => arguments.At(0) as JsObject ?? new JsObject(prototype));
        constructor.Define("keys", (context, _, arguments) => List(context, arguments, (json, key) => key));
        constructor.Define("values", (context, _, arguments) => List(context, arguments, (json, key) => json.Get(key)));
        constructor.Define("entries", (context, _, arguments) => List(context, arguments, (json, key) => new JsArray([key, json.Get(key)])));
        constructor.Define("assign", (context, _, arguments) => Assign(context, arguments));
        constructor.Define("fromEntries", (context, _, arguments) => FromEntries(context, arguments.At(0)));
        constructor.Define("groupBy", (context, _, arguments) => GroupBy(context, arguments));
        globals["Object"] = constructor;
        globals["Boolean"] = Realm.Constructor("Boolean", Realm.Boolean, (_, _, arguments) => JsConvert.Truthy(arguments.At(0)));
        FillFunctions();
    }

    private static string ClassOf(object? self) => self switch
    {
        JsObject json => json.ClassName,
        null => "Null",
        JsUndefined => "Undefined",
        string => "String",
        double => "Number",
        bool => "Boolean",
        _ => "Symbol",
    };

    private static void FillFunctions()
    {
        Realm.Function.Define("call", (context, self, arguments) => Self(self).Call(context, arguments.At(0), [.. arguments.Skip(1)]));
        Realm.Function.Define("apply", (context, self, arguments) => Self(self).Call(context, arguments.At(0), arguments.At(1) is JsArray array ? [.. array.Items] : []));
        Realm.Function.Define("bind", (context, self, arguments) => Bind(context, Self(self), arguments));
        Realm.Function.Define("toString", (_, self, _) => $"function {JsDisplay.Of(Self(self).Get("name"))}() {{ [code] }}");
    }

    private static JsFunction Self(object? self) => self as JsFunction ?? throw JsThrow.Type("This is no function");

    private static NativeFunction Bind(JsContext context, JsFunction function, object?[] arguments)
    {
        context.Charge(arguments.Length);
        return new("bound", (run, _, more) =>
        {
            run.Enter();
            try
            {
                return function.Call(run, arguments.At(0), [.. arguments.Skip(1), .. more]);
            }
            finally
            {
                run.Leave();
            }
        });
    }

    private static JsArray List(JsContext context, object?[] arguments, Func<JsObject, string, object?> part)
    {
        var from = arguments.At(0) is string text ? new JsArray([.. text.Select(letter => letter.ToString())]) : arguments.At(0) as JsObject;
        if (from is null) return JsConvert.IsNothing(arguments.At(0)) ? throw JsThrow.Type("Cannot convert undefined or null to an object") : new JsArray();
        var names = from.Names();
        context.Charge(names.Count);
        return new(names.ConvertAll(name => part(from, name)));
    }

    private static JsObject Assign(JsContext context, object?[] arguments)
    {
        if (arguments.At(0) is not JsObject target) throw JsThrow.Type("Object.assign needs an object");
        foreach (var source in arguments.Skip(1).OfType<JsObject>())
        {
            var names = source.Names();
            context.Charge(names.Count + 1);
            foreach (var key in names) target.Set(key, source.Get(key));
        }

        return target;
    }

    private static JsObject FromEntries(JsContext context, object? entries)
    {
        var json = new JsObject(Realm.Object);
        foreach (var entry in JsIteration.Of(context, entries).OfType<JsArray>()) json.Put(JsConvert.ToKey(entry.At(0)), entry.At(1));
        return json;
    }

    private static JsObject GroupBy(JsContext context, object?[] arguments)
    {
        var (groups, function, index) = (new JsObject(Realm.Object), arguments.FunctionAt(1), 0);
        foreach (var item in JsIteration.Of(context, arguments.At(0)))
        {
            var name = JsConvert.ToKey(function.Call(context, item, (double)index++));
            if (groups.TryGetOwn(name, out var known) && known is JsArray group) group.Items.Add(item);
            else groups.Put(name, new JsArray([item]));
        }

        return groups;
    }
}
