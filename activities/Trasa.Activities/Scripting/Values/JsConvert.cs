using System.Globalization;

namespace Trasa.Activities.Scripting.Values;

/// <summary>What an object should become when it has to be something simpler.</summary>
internal enum JsHint
{
    Any,
    Number,
    Text,
}

/// <summary>JavaScript's conversions. Those of objects may run code of the script, so they need a run around them.</summary>
internal static class JsConvert
{
    public static bool IsNothing(object? value) => value is null or JsUndefined;

    public static bool Truthy(object? value) => value switch
    {
        null or JsUndefined => false,
        bool flag => flag,
        double number => number != 0 && !double.IsNaN(number),
        string text => text.Length > 0,
        _ => true,
    };

    public static double ToNumber(object? value) => value switch
    {
        double number => number,
        null => 0,
        bool flag => flag ? 1 : 0,
        string text => Parse(text),
        JsObject json => ToNumber(Primitive(json, JsHint.Number)),
        JsSymbol => throw JsThrow.Type("A Symbol is no number"),
        _ => double.NaN,
    };

    public static int ToInt(object? value, int otherwise = 0)
    {
        if (value is null or JsUndefined) return otherwise;
        var number = ToNumber(value);
        return double.IsNaN(number) ? 0 : (int)Math.Clamp(number, int.MinValue, int.MaxValue);
    }

    /// <summary>32 bits, wrapping around, as the bit operators take it.</summary>
    public static int ToInt32(object? value)
    {
        var number = ToNumber(value);
        return double.IsFinite(number) ? unchecked((int)(uint)(long)Math.IEEERemainder(Math.Truncate(number), 4294967296.0)) : 0;
    }

    public static string ToText(object? value) => value switch
    {
        string text => text,
        double number => JsText.OfNumber(number),
        bool flag => flag ? "true" : "false",
        null => "null",
        JsObject json => ToText(Primitive(json, JsHint.Text)),
        JsSymbol => throw JsThrow.Type("A Symbol is no text"),
        _ => value.ToString() ?? "",
    };

    /// <summary>The name under which a property is kept.</summary>
    public static string ToKey(object? value) => value is JsSymbol symbol ? symbol.Key : ToText(value);

    public static string TypeOf(object? value) => value switch
    {
        JsUndefined => "undefined",
        string => "string",
        double => "number",
        bool => "boolean",
        JsFunction => "function",
        JsSymbol => "symbol",
        _ => "object",
    };

    public static bool StrictlyEqual(object? left, object? right) => (left, right) switch
    {
        (double a, double b) => a == b,
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (bool a, bool b) => a == b,
        _ => ReferenceEquals(left, right),
    };

    public static bool LooselyEqual(object? left, object? right)
    {
        if (IsNothing(left) || IsNothing(right)) return IsNothing(left) && IsNothing(right);
        if (left is JsObject && right is JsObject) return ReferenceEquals(left, right);
        var (x, y) = (Primitive(left, JsHint.Any), Primitive(right, JsHint.Any));
        if (x is null || y is null || x is JsSymbol || y is JsSymbol) return ReferenceEquals(x, y);
        return x.GetType() == y.GetType() ? StrictlyEqual(x, y) : ToNumber(x) == ToNumber(y);
    }

    /// <summary>Negative, zero or positive; null when they have no order.</summary>
    public static int? Compare(object? left, object? right)
    {
        var (a, b) = (Primitive(left, JsHint.Number), Primitive(right, JsHint.Number));
        if (a is string former && b is string latter) return string.CompareOrdinal(former, latter);
        var (x, y) = (ToNumber(a), ToNumber(b));
        return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
    }

    public static object? Add(JsContext context, object? left, object? right)
    {
        if (left is double a && right is double b) return a + b;
        var (x, y) = (Primitive(left, JsHint.Any), Primitive(right, JsHint.Any));
        if (x is not string && y is not string) return ToNumber(x) + ToNumber(y);
        var text = string.Concat(ToText(x), ToText(y));
        context.Charge(text.Length);
        return text;
    }

    /// <summary>What the object says it is, by its functions <c>valueOf</c> and <c>toString</c>; other values are what they are.</summary>
    public static object? Primitive(object? value, JsHint hint)
    {
        if (value is not JsObject json) return value;
        var context = JsContext.Current;
        if (json.Get(JsSymbol.ToPrimitive.Key) is JsFunction own)
            return own.Call(context, json, [hint switch { JsHint.Number => "number", JsHint.Text => "string", JsHint.Any => "default" }]) is var answer and not JsObject ? answer : throw NoPrimitive();
        var isTextFirst = hint == JsHint.Text || (hint == JsHint.Any && json is JsDate);
        return Ask(context, json, isTextFirst ? "toString" : "valueOf", out var made) || Ask(context, json, isTextFirst ? "valueOf" : "toString", out made) ? made : throw NoPrimitive();
    }

    private static bool Ask(JsContext context, JsObject json, string name, out object? made)
    {
        made = json.Get(name) is JsFunction function ? function.Call(context, json, []) : json;
        return made is not JsObject;
    }

    private static JsThrow NoPrimitive() => JsThrow.Type("This object is neither a text nor a number");

    private static double Parse(string text)
    {
        text = text.Trim();
        if (text.Length == 0) return 0;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex : double.NaN;
        if (text is "Infinity" or "+Infinity") return double.PositiveInfinity;
        if (text is "-Infinity") return double.NegativeInfinity;
        return !char.IsAsciiLetter(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }
}
