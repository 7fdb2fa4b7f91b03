using System.Globalization;
using System.Text.RegularExpressions;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Library;

internal static class Strings
{
    public static void Fill(Dictionary<string, object?> globals)
    {
        var constructor = Realm.Constructor("String", Realm.String, (_, _, arguments) => arguments.Length == 0 ? "" : arguments[0] is JsSymbol symbol ? symbol.ToString() : arguments.TextAt(0));
        constructor.Define("fromCharCode", (_, _, arguments) => string.Concat(arguments.Select(code => ((char)JsConvert.ToInt(code)).ToString())));
        globals["String"] = constructor;
        FillParts(Realm.String);
        FillForms(Realm.String);
        FillSearches(Realm.String);
    }

    private static string Self(object? self) => JsConvert.ToText(self);

    private static int Position(object? value, int length, int otherwise, bool isFromEnd)
    {
        if (value is JsUndefined) return otherwise;
        var position = JsConvert.ToInt(value);
        return Math.Clamp(position < 0 && isFromEnd ? length + position : position, 0, length);
    }

    private static void FillParts(JsObject prototype)
    {
        prototype.Define("charAt", (_, self, arguments) => Self(self) is var text && JsConvert.ToInt(arguments.At(0)) is var at && at >= 0 && at < text.Length ? text[at].ToString() : "");
        prototype.Define("charCodeAt", (_, self, arguments) => Self(self) is var text && JsConvert.ToInt(arguments.At(0)) is var at && at >= 0 && at < text.Length ? text[at] : double.NaN);
        prototype.Define("at", (_, self, arguments) => Self(self) is var text && JsConvert.ToInt(arguments.At(0)) is var at && (at < 0 ? text.Length + at : at) is var index && index >= 0 && index < text.Length ? text[index].ToString() : JsUndefined.Value);
        prototype.Define("slice", (context, self, arguments) => Copied(context, Part(self, arguments, isFromEnd: true)));
        prototype.Define("substring", (context, self, arguments) =>
        {
            var text = Self(self);
            context.Charge(text.Length / 16);
            var (a, b) = (Position(arguments.At(0), text.Length, 0, false), Position(arguments.At(1), text.Length, text.Length, false));
            return text[Math.Min(a, b)..Math.Max(a, b)];
        });
        prototype.Define("substr", (_, self, arguments) =>
        {
            var text = Self(self);
            var start = Position(arguments.At(0), text.Length, 0, true);
            var length = arguments.At(1) is JsUndefined ? text.Length : JsConvert.ToInt(arguments[1]);
            return text.Substring(start, Math.Clamp(length, 0, text.Length - start));
        });
        prototype.Define("split", Split);
    }

    private static string Part(object? self, object?[] arguments, bool isFromEnd)
    {
        var text = Self(self);
        var (from, to) = (Position(arguments.At(0), text.Length, 0, isFromEnd), Position(arguments.At(1), text.Length, text.Length, isFromEnd));
        return from < to ? text[from..to] : "";
    }

    private static JsArray Split(JsContext context, object? self, object?[] arguments)
    {
        var text = Self(self);
        IEnumerable<string> parts = arguments.At(0) switch
        {
            JsUndefined => [text],
            JsRegExp pattern => pattern.Regex.Split(text),
            var separator when JsConvert.ToText(separator) is { Length: > 0 } by => text.Split(by),
            _ => text.Select(letter => letter.ToString()),
        };
        if (arguments.At(1) is not JsUndefined) parts = parts.Take(JsConvert.ToInt(arguments[1]));
        List<object?> items = [.. parts];
        context.Charge(items.Count + text.Length);
        return new(items);
    }

    private static void FillForms(JsObject prototype)
    {
        prototype.Define("toUpperCase", (context, self, _) => Copied(context, Self(self).ToUpperInvariant()));
        prototype.Define("toLowerCase", (context, self, _) => Copied(context, Lower(Self(self))));
        prototype.Define("toLocaleUpperCase", (context, self, _) => Copied(context, Self(self).ToUpperInvariant()));
        prototype.Define("toLocaleLowerCase", (context, self, _) => Copied(context, Lower(Self(self))));
        prototype.Define("trim", (context, self, _) => Copied(context, Self(self).Trim()));
        prototype.Define("trimStart", (_, self, _) => Self(self).TrimStart());
        prototype.Define("trimEnd", (_, self, _) => Self(self).TrimEnd());
        prototype.Define("toString", (_, self, _) => Self(self));
        prototype.Define("valueOf", (_, self, _) => Self(self));
        prototype.Define("concat", (context, self, arguments) => Charged(context, Self(self) + string.Concat(arguments.Select(JsConvert.ToText))));
        prototype.Define("repeat", (context, self, arguments) => Repeat(context, Self(self), JsConvert.ToInt(arguments.At(0))));
        prototype.Define("padStart", (context, self, arguments) => Padding(context, Self(self), arguments) + Self(self));
        prototype.Define("padEnd", (context, self, arguments) => Self(self) + Padding(context, Self(self), arguments));
    }

#pragma warning disable CA1308 // The script asks for small letters.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    private static string Charged(JsContext context, string text)
    {
        context.Charge(text.Length);
        return text;
    }

    private static string Repeat(JsContext context, string text, int count)
    {
        if (count < 0) throw JsThrow.Range("A text cannot be repeated fewer than 0 times");
        context.Charge((long)text.Length * count);
        return string.Concat(Enumerable.Repeat(text, count));
    }

    private static string Padding(JsContext context, string text, object?[] arguments)
    {
        var missing = JsConvert.ToInt(arguments.At(0)) - text.Length;
        var with = arguments.At(1) is JsUndefined ? " " : arguments.TextAt(1);
        return missing <= 0 || with.Length == 0 ? "" : Repeat(context, with, (missing / with.Length) + 1)[..missing];
    }

    private static void FillSearches(JsObject prototype)
    {
        prototype.Define("includes", (_, self, arguments) => Self(self).Contains(arguments.TextAt(0), StringComparison.Ordinal));
        prototype.Define("startsWith", (_, self, arguments) => Self(self) is var text && Self(self)[Position(arguments.At(1), text.Length, 0, false)..].StartsWith(arguments.TextAt(0), StringComparison.Ordinal));
        prototype.Define("endsWith", (_, self, arguments) => Self(self) is var text && text[..Position(arguments.At(1), text.Length, text.Length, false)].EndsWith(arguments.TextAt(0), StringComparison.Ordinal));
        prototype.Define("indexOf", (_, self, arguments) => Self(self) is var text ? (double)text.IndexOf(arguments.TextAt(0), Position(arguments.At(1), text.Length, 0, false), StringComparison.Ordinal) : -1);
        prototype.Define("lastIndexOf", (_, self, arguments) => (double)Self(self).LastIndexOf(arguments.TextAt(0), StringComparison.Ordinal));
        prototype.Define("localeCompare", (_, self, arguments) => (double)CultureInfo.InvariantCulture.CompareInfo.Compare(Self(self), arguments.TextAt(0)));
        prototype.Define("search", (context, self, arguments) => Patterns.First(context, Patterns.Of(arguments.At(0)), Self(self), 0) is { } match ? (double)match.Index : -1d);
        prototype.Define("match", (context, self, arguments) => Patterns.Match(context, Patterns.Of(arguments.At(0)), Self(self)));
        prototype.Define("matchAll", (context, self, arguments) => Self(self) is var text ? new JsIterator([.. Patterns.All(context, Patterns.Of(arguments.At(0)), text).Select(match => Patterns.Groups(match, text))]) : null);
        prototype.Define("replace", (context, self, arguments) => Replace(context, Self(self), arguments, isAll: false));
        prototype.Define("replaceAll", (context, self, arguments) => Replace(context, Self(self), arguments, isAll: true));
    }

    private static string Replace(JsContext context, string text, object?[] arguments, bool isAll)
    {
        var regex = arguments.At(0) is JsRegExp pattern ? pattern.Regex : Patterns.Make(Regex.Escape(arguments.TextAt(0)), "").Regex;
        var count = isAll || arguments.At(0) is JsRegExp { IsGlobal: true } ? -1 : 1;
        var replaced = regex.Replace(text, match => Counted(Replacement(context, match, arguments.At(1), text)), count);
        context.LookAtClock();
        context.Charge(text.Length);
        return replaced;

        // Counted while it is made: afterwards it might be more than the machine has.
        string Counted(string part)
        {
            context.Step();
            return Charged(context, part);
        }
    }

    /// <summary>A part of a text, or as much text as there was: far less work than making it.</summary>
    private static string Copied(JsContext context, string text)
    {
        context.Charge(text.Length / 16);
        return text;
    }

    private static string Replacement(JsContext context, Match match, object? with, string whole)
    {
        if (with is JsFunction function)
            return JsConvert.ToText(function.Call(context, [.. match.Groups.Values.Select(group => group.Success ? (object?)group.Value : JsUndefined.Value), (double)match.Index, whole]));
        var text = JsConvert.ToText(with);
        return text.Contains('$', StringComparison.Ordinal) ? match.Result(text.Replace("$&", "$0", StringComparison.Ordinal)) : text;
    }
}
