using Trasa.Engine.Expressions;
using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Filters that calculate.</summary>
internal static class LiquidNumbers
{
    public static void AddTo(Dictionary<string, LiquidFilterBody> filters)
    {
        Add("plus", (number, by) => number + by);
        Add("minus", (number, by) => number - by);
        Add("times", (number, by) => number * by);
        Add("divided_by", DividedBy);
        Add("modulo", (number, by) => by == 0 ? throw ByZero() : number % by);
        Add("round", (number, places) => Math.Round(number, (int)Math.Clamp(places, 0, 20), MidpointRounding.AwayFromZero));
        Add("at_least", Math.Max);
        Add("at_most", Math.Min);
        Add("ceil", (number, _) => Math.Ceiling(number));
        Add("floor", (number, _) => Math.Floor(number));
        Add("abs", (number, _) => Math.Abs(number));

        void Add(string name, Func<decimal, decimal, decimal> body) => filters[name] = (value, given) => body(ValueConversion.ToNumber(value) ?? 0, given.Number(0) ?? 0);
    }

    /// <summary>Whole numbers are divided to a whole number; 4.0 is not written as one.</summary>
    private static decimal DividedBy(decimal number, decimal by)
    {
        if (by == 0) throw ByZero();
        return number.Scale == 0 && by.Scale == 0 ? Math.Floor(number / by) : number / by;
    }

    private static ExpressionFaultException ByZero() => new("A template divides by 0.");
}
