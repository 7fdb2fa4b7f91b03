using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>A parameter of a native function.</summary>
/// <param name="Name">Its name in named arguments.</param>
/// <param name="Types">The alternatives that it takes; empty takes anything.</param>
/// <param name="IsOptional">May be left out; the function then gets null.</param>
/// <param name="TakesNull">Null is a value here and not an error.</param>
public sealed record FeelParameter(string Name, IReadOnlyList<FeelType> Types, bool IsOptional = false, bool TakesNull = false);

/// <summary>
/// One form of a native function, written as authors see it: <c>substring(string: string, start position: number, length?: number)</c>.
/// A name with <c>?</c> may be left out, a type with <c>?</c> takes null, <c>|</c> lists alternatives, <c>...</c> takes all further arguments.
/// </summary>
public sealed class Signature
{
    private Signature(string name, FeelParameter[] parameters, bool isVariadic, FeelType result, string text)
    {
        (Name, Parameters, IsVariadic, Result, Text) = (name, parameters, isVariadic, result, text);
        Required = parameters.Count(parameter => !parameter.IsOptional);
    }

    public string Name { get; }

    public IReadOnlyList<FeelParameter> Parameters { get; }

    /// <summary>The last parameter takes any number of arguments, as a list.</summary>
    public bool IsVariadic { get; }

    public FeelType Result { get; }

    /// <summary>The form as it was written, for completion lists.</summary>
    public string Text { get; }

    /// <summary>What an author has to know beyond the form, for completion lists; null when the form says it all.</summary>
    public string? Help { get; private init; }

    internal int Required { get; }

    /// <param name="text">The form.</param>
    /// <param name="help">What it does not say.</param>
    public static Signature Parse(string text, string? help = null)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = text.LastIndexOf(')');
        if (open < 1 || close < open) throw new ArgumentException($"\"{text}\" is no signature; write name(parameter: type, ...): type.", nameof(text));
        var inner = text[(open + 1)..close];
        var parts = inner.Length == 0 ? [] : inner.Split(',', StringSplitOptions.TrimEntries);
        var variadic = parts.Length > 0 && parts[^1].StartsWith("...", StringComparison.Ordinal);
        var result = text[(close + 1)..].TrimStart(':', ' ');
        return new Signature(text[..open], Array.ConvertAll(parts, Parameter), variadic, result.Length == 0 ? FeelType.Any : TypeOf(result), text) { Help = help };
    }

    private static FeelParameter Parameter(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, type) = colon < 0 ? (text, "any?") : (text[..colon].Trim(), text[(colon + 1)..].Trim());
        name = name.TrimStart('.');
        var types = type.TrimEnd('?') is "any" ? [] : type.TrimEnd('?').Split('|', StringSplitOptions.TrimEntries).SelectMany(TypesOf).ToArray();
        return new FeelParameter(name.TrimEnd('?'), types, name.EndsWith('?'), type.EndsWith('?'));
    }

    /// <summary>A point is a value of any type whose values have an order.</summary>
    private static FeelType[] TypesOf(string name) => name == "point"
        ? [FeelType.Number, FeelType.String, FeelType.Date, FeelType.Time, FeelType.DateTime, FeelType.YearsMonthsDuration, FeelType.DaysTimeDuration]
        : [TypeOf(name)];

    private static FeelType TypeOf(string name) => name switch
    {
        "range" => new RangeType(FeelType.Any),
        "function" => AnyFunction.Instance,
        "any" => FeelType.Any,
        _ => FeelType.BuiltIn.TryGetValue(name, out var type) ? type : throw new ArgumentException($"There is no type {name}.", nameof(name)),
    };

    private sealed class AnyFunction : FeelType
    {
        public static readonly AnyFunction Instance = new();

        public override string Name => "function";

        internal override bool Holds(in FeelValue value) => value.Kind == FeelKind.Function;

        internal override bool IsSubtypeOf(FeelType other) => false;
    }
}
