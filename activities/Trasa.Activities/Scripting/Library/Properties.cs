using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>The functions of Object that look at and change how properties and objects are made.</summary>
internal static class Properties
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        var constructor = (NativeFunction)globals["Object"]!;
        FillStates(constructor);
        constructor.Define("create", (context, _, arguments) => DefineAll(context, new(arguments.At(0) as JsObject), arguments.At(1)));
        constructor.Define("defineProperty", (context, _, arguments) => DefineOne(context, Target(arguments), JsConvert.ToKey(arguments.At(1)), arguments.At(2)));
        constructor.Define("defineProperties", (context, _, arguments) => DefineAll(context, Target(arguments), arguments.At(1)));
        constructor.Define("getOwnPropertyNames", (context, _, arguments) => Names(context, arguments));
        constructor.Define("getOwnPropertyDescriptor", (_, _, arguments) => arguments.At(0) is JsObject json ? Descriptor(json, JsConvert.ToKey(arguments.At(1))) : JsUndefined.Value);
        constructor.Define("hasOwn", (_, _, arguments) => arguments.At(0) is JsObject json && json.TryGetOwn(JsConvert.ToKey(arguments.At(1)), out var _));
        constructor.Define("getPrototypeOf", (_, _, arguments) => (arguments.At(0) as JsObject)?.Prototype);
        constructor.Define("setPrototypeOf", (context, _, arguments) => SetPrototype(context, arguments));
        constructor.Define("is", (_, _, arguments) => arguments.At(0) is double.NaN ? arguments.At(1) is double.NaN : JsConvert.StrictlyEqual(arguments.At(0), arguments.At(1)));
        Realm.Object.Define("isPrototypeOf", (context, self, arguments) => self is JsObject json && IsAbove(context, json, (arguments.At(0) as JsObject)?.Prototype));
    }

    private static void FillStates(NativeFunction constructor)
    {
        constructor.Define("freeze", (_, _, arguments) => Change(arguments.At(0), json => json.IsFrozen = true));
        constructor.Define("seal", (_, _, arguments) => Change(arguments.At(0), json => json.IsSealed = true));
        constructor.Define("preventExtensions", (_, _, arguments) => Change(arguments.At(0), json => json.IsSealed = true));
        constructor.Define("isFrozen", (_, _, arguments) => arguments.At(0) is not JsObject { IsFrozen: false });
        constructor.Define("isSealed", (_, _, arguments) => arguments.At(0) is not JsObject { IsFrozen: false, IsSealed: false });
        constructor.Define("isExtensible", (_, _, arguments) => arguments.At(0) is JsObject { IsFrozen: false, IsSealed: false });
    }

    private static object? Change(object? value, Action<JsObject> change)
    {
        if (value is JsObject json) change(json);
        return value;
    }

    private static JsObject Target(object?[] arguments) => arguments.At(0) as JsObject ?? throw JsThrow.Type("Properties are defined on an object");

    private static JsObject DefineAll(JsContext context, JsObject target, object? descriptors)
    {
        if (descriptors is not JsObject all) return target;
        foreach (var name in all.Names()) DefineOne(context, target, name, all.Get(name));
        return target;
    }

    private static JsObject DefineOne(JsContext context, JsObject target, string name, object? descriptor)
    {
        if (descriptor is not JsObject given) throw JsThrow.Type("A property is described by an object");
        if (target.IsFixed(name)) throw JsThrow.Type($"The property '{name}' cannot be defined anew");
        context.Charge(1);
        if (target is JsArray array && JsArray.Index(name) is { } index)
        {
            array.SetAt(index, given.Get("value"));
            return target;
        }

        var isKnown = target.TryGetOwn(name, out var before);
        var isHidden = given.Has("enumerable") ? !JsConvert.Truthy(given.Get("enumerable")) : !isKnown || target.IsHidden(name);
        if (given.Has("get") || given.Has("set")) target.Put(name, new JsAccessor(given.Get("get") as JsFunction, given.Get("set") as JsFunction), isHidden);
        else target.Put(name, given.Has("value") || !isKnown ? given.Get("value") : before, isHidden, isFixed: given.Has("writable") ? !JsConvert.Truthy(given.Get("writable")) : !isKnown);
        return target;
    }

    private static JsArray Names(JsContext context, object?[] arguments)
    {
        if (arguments.At(0) is not JsObject json) return new();
        var names = json.Names(hiddenToo: true);
        context.Charge(names.Count);
        return new([.. names]);
    }

    private static object Descriptor(JsObject json, string name)
    {
        if (!json.TryGetOwn(name, out var value)) return JsUndefined.Value;
        var descriptor = new JsObject(Realm.Object);
        if (value is JsAccessor accessor)
        {
            descriptor.Put("get", accessor.Getter ?? (object)JsUndefined.Value);
            descriptor.Put("set", accessor.Setter ?? (object)JsUndefined.Value);
        }
        else
        {
            descriptor.Put("value", value);
            descriptor.Put("writable", !json.IsFixed(name));
        }

        descriptor.Put("enumerable", !json.IsHidden(name));
        descriptor.Put("configurable", !json.IsFixed(name));
        return descriptor;
    }

    private static object? SetPrototype(JsContext context, object?[] arguments)
    {
        if (arguments.At(0) is not JsObject { IsFrozen: false } target) return arguments.At(0);
        var above = arguments.At(1) as JsObject;
        if (ReferenceEquals(above, target) || IsAbove(context, target, above)) throw JsThrow.Type("An object cannot inherit from itself");
        target.Prototype = above;
        return target;
    }

    private static bool IsAbove(JsContext context, JsObject json, JsObject? at)
    {
        for (; at is not null; at = at.Prototype)
        {
            if (ReferenceEquals(at, json)) return true;
            context.Step();
        }

        return false;
    }
}
