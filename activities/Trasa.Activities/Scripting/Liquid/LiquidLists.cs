using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Filters that choose among the items of a list.</summary>
internal static class LiquidLists
{
    public static object? Apply(string name, IReadOnlyList<object?> items, string member, object?[] arguments) => name switch
    {
        "compact" => items.Where(item => item is not null).ToList(),
        "concat" => items.Concat(arguments.SelectMany(ValueConversion.ToList)).ToList(),
        "where" => items.Where(item => Fits(item, member, arguments)).ToList(),
        "reject" => items.Where(item => !Fits(item, member, arguments)).ToList(),
        "find" => items.FirstOrDefault(item => Fits(item, member, arguments)),
        "sum" => items.Sum(item => ValueConversion.ToNumber(member.Length == 0 ? item : Member(item, member)) ?? 0),
        _ => items.OrderBy(item => ValueConversion.Text(member.Length == 0 ? item : Member(item, member)), StringComparer.OrdinalIgnoreCase).ToList(),
    };

    private static object? Member(object? item, string name) => (item as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(name);

    /// <summary>Has the value there, or, when none is given, anything that counts as true.</summary>
    private static bool Fits(object? item, string member, object?[] arguments)
    {
        var value = Member(item, member);
        return arguments.Length > 1 ? ValueConversion.Text(value) == ValueConversion.Text(arguments[1]) : LiquidRun.IsTrue(value);
    }
}
