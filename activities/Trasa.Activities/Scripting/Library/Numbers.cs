using System.Globalization;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

internal static class Numbers
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        Realm.Number.Define("toFixed", (_, self, arguments) => NumberTexts.Fixed(JsConvert.ToNumber(self), JsConvert.ToInt(arguments.At(0))));
        Realm.Number.Define("toString", (_, self, arguments) => NumberTexts.InBase(JsConvert.ToNumber(self), JsConvert.ToInt(arguments.At(0), 10)));
        Realm.Number.Define("toLocaleString", (_, self, arguments) => NumberTexts.Local(JsConvert.ToNumber(self), arguments.At(1) as JsObject));
        Realm.Number.Define("toPrecision", (_, self, arguments) => arguments.At(0) is JsUndefined ? JsConvert.ToText(self) : NumberTexts.Precise(JsConvert.ToNumber(self), JsConvert.ToInt(arguments.At(0))));
        Realm.Number.Define("toExponential", (_, self, arguments) => NumberTexts.Exponential(JsConvert.ToNumber(self), JsConvert.ToInt(arguments.At(0), -1)));
        Realm.Number.Define("valueOf", (_, self, _) => JsConvert.ToNumber(self));
        Realm.Boolean.Define("toString", (_, self, _) => self is true ? "true" : "false");
        Realm.Boolean.Define("valueOf", (_, self, _) => self is true);

        var constructor = Realm.Constructor("Number", Realm.Number, (_, _, arguments) => arguments.Length == 0 ? 0d : JsConvert.ToNumber(arguments[0]));
        constructor.Define("isInteger", (_, _, arguments) => arguments.At(0) is double number && double.IsInteger(number));
        constructor.Define("isSafeInteger", (_, _, arguments) => arguments.At(0) is double number && double.IsInteger(number) && Math.Abs(number) <= 9007199254740991);
        constructor.Define("isFinite", (_, _, arguments) => arguments.At(0) is double number && double.IsFinite(number));
        constructor.Define("isNaN", (_, _, arguments) => arguments.At(0) is double.NaN);
        foreach (var (name, value) in new Dictionary<string, double>
        {
            ["MAX_SAFE_INTEGER"] = 9007199254740991, ["MIN_SAFE_INTEGER"] = -9007199254740991, ["EPSILON"] = double.BitIncrement(1) - 1, ["MAX_VALUE"] = double.MaxValue,
            ["MIN_VALUE"] = double.Epsilon, ["NaN"] = double.NaN, ["POSITIVE_INFINITY"] = double.PositiveInfinity, ["NEGATIVE_INFINITY"] = double.NegativeInfinity,
        })
            constructor.Put(name, value, isHidden: true);
        globals["Number"] = constructor;
        globals["BigInt"] = new NativeFunction("BigInt", (_, _, arguments) => Math.Truncate(JsConvert.ToNumber(arguments.At(0))));
        Share(globals, constructor, "parseInt", (_, _, arguments) => ParseInt(arguments.TextAt(0), JsConvert.ToInt(arguments.At(1))));
        Share(globals, constructor, "parseFloat", (_, _, arguments) => ParseFloat(arguments.TextAt(0)));
        globals["isNaN"] = new NativeFunction("isNaN", (_, _, arguments) => double.IsNaN(JsConvert.ToNumber(arguments.At(0))));
        globals["isFinite"] = new NativeFunction("isFinite", (_, _, arguments) => double.IsFinite(JsConvert.ToNumber(arguments.At(0))));
    }

    private static void Share(Dictionary<string, object?> globals, JsObject constructor, string name, Func<JsContext, object?, object?[], object?> body)
    {
        var function = new NativeFunction(name, body);
        constructor.Put(name, function, isHidden: true);
        globals[name] = function;
    }

    private static double ParseInt(string text, int radix)
    {
        text = text.Trim();
        var sign = text.StartsWith('-') ? -1 : 1;
        if (text.StartsWith('-') || text.StartsWith('+')) text = text[1..];
        if (radix is 0 or 16 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) (text, radix) = (text[2..], 16);
        if (radix == 0) radix = 10;
        if (radix is < 2 or > 36) return double.NaN;
        var (value, any) = (0.0, false);
        foreach (var letter in text)
        {
            var digit = char.IsAsciiDigit(letter) ? letter - '0' : char.IsAsciiLetter(letter) ? (letter | 0x20) - 'a' + 10 : 99;
            if (digit >= radix) break;
            (value, any) = ((value * radix) + digit, true);
        }

        return any ? sign * value : double.NaN;
    }

    private static double ParseFloat(string text)
    {
        text = text.TrimStart();
        if (text.StartsWith("Infinity", StringComparison.Ordinal) || text.StartsWith("+Infinity", StringComparison.Ordinal)) return double.PositiveInfinity;
        if (text.StartsWith("-Infinity", StringComparison.Ordinal)) return double.NegativeInfinity;
        return double.TryParse(text.AsSpan(0, NumberLength(text)), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    /// <summary>How much of the text is a number, looked at once.</summary>
    private static int NumberLength(string text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        at = Digits(text, at);
        if (at < text.Length && text[at] == '.') at = Digits(text, at + 1);
        if (at == text.Length || text[at] is not ('e' or 'E')) return at;
        var power = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        var end = Digits(text, power);
        return end > power ? end : at;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at;
    }
}
