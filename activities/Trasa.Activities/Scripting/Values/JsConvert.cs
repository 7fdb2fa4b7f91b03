using System.Globalization;
using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Values;

/// <summary>JavaScript's conversions, and those between its values and the values of a workflow.</summary>
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
        JsDate date => date.Time,
        JsUndefined => double.NaN,
        _ => Parse(ToText(value)),
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
        JsArray array => string.Join(',', array.Items.Select(item => IsNothing(item) ? "" : ToText(item))),
        JsDate date => Library.Dates.Iso(date.Time),
        JsFunction => "function () { [code] }",
        JsUndefined or JsRegExp or JsError => value.ToString()!,
        JsObject json => $"[object {json.ClassName}]",
        _ => value.ToString() ?? "",
    };

    public static string TypeOf(object? value) => value switch
    {
        JsUndefined => "undefined",
        string => "string",
        double => "number",
        bool => "boolean",
        JsFunction => "function",
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
        if (left is JsObject || right is JsObject)
            return left is bool or double || right is bool or double ? ToNumber(left) == ToNumber(right) : ToText(left) == ToText(right);
        return left!.GetType() == right!.GetType() ? StrictlyEqual(left, right) : ToNumber(left) == ToNumber(right);
    }

    /// <summary>Negative, zero or positive; null when they have no order.</summary>
    public static int? Compare(object? left, object? right)
    {
        if (Primitive(left) is string a && Primitive(right) is string b) return string.CompareOrdinal(a, b);
        var (x, y) = (ToNumber(left), ToNumber(right));
        return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
    }

    public static object? Add(JsContext context, object? left, object? right)
    {
        if (left is double a && right is double b) return a + b;
        var (x, y) = (Primitive(left), Primitive(right));
        if (x is not string && y is not string) return ToNumber(x) + ToNumber(y);
        var text = string.Concat(ToText(x), ToText(y));
        context.Charge(text.Length);
        return text;
    }

    private static object? Primitive(object? value) => value is JsObject ? ToText(value) : value;

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

    /// <summary>A value of the workflow as a script sees it; lists and objects are copies.</summary>
    public static object? FromWorkflow(object? value) => ValueConversion.Canonical(value) switch
    {
        null => null,
        bool flag => flag,
        string text => text,
        decimal number => (double)number,
        DateTimeOffset instant => new JsDate(instant.ToUnixTimeMilliseconds()),
        IReadOnlyDictionary<string, object?> map => FromMap(map),
        IReadOnlyList<object?> list => new JsArray([.. list.Select(FromWorkflow)]),
        var other => ValueConversion.Text(other),
    };

    public static object? ToWorkflow(object? value) => ToWorkflow(value, 0);

    private static object? ToWorkflow(object? value, int depth)
    {
        if (depth > 100) throw new JsLimitException("A value is nested deeper than 100; is it part of itself?");
        return value switch
        {
            null or JsUndefined or JsFunction => null,
            double number => ValueConversion.FromDouble(number),
            JsArray array => array.Items.Select(item => ToWorkflow(item, depth + 1)).ToList(),
            JsDate date => double.IsNaN(date.Time) ? null : DateTimeOffset.FromUnixTimeMilliseconds((long)date.Time),
            JsMap { IsSet: true } set => set.Entries.Keys.Select(key => ToWorkflow(JsKeys.Back(key), depth + 1)).ToList(),
            JsMap map => map.Entries.ToDictionary(entry => ToText(JsKeys.Back(entry.Key)), entry => ToWorkflow(entry.Value, depth + 1)),
            JsRegExp or JsError => ToText(value),
            JsObject json => json.Keys.ToDictionary(key => key, key => ToWorkflow(json.Get(key), depth + 1), StringComparer.Ordinal),
            _ => value,
        };
    }

    private static JsObject FromMap(IReadOnlyDictionary<string, object?> map)
    {
        var json = new JsObject(Library.Realm.Object);
        foreach (var (name, value) in map) json.Set(name, FromWorkflow(value));
        return json;
    }
}
