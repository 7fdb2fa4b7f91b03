using System.Globalization;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

internal static class Numbers
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        Realm.Number.Define("toFixed", (_, self, arguments) => Fixed(JsConvert.ToNumber(self), JsConvert.ToInt(arguments.At(0))));
        Realm.Number.Define("toString", (_, self, arguments) => InBase(JsConvert.ToNumber(self), JsConvert.ToInt(arguments.At(0), 10)));
        Realm.Number.Define("toLocaleString", (_, self, _) => JsConvert.ToNumber(self).ToString("#,0.###", CultureInfo.InvariantCulture));
        Realm.Number.Define("toPrecision", (_, self, arguments) => JsText.OfNumber(double.Parse(JsConvert.ToNumber(self).ToString("G" + Math.Clamp(JsConvert.ToInt(arguments.At(0), 17), 1, 100).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
        Realm.Number.Define("valueOf", (_, self, _) => JsConvert.ToNumber(self));
        Realm.Boolean.Define("toString", (_, self, _) => JsConvert.ToText(self));

        var constructor = Realm.Constructor("Number", Realm.Number, (_, _, arguments) => arguments.Length == 0 ? 0d : JsConvert.ToNumber(arguments[0]));
        constructor.Define("isInteger", (_, _, arguments) => arguments.At(0) is double number && double.IsInteger(number));
        constructor.Define("isSafeInteger", (_, _, arguments) => arguments.At(0) is double number && double.IsInteger(number) && Math.Abs(number) <= 9007199254740991);
        constructor.Define("isFinite", (_, _, arguments) => arguments.At(0) is double number && double.IsFinite(number));
        constructor.Define("isNaN", (_, _, arguments) => arguments.At(0) is double.NaN);
        constructor.Set("MAX_SAFE_INTEGER", 9007199254740991d);
        constructor.Set("MIN_SAFE_INTEGER", -9007199254740991d);
        constructor.Set("EPSILON", double.BitIncrement(1) - 1);
        constructor.Set("MAX_VALUE", double.MaxValue);
        globals["Number"] = constructor;
        Share(globals, constructor, "parseInt", (_, _, arguments) => ParseInt(arguments.TextAt(0), JsConvert.ToInt(arguments.At(1))));
        Share(globals, constructor, "parseFloat", (_, _, arguments) => ParseFloat(arguments.TextAt(0)));
        globals["isNaN"] = new NativeFunction("isNaN", (_, _, arguments) => double.IsNaN(JsConvert.ToNumber(arguments.At(0))));
        globals["isFinite"] = new NativeFunction("isFinite", (_, _, arguments) => double.IsFinite(JsConvert.ToNumber(arguments.At(0))));
        globals["Math"] = MakeMath();
    }

    private static void Share(Dictionary<string, object?> globals, JsObject constructor, string name, Func<JsContext, object?, object?[], object?> body)
    {
        var function = new NativeFunction(name, body);
        constructor.Set(name, function);
        globals[name] = function;
    }

    /// <summary>No <c>random</c>: a burst that runs again has to take the same way.</summary>
    private static JsObject MakeMath()
    {
        var math = new JsObject(Realm.Object);
        math.Set("PI", Math.PI);
        math.Set("E", Math.E);
        foreach (var (name, function) in new Dictionary<string, Func<double, double>>
        {
            ["abs"] = Math.Abs, ["floor"] = Math.Floor, ["ceil"] = Math.Ceiling, ["trunc"] = Math.Truncate, ["sqrt"] = Math.Sqrt, ["cbrt"] = Math.Cbrt,
            ["sin"] = Math.Sin, ["cos"] = Math.Cos, ["tan"] = Math.Tan, ["atan"] = Math.Atan, ["exp"] = Math.Exp, ["log"] = Math.Log, ["log2"] = Math.Log2, ["log10"] = Math.Log10,
            ["sign"] = number => double.IsNaN(number) ? number : Math.Sign(number), ["round"] = number => Math.Floor(number + 0.5),
        })
            math.Define(name, (_, _, arguments) => function(JsConvert.ToNumber(arguments.At(0))));
        math.Define("pow", (_, _, arguments) => Math.Pow(JsConvert.ToNumber(arguments.At(0)), JsConvert.ToNumber(arguments.At(1))));
        math.Define("max", (_, _, arguments) => arguments.Select(JsConvert.ToNumber).Aggregate(double.NegativeInfinity, Math.Max));
        math.Define("min", (_, _, arguments) => arguments.Select(JsConvert.ToNumber).Aggregate(double.PositiveInfinity, Math.Min));
        return math;
    }

    private static string Fixed(double number, int digits) => digits is < 0 or > 100
        ? throw JsThrow.Range("toFixed takes 0 to 100 digits")
        : Math.Abs(number) < 7e27 && digits < 15
            ? Math.Round((decimal)number, digits, MidpointRounding.AwayFromZero).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string InBase(double number, int radix)
    {
        if (radix is < 2 or > 36) throw JsThrow.Range("A base is from 2 to 36");
        if (radix == 10 || !double.IsInteger(number) || Math.Abs(number) > 9e15) return JsText.OfNumber(number);
        var (rest, text) = ((long)Math.Abs(number), "");
        do
        {
            text = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % radix)] + text;
            rest /= radix;
        }
        while (rest > 0);
        return number < 0 ? "-" + text : text;
    }

    private static double ParseInt(string text, int radix)
    {
        text = text.Trim();
        var sign = text.StartsWith('-') ? -1 : 1;
        text = text.TrimStart('+', '-');
        if (radix is 0 or 16 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) (text, radix) = (text[2..], 16);
        if (radix == 0) radix = 10;
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
        for (var length = text.Length; length > 0; length--)
            if (char.IsAsciiDigit(text[length - 1]) || text[length - 1] == '.')
                if (double.TryParse(text.AsSpan(0, length), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        return double.NaN;
    }
}
