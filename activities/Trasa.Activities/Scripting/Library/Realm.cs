using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>The library that all scripts share. It is frozen: nothing that one script does is seen by another.</summary>
internal static class Realm
{
    public static readonly JsObject Object = new();
    public static readonly JsObject Function = new(Object);
    public static readonly JsObject Array = new(Object);
    public static readonly JsObject String = new(Object);
    public static readonly JsObject Number = new(Object);
    public static readonly JsObject Boolean = new(Object);
    public static readonly JsObject Date = new(Object);
    public static readonly JsObject RegExp = new(Object);
    public static readonly JsObject Map = new(Object);
    public static readonly JsObject Set = new(Object);
    public static readonly JsObject Error = new(Object);
    public static readonly JsObject Symbol = new(Object);
    public static readonly JsObject Iterator = new(Object);

    private static readonly Dictionary<string, JsObject> Errors = new(StringComparer.Ordinal)
    {
        ["Error"] = Error,
        ["TypeError"] = new(Error),
        ["RangeError"] = new(Error),
        ["SyntaxError"] = new(Error),
        ["ReferenceError"] = new(Error),
        ["EvalError"] = new(Error),
        ["URIError"] = new(Error),
    };

    private static readonly Dictionary<string, object?> Globals = Make();

    public static bool TryGet(string name, out object? value) => Globals.TryGetValue(name, out value);

    /// <summary>What all errors of the kind inherit from.</summary>
    public static JsObject ErrorOf(string kind) => Errors[kind];

    private static Dictionary<string, object?> Make()
    {
        var globals = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["undefined"] = JsUndefined.Value,
            ["NaN"] = double.NaN,
            ["Infinity"] = double.PositiveInfinity,
        };
        Objects.Fill(globals);
        Properties.Fill(globals);
        foreach (var kind in Errors.Keys) Faults.Fill(globals, kind);
        Arrays.Fill(globals);
        ArrayCopies.Fill();
        Iterators.Fill(globals);
        Strings.Fill(globals);
        StringParts.Fill(globals);
        Numbers.Fill(globals);
        Maths.Fill(globals);
        Dates.Fill(globals);
        DateTexts.Fill();
        Patterns.Fill(globals);
        Collections.Fill(globals);
        Json.Fill(globals);
        Functions.Fill(globals);
        Encodings.Fill(globals);
        Consoles.Fill(globals);
        foreach (var json in globals.Values.OfType<JsObject>()) json.FreezeAll();
        foreach (var prototype in (JsObject[])[Object, Function, Array, String, Number, Boolean, Date, RegExp, Map, Set, Symbol, Iterator, .. Errors.Values]) prototype.FreezeAll();
        return globals;
    }

    /// <summary>Adds a function to an object of the library.</summary>
    public static void Define(this JsObject target, string name, Func<JsContext, object?, object?[], object?> body) =>
        target.Put(name, new NativeFunction(name, body), isHidden: true);

    public static NativeFunction Constructor(string name, JsObject prototype, Func<JsContext, object?, object?[], object?> call, Func<JsContext, object?[], object?>? construct = null)
    {
        var function = new NativeFunction(name, call, construct ?? ((context, arguments) => call(context, null, arguments)));
        function.Put("prototype", prototype, isHidden: true);
        prototype.Put("constructor", function, isHidden: true);
        return function;
    }

    public static object? At(this object?[] arguments, int index) => index < arguments.Length ? arguments[index] : JsUndefined.Value;

    public static string TextAt(this object?[] arguments, int index) => JsConvert.ToText(arguments.At(index));

    public static JsFunction FunctionAt(this object?[] arguments, int index) =>
        arguments.At(index) as JsFunction ?? throw JsThrow.Type($"{JsDisplay.Of(arguments.At(index))} is not a function");

    public static object? Call(this JsFunction function, JsContext context, params object?[] arguments) => function.Call(context, JsUndefined.Value, arguments);
}
