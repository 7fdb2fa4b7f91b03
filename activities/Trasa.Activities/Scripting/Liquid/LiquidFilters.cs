using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Trasa.Engine.Expressions;
using Trasa.Engine.Values;

namespace Trasa.Activities.Scripting.Liquid;

internal static partial class LiquidFilters
{
    private static readonly HashSet<string> Names =
    [
        "upcase", "downcase", "capitalize", "strip", "size", "first", "last", "join", "split", "default", "append", "prepend", "replace", "remove", "slice", "truncate",
        "escape", "url_encode", "json", "date", "plus", "minus", "times", "divided_by", "modulo", "round", "ceil", "floor", "abs", "reverse", "sort", "uniq", "map", "newline_to_br",
        "lstrip", "rstrip", "strip_html", "strip_newlines", "replace_first", "replace_last", "remove_first", "remove_last", "truncatewords", "escape_once", "url_decode",
        "base64_encode", "base64_decode", "base64", "at_least", "at_most", "compact", "concat", "where", "reject", "find", "sum", "sort_natural", "keys", "raw",
    ];

    public static bool IsKnown(string name) => Names.Contains(name);

    public static object? Apply(string name, object? value, object?[] arguments)
    {
        var text = LiquidRun.Show(value) ?? "";
        var first = arguments.Length > 0 ? LiquidRun.Show(arguments[0]) ?? "" : "";
        return name switch
        {
            "upcase" => text.ToUpperInvariant(),
            "downcase" => CultureInfo.InvariantCulture.TextInfo.ToLower(text),
            "capitalize" => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..],
            "strip" => text.Trim(),
            "append" => text + first,
            "prepend" => first + text,
            "replace" => first.Length == 0 ? text : text.Replace(first, arguments.Length > 1 ? LiquidRun.Show(arguments[1]) : "", StringComparison.Ordinal),
            "remove" => first.Length == 0 ? text : text.Replace(first, "", StringComparison.Ordinal),
            "slice" => Slice(text, arguments),
            "truncate" => Truncate(text, arguments),
            "escape" => WebUtility.HtmlEncode(text),
            "url_encode" => Uri.EscapeDataString(text),
            "newline_to_br" => text.Replace("\n", "<br />\n", StringComparison.Ordinal),
            "lstrip" => text.TrimStart(),
            "rstrip" => text.TrimEnd(),
            "strip_html" => Tags().Replace(text, ""),
            "strip_newlines" => text.ReplaceLineEndings(""),
            "replace_first" => Once(text, text.IndexOf(first, StringComparison.Ordinal), first, Second(arguments)),
            "replace_last" => Once(text, text.LastIndexOf(first, StringComparison.Ordinal), first, Second(arguments)),
            "remove_first" => Once(text, text.IndexOf(first, StringComparison.Ordinal), first, ""),
            "remove_last" => Once(text, text.LastIndexOf(first, StringComparison.Ordinal), first, ""),
            "truncatewords" => Words(text, arguments),
            "escape_once" => WebUtility.HtmlEncode(WebUtility.HtmlDecode(text)),
            "url_decode" => WebUtility.UrlDecode(text),
            "base64_encode" or "base64" => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)),
            "base64_decode" => Decoded(text),
            "raw" => value,
            "keys" => (value as IReadOnlyDictionary<string, object?>)?.Keys.ToList<object?>(),
            "json" => JsonValues.Write(value),
            "default" => value is null or "" or false ? arguments.FirstOrDefault() : value,
            "date" => Date(value, first),
            "size" => (decimal)(value is IReadOnlyList<object?> list ? list.Count : text.Length),
            "first" or "last" or "join" or "split" or "reverse" or "sort" or "uniq" or "map" => List(name, value, first),
            "compact" or "concat" or "where" or "reject" or "find" or "sum" or "sort_natural" => LiquidLists.Apply(name, ValueConversion.ToList(value), first, arguments),
            _ => Number(name, value, arguments),
        };
    }

    private static string Second(object?[] arguments) => arguments.Length > 1 ? LiquidRun.Show(arguments[1]) ?? "" : "";

    private static string Once(string text, int at, string what, string by) => at < 0 || what.Length == 0 ? text : string.Concat(text.AsSpan(0, at), by, text.AsSpan(at + what.Length));

    private static string Words(string text, object?[] arguments)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var count = (int)Math.Clamp(Argument(arguments, 0) ?? 15, 1, 10_000);
        return words.Length <= count ? text : string.Join(' ', words.Take(count)) + (arguments.Length > 1 ? Second(arguments) : "...");
    }

    private static string Decoded(string text)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new ExpressionFaultException("A template decodes what is no base64.");
        }
    }

    [GeneratedRegex("<script.*?</script>|<style.*?</style>|<!--.*?-->|<.*?>", RegexOptions.Singleline, 1000)]
    private static partial Regex Tags();

    private static string Slice(string text, object?[] arguments)
    {
        var start = (int)(Argument(arguments, 0) ?? 0);
        start = Math.Clamp(start < 0 ? text.Length + start : start, 0, text.Length);
        return text.Substring(start, Math.Clamp((int)(Argument(arguments, 1) ?? 1), 0, text.Length - start));
    }

    private static string Truncate(string text, object?[] arguments)
    {
        var length = (int)(Argument(arguments, 0) ?? 50);
        var ending = arguments.Length > 1 ? LiquidRun.Show(arguments[1]) ?? "" : "...";
        return text.Length <= length ? text : text[..Math.Max(0, length - ending.Length)] + ending;
    }

    /// <summary>With a format of .NET; without one as ISO 8601.</summary>
    private static string? Date(object? value, string format)
    {
        if (ValueConversion.ToInstant(value is "now" or "today" ? null : value) is not { } instant) return ValueConversion.Text(value);
        try
        {
            return format.Length == 0 ? ValueConversion.Text(instant) : instant.ToString(Format(format), CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new ExpressionFaultException($"'{format}' is no format of a date.");
        }
    }

    /// <summary>The usual percent signs as a format of .NET.</summary>
    private static string Format(string format) => !format.Contains('%', StringComparison.Ordinal) ? format : format
        .Replace("%Y", "yyyy", StringComparison.Ordinal).Replace("%m", "MM", StringComparison.Ordinal).Replace("%d", "dd", StringComparison.Ordinal)
        .Replace("%H", "HH", StringComparison.Ordinal).Replace("%M", "mm", StringComparison.Ordinal).Replace("%S", "ss", StringComparison.Ordinal)
        .Replace("%B", "MMMM", StringComparison.Ordinal).Replace("%b", "MMM", StringComparison.Ordinal).Replace("%A", "dddd", StringComparison.Ordinal).Replace("%a", "ddd", StringComparison.Ordinal);

    private static object? List(string name, object? value, string argument)
    {
        if (name == "split") return (argument.Length == 0 ? [.. (LiquidRun.Show(value) ?? "").Select(letter => (object?)letter.ToString())] : (LiquidRun.Show(value) ?? "").Split(argument).ToList<object?>());
        var items = ValueConversion.ToList(value);
        return name switch
        {
            "first" => items.Count > 0 ? items[0] : null,
            "last" => items.Count > 0 ? items[^1] : null,
            "join" => string.Join(argument, items.Select(LiquidRun.Show)),
            "reverse" => items.Reverse().ToList(),
            "sort" => items.OrderBy(item => ValueConversion.ToNumber(item) ?? 0).ThenBy(ValueConversion.Text, StringComparer.Ordinal).ToList(),
            "uniq" => items.DistinctBy(ValueConversion.Text).ToList(),
            _ => items.Select(item => (item as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(argument)).ToList(),
        };
    }

    private static decimal Number(string name, object? value, object?[] arguments)
    {
        var number = ValueConversion.ToNumber(value) ?? 0;
        var by = Argument(arguments, 0) ?? 0;
        if (by == 0 && name is ("divided_by" or "modulo")) throw new ExpressionFaultException("A template divides by 0.");
        return name switch
        {
            "plus" => number + by,
            "minus" => number - by,
            "times" => number * by,
            "divided_by" => decimal.IsInteger(number) && decimal.IsInteger(by) ? Math.Floor(number / by) : number / by,
            "modulo" => number % by,
            "round" => Math.Round(number, (int)Math.Clamp(by, 0, 20), MidpointRounding.AwayFromZero),
            "at_least" => Math.Max(number, by),
            "at_most" => Math.Min(number, by),
            "ceil" => Math.Ceiling(number),
            "floor" => Math.Floor(number),
            _ => Math.Abs(number),
        };
    }

    private static decimal? Argument(object?[] arguments, int index) => index < arguments.Length ? ValueConversion.ToNumber(arguments[index]) : null;
}
