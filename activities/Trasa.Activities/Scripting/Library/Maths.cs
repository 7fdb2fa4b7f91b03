using System.Numerics;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Math.</summary>
internal static class Maths
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        var math = new JsObject(Realm.Object);
        foreach (var (name, value) in new Dictionary<string, double>
        {
            ["PI"] = Math.PI, ["E"] = Math.E, ["LN2"] = 0.6931471805599453, ["LN10"] = 2.302585092994046, ["LOG2E"] = 1.4426950408889634,
            ["LOG10E"] = 0.4342944819032518, ["SQRT2"] = 1.4142135623730951, ["SQRT1_2"] = 0.7071067811865476,
        })
            math.Put(name, value, isHidden: true);
        foreach (var (name, function) in new Dictionary<string, Func<double, double>>
        {
            ["abs"] = Math.Abs, ["floor"] = Math.Floor, ["ceil"] = Math.Ceiling, ["trunc"] = Math.Truncate, ["sqrt"] = Math.Sqrt, ["cbrt"] = Math.Cbrt,
            ["sin"] = Math.Sin, ["cos"] = Math.Cos, ["tan"] = Math.Tan, ["asin"] = Math.Asin, ["acos"] = Math.Acos, ["atan"] = Math.Atan,
            ["sinh"] = Math.Sinh, ["cosh"] = Math.Cosh, ["tanh"] = Math.Tanh, ["asinh"] = Math.Asinh, ["acosh"] = Math.Acosh, ["atanh"] = Math.Atanh,
            ["exp"] = Math.Exp, ["expm1"] = double.ExpM1, ["log"] = Math.Log, ["log1p"] = double.LogP1, ["log2"] = Math.Log2, ["log10"] = Math.Log10,
            ["sign"] = number => double.IsNaN(number) ? number : Math.Sign(number), ["round"] = Round, ["fround"] = number => (float)number,
            ["clz32"] = number => BitOperations.LeadingZeroCount((uint)JsConvert.ToInt32(number)),
        })
            math.Define(name, (_, _, arguments) => function(JsConvert.ToNumber(arguments.At(0))));
        math.Define("pow", (_, _, arguments) => Math.Pow(JsConvert.ToNumber(arguments.At(0)), JsConvert.ToNumber(arguments.At(1))));
        math.Define("atan2", (_, _, arguments) => Math.Atan2(JsConvert.ToNumber(arguments.At(0)), JsConvert.ToNumber(arguments.At(1))));
        math.Define("imul", (_, _, arguments) => (double)unchecked(JsConvert.ToInt32(arguments.At(0)) * JsConvert.ToInt32(arguments.At(1))));
        math.Define("max", (_, _, arguments) => arguments.Select(JsConvert.ToNumber).Aggregate(double.NegativeInfinity, Math.Max));
        math.Define("min", (_, _, arguments) => arguments.Select(JsConvert.ToNumber).Aggregate(double.PositiveInfinity, Math.Min));
        math.Define("hypot", (_, _, arguments) => arguments.Select(JsConvert.ToNumber).Aggregate(0d, double.Hypot));
        math.Define("random", (context, _, _) => context.Random());
        globals["Math"] = math;
    }

    /// <summary>Halves go up; what is next to a half does not.</summary>
    private static double Round(double number) => number - Math.Floor(number) < 0.5 ? Math.Floor(number) : Math.Ceiling(number);
}
