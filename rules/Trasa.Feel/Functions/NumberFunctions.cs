using System.Globalization;
using Trasa.Feel.Compilation;
using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Numbers (DMN 1.5, table 76).</summary>
internal static class NumberFunctions
{
    public static void AddTo(Action<string, NativeCode> add)
    {
        add("abs(n: number|days and time duration|years and months duration)", (_, a) => Abs(a[0]));
        add("modulo(dividend: number, divisor: number): number", Modulo);
        add("sqrt(number: number): number", (call, a) => a[0].Number < 0 ? call.Error(FeelCode.InvalidValue, "A negative number has no square root.") : FeelValue.Of(Powers.Root(a[0].Number)));
        add("log(number: number): number", (call, a) => a[0].Number <= 0 ? call.Error(FeelCode.InvalidValue, "Only numbers above zero have a logarithm.") : Real(call, Math.Log((double)a[0].Number)));
        add("exp(number: number): number", (call, a) => Real(call, Math.Exp((double)a[0].Number)));
        add("odd(number: number): boolean", (_, a) => FeelValue.Of(Math.Abs(a[0].Number % 2) == 1));
        add("even(number: number): boolean", (_, a) => FeelValue.Of(a[0].Number % 2 == 0));
        add("number(from: string): number", (call, a) => Read(call, a[0].Text));
        add("number(from: string, grouping separator: string?, decimal separator: string?): number", ReadGrouped);
    }

    public static FeelValue Real(FeelCall call, double value) =>
        Powers.FromDouble(value) is { } number ? FeelValue.Of(number) : call.Error(FeelCode.Overflow, "The result is larger than a number can be.");

    private static FeelValue Abs(in FeelValue value) => value.Kind switch
    {
        FeelKind.YearsMonthsDuration => FeelValue.OfMonths(Math.Abs(value.Number)),
        FeelKind.DaysTimeDuration => FeelValue.OfSeconds(Math.Abs(value.Number)),
        _ => FeelValue.Of(Math.Abs(value.Number)),
    };

    /// <summary>The remainder takes the sign of the divisor.</summary>
    private static FeelValue Modulo(FeelCall call, FeelValue[] a)
    {
        var (dividend, divisor) = (a[0].Number, a[1].Number);
        if (divisor == 0) return call.Error(FeelCode.DivisionByZero, "A division by zero has no remainder.");
        var remainder = dividend % divisor;
        return FeelValue.Of(remainder != 0 && remainder < 0 != divisor < 0 ? remainder + divisor : remainder);
    }

    private static FeelValue Read(FeelCall call, string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            ? FeelValue.Of(number)
            : call.Error(FeelCode.InvalidValue, $"{FeelText.Quote(text)} is no number.", text);

    private static FeelValue ReadGrouped(FeelCall call, FeelValue[] a)
    {
        var (text, grouping, separator) = (a[0].Text, a[1].IsNull ? null : a[1].Text, a[2].IsNull ? null : a[2].Text);
        if (grouping is not (null or " " or "," or ".") || separator is not (null or "," or ".") || (grouping is not null && grouping == separator))
            return call.Error(FeelCode.InvalidValue, "The grouping separator is a space, comma or point, the decimal separator a comma or point, and they differ.");
        if (grouping is not null) text = text.Replace(grouping, "", StringComparison.Ordinal);
        if (separator == "," && text.Contains('.', StringComparison.Ordinal)) return call.Error(FeelCode.InvalidValue, $"{FeelText.Quote(a[0].Text)} is no number.", a[0].Text);
        return Read(call, separator == "," ? text.Replace(',', '.') : text);
    }
}
