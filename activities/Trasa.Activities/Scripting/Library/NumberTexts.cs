using System.Globalization;
using System.Numerics;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Numbers as texts with a wanted number of digits.</summary>
internal static class NumberTexts
{
    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Rounded from what the double is exactly: 1.005 is a little less than that, and its text is 1.00.</summary>
    public static string Fixed(double number, int digits)
    {
        if (digits is < 0 or > 100) throw JsThrow.Range("toFixed takes 0 to 100 digits");
        if (!double.IsFinite(number) || Math.Abs(number) >= 1e21) return JsText.OfNumber(number);
        var scaled = Scaled(Math.Abs(number), digits).ToString(CultureInfo.InvariantCulture).PadLeft(digits + 1, '0');
        var text = digits == 0 ? scaled : scaled[..^digits] + "." + scaled[^digits..];
        return number < 0 ? "-" + text : text;
    }

    /// <summary>The number times ten to the power, rounded; halves go up.</summary>
    private static BigInteger Scaled(double number, int power)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0) exponent = 1;
        else mantissa |= 1L << 52;
        exponent -= 1075;
        var whole = mantissa * BigInteger.Pow(10, power);
        return exponent >= 0 ? whole << exponent : (whole + (BigInteger.One << (-exponent - 1))) >> -exponent;
    }

    public static string Precise(double number, int digits)
    {
        if (!double.IsFinite(number)) return JsText.OfNumber(number);
        if (digits is < 1 or > 100) throw JsThrow.Range("toPrecision takes 1 to 100 digits");
        var text = number.ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var power = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (power < -6 || power >= digits) return text[..mark] + "e" + (power < 0 ? "" : "+") + power.ToString(CultureInfo.InvariantCulture);
        return Fixed(number, Math.Min(100, digits - 1 - power));
    }

    /// <param name="number">The number.</param>
    /// <param name="digits">After the point; as many as there are when negative.</param>
    public static string Exponential(double number, int digits)
    {
        if (!double.IsFinite(number)) return JsText.OfNumber(number);
        if (digits > 100) throw JsThrow.Range("toExponential takes 0 to 100 digits");
        var text = number.ToString(digits < 0 ? "0.################e+0" : "E" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.OrdinalIgnoreCase);
        var power = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return text[..mark] + "e" + (power < 0 ? "" : "+") + power.ToString(CultureInfo.InvariantCulture);
    }

    public static string InBase(double number, int radix)
    {
        if (radix is < 2 or > 36) throw JsThrow.Range("A base is from 2 to 36");
        if (radix == 10 || !double.IsFinite(number) || Math.Abs(number) > 9e15) return JsText.OfNumber(number);
        var (whole, rest) = ((long)Math.Truncate(Math.Abs(number)), Math.Abs(number) - Math.Truncate(Math.Abs(number)));
        var text = "";
        do
        {
            text = Letters[(int)(whole % radix)] + text;
            whole /= radix;
        }
        while (whole > 0);
        if (rest > 0) text += ".";
        for (var digits = 0; rest > 0 && digits < 52; digits++)
        {
            rest *= radix;
            text += Letters[(int)rest];
            rest -= Math.Truncate(rest);
        }

        return number < 0 ? "-" + text : text;
    }

    /// <summary>With commas between thousands, as in en-US: what a workflow writes does not depend on the machine.</summary>
    public static string Local(double number, JsObject? options)
    {
        if (!double.IsFinite(number)) return double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞";
        var style = Option(options, "style");
        var isMoney = style == "currency";
        var least = Digits(options, "minimumFractionDigits", isMoney ? 2 : 0);
        var most = Math.Max(least, Digits(options, "maximumFractionDigits", isMoney ? 2 : style == "percent" ? 0 : 3));
        var isGrouped = options is null || !options.Has("useGrouping") || JsConvert.Truthy(options.Get("useGrouping"));
        var text = Laid(Fixed(Math.Abs(style == "percent" ? number * 100 : number), most), least, isGrouped);
        if (style == "percent") text += "%";
        if (isMoney) text = Sign(Option(options, "currency") ?? "") + text;
        return number < 0 ? "-" + text : text;
    }

    private static string Laid(string text, int least, bool isGrouped)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, rest) = point < 0 ? (text, "") : (text[..point], text[(point + 1)..].TrimEnd('0').PadRight(least, '0'));
        if (isGrouped && whole.All(char.IsAsciiDigit))
            for (var at = whole.Length - 3; at > 0; at -= 3) whole = whole.Insert(at, ",");
        return rest.Length == 0 ? whole : whole + "." + rest;
    }

    private static string? Option(JsObject? options, string name) =>
        options is null || options.Get(name) is JsUndefined ? null : JsConvert.ToText(options.Get(name));

    private static int Digits(JsObject? options, string name, int otherwise) =>
        options is null ? otherwise : Math.Clamp(JsConvert.ToInt(options.Get(name), otherwise), 0, 20);

    private static string Sign(string currency) => currency switch
    {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        _ => currency + "\u00A0",
    };
}
