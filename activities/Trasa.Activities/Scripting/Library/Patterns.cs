using System.Text.RegularExpressions;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Regular expressions, with a time limit for each match.</summary>
internal static class Patterns
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    public static void Fill(Dictionary<string, object?> globals)
    {
        globals["RegExp"] = Realm.Constructor("RegExp", Realm.RegExp, (_, _, arguments) => arguments.At(0) is JsRegExp made ? made : Make(arguments.TextAt(0), arguments.At(1) is JsUndefined ? "" : arguments.TextAt(1)));
        Realm.RegExp.Define("test", (_, self, arguments) => ((JsRegExp)self!).Regex.IsMatch(arguments.TextAt(0)));
        Realm.RegExp.Define("exec", (_, self, arguments) => Next((JsRegExp)self!, arguments.TextAt(0)));
        Realm.RegExp.Define("toString", (_, self, _) => JsConvert.ToText(self));
    }

    public static JsRegExp Make(string source, string flags)
    {
        var options = RegexOptions.CultureInvariant;
        if (flags.Contains('i', StringComparison.Ordinal)) options |= RegexOptions.IgnoreCase;
        if (flags.Contains('m', StringComparison.Ordinal)) options |= RegexOptions.Multiline;
        if (flags.Contains('s', StringComparison.Ordinal)) options |= RegexOptions.Singleline;
        try
        {
            return new(new Regex(source, options, Limit), source, flags);
        }
        catch (ArgumentException fault)
        {
            throw JsThrow.Type($"/{source}/ is no regular expression: {fault.Message}");
        }
    }

    public static JsRegExp Of(object? value) => value as JsRegExp ?? Make(JsConvert.ToText(value), "");

    public static object? Match(JsRegExp pattern, string text)
    {
        if (!pattern.IsGlobal) return pattern.Regex.Match(text) is { Success: true } match ? Groups(match, text) : null;
        List<object?> all = [.. pattern.Regex.Matches(text).Select(match => match.Value)];
        return all.Count == 0 ? null : new JsArray(all);
    }

    private static JsArray? Next(JsRegExp pattern, string text)
    {
        var match = pattern.Regex.Match(text, pattern.IsGlobal && pattern.LastIndex <= text.Length ? pattern.LastIndex : 0);
        pattern.LastIndex = match.Success ? match.Index + Math.Max(1, match.Length) : 0;
        return match.Success ? Groups(match, text) : null;
    }

    public static JsArray Groups(Match match, string text)
    {
        var array = new JsArray([.. match.Groups.Values.Select(group => group.Success ? (object?)group.Value : JsUndefined.Value)]);
        array.Set("index", (double)match.Index);
        array.Set("input", text);
        var named = new JsObject(Realm.Object);
        foreach (var group in match.Groups.Values.Where(group => group.Success && !char.IsAsciiDigit(group.Name[0]))) named.Set(group.Name, group.Value);
        array.Set("groups", named);
        return array;
    }
}
