using System.Text.RegularExpressions;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

/// <summary>Regular expressions, with a time limit for each match.</summary>
internal static class Patterns
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    public static void Fill(Dictionary<string, object?> globals)
    {
        globals["RegExp"] = Realm.Constructor("RegExp", Realm.RegExp, (_, _, arguments) => arguments.At(0) is JsRegExp made && arguments.At(1) is JsUndefined ? made : Make(Source(arguments.At(0)), arguments.At(1) is JsUndefined ? "" : arguments.TextAt(1)));
        Realm.RegExp.Define("test", (context, self, arguments) => Next(context, Self(self), arguments.TextAt(0)) is not null);
        Realm.RegExp.Define("exec", (context, self, arguments) => arguments.TextAt(0) is var text && Next(context, Self(self), text) is { } match ? Groups(match, text) : null);
        Realm.RegExp.Define("toString", (_, self, _) => Self(self).ToString());
    }

    private static string Source(object? value) => value switch
    {
        JsRegExp pattern => JsConvert.ToText(pattern.Get("source")),
        JsUndefined => "(?:)",
        _ => JsConvert.ToText(value),
    };

    private static JsRegExp Self(object? self) => self as JsRegExp ?? throw JsThrow.Type("This is no regular expression");

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
            throw JsThrow.Syntax($"/{source}/ is no regular expression: {fault.Message}");
        }
    }

    public static JsRegExp Of(object? value) => value as JsRegExp ?? Make(JsConvert.ToText(value), "");

    /// <summary>The first match from a place on.</summary>
    public static Match? First(JsContext context, JsRegExp pattern, string text, int at)
    {
        var match = pattern.Regex.Match(text, at);
        context.LookAtClock();
        return match.Success && (!pattern.IsSticky || match.Index == at) ? match : null;
    }

    public static List<Match> All(JsContext context, JsRegExp pattern, string text)
    {
        var all = new List<Match>();
        for (var match = pattern.Regex.Match(text); match.Success; match = match.NextMatch())
        {
            context.Step();
            context.Charge(match.Length + 1);
            all.Add(match);
        }

        return all;
    }

    public static JsArray? Match(JsContext context, JsRegExp pattern, string text)
    {
        if (!pattern.IsGlobal) return First(context, pattern, text, 0) is { } match ? Groups(match, text) : null;
        var all = All(context, pattern, text);
        return all.Count == 0 ? null : new([.. all.Select(match => match.Value)]);
    }

    /// <summary>The next match of a pattern that goes on where it was, or the first.</summary>
    private static Match? Next(JsContext context, JsRegExp pattern, string text)
    {
        if (!pattern.IsGlobal && !pattern.IsSticky) return First(context, pattern, text, 0);
        var match = pattern.LastIndex <= text.Length ? First(context, pattern, text, pattern.LastIndex) : null;
        pattern.LastIndex = match is null ? 0 : match.Index + Math.Max(1, match.Length);
        return match;
    }

    public static JsArray Groups(Match match, string text)
    {
        var array = new JsArray([.. match.Groups.Values.Select(group => group.Success ? (object?)group.Value : JsUndefined.Value)]);
        array.Put("index", (double)match.Index);
        array.Put("input", text);
        var named = match.Groups.Values.Where(group => !char.IsAsciiDigit(group.Name[0])).ToList();
        array.Put("groups", named.Count == 0 ? JsUndefined.Value : Named(named));
        return array;
    }

    private static JsObject Named(List<Group> groups)
    {
        var json = new JsObject(Realm.Object);
        foreach (var group in groups) json.Put(group.Name, group.Success ? group.Value : JsUndefined.Value);
        return json;
    }
}
