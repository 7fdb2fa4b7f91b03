using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Liquid;

/// <summary>Filters of texts.</summary>
internal static class LiquidTexts
{
    private static readonly (string Begin, string End)[] Marks = [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"), ("<", ">")];

    public static void AddTo(Dictionary<string, LiquidFilterBody> filters)
    {
        Add("upcase", (text, _) => text.ToUpperInvariant());
        Add("downcase", (text, _) => CultureInfo.InvariantCulture.TextInfo.ToLower(text));
        Add("capitalize", (text, _) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..]);
        Add("strip", (text, _) => text.Trim());
        Add("lstrip", (text, _) => text.TrimStart());
        Add("rstrip", (text, _) => text.TrimEnd());
        Add("append", (text, given) => Joined(text, given.Text(0)));
        Add("prepend", (text, given) => Joined(given.Text(0), text));
        Add("replace", (text, given) => Replaced(text, given.Text(0), given.Text(1)));
        Add("remove", (text, given) => Replaced(text, given.Text(0), ""));
        Add("replace_first", (text, given) => Once(text, text.IndexOf(given.Text(0), StringComparison.Ordinal), given.Text(0), given.Text(1)));
        Add("replace_last", (text, given) => Once(text, text.LastIndexOf(given.Text(0), StringComparison.Ordinal), given.Text(0), given.Text(1)));
        Add("remove_first", (text, given) => Once(text, text.IndexOf(given.Text(0), StringComparison.Ordinal), given.Text(0), ""));
        Add("remove_last", (text, given) => Once(text, text.LastIndexOf(given.Text(0), StringComparison.Ordinal), given.Text(0), ""));
        Add("truncate", Truncated);
        Add("truncatewords", Words);
        Add("newline_to_br", (text, _) => Replaced(text, "\n", "<br />\n"));
        Add("strip_newlines", (text, _) => text.ReplaceLineEndings(""));
        Add("strip_html", (text, _) => WithoutTags(text));
        Add("escape", (text, _) => WebUtility.HtmlEncode(text));
        Add("escape_once", (text, _) => WebUtility.HtmlEncode(WebUtility.HtmlDecode(text)));
        Add("url_encode", (text, _) => WebUtility.UrlEncode(text));
        Add("url_decode", (text, _) => WebUtility.UrlDecode(text));
        Add("base64", (text, _) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        Add("base64_encode", (text, _) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        Add("base64_decode", (text, _) => Decoded(text));
        Add("sha256", (text, _) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

        void Add(string name, Func<string, LiquidArguments, string> body) => filters[name] = (value, given) => body(given.Run.Show(value) ?? "", given);
    }

    private static string Joined(string first, string second)
    {
        LiquidBudget.CheckText((long)first.Length + second.Length);
        return first + second;
    }

    private static string Replaced(string text, string what, string by)
    {
        if (what.Length == 0) return text;
        var times = 0L;
        for (var at = text.IndexOf(what, StringComparison.Ordinal); at >= 0; at = text.IndexOf(what, at + what.Length, StringComparison.Ordinal)) times++;
        LiquidBudget.CheckText(text.Length + (times * (by.Length - what.Length)));
        return text.Replace(what, by, StringComparison.Ordinal);
    }

    private static string Once(string text, int at, string what, string by)
    {
        if (at < 0 || what.Length == 0) return text;
        LiquidBudget.CheckText((long)text.Length + by.Length);
        return string.Concat(text.AsSpan(0, at), by, text.AsSpan(at + what.Length));
    }

    private static string Truncated(string text, LiquidArguments given)
    {
        var length = given.Whole(0, 50);
        var ending = given.Count > 1 ? given.Text(1) : "...";
        return text.Length <= length ? text : Joined(text[..Math.Max(0, length - ending.Length)], ending);
    }

    private static string Words(string text, LiquidArguments given)
    {
        var count = Math.Clamp(given.Whole(0, 15), 1, 10_000);
        var words = text.Split((char[]?)null, count + 1, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= count ? text : Joined(string.Join(' ', words.Take(count)), given.Count > 1 ? given.Text(1) : "...");
    }

    /// <summary>Without tags, comments, scripts and styles; what is not closed stays. What is missing is looked for once.</summary>
    private static string WithoutTags(string text)
    {
        var plain = new StringBuilder();
        var isMissing = new bool[Marks.Length];
        var at = 0;
        while (at < text.Length && text.IndexOf('<', at) is var open and >= 0)
        {
            var close = -1;
            for (var mark = 0; mark < Marks.Length && close < 0; mark++)
            {
                if (isMissing[mark] || string.Compare(text, open, Marks[mark].Begin, 0, Marks[mark].Begin.Length, StringComparison.OrdinalIgnoreCase) != 0) continue;
                var end = text.IndexOf(Marks[mark].End, open, StringComparison.OrdinalIgnoreCase);
                isMissing[mark] = end < 0;
                if (end >= 0) close = end + Marks[mark].End.Length;
            }

            if (close < 0) break;
            plain.Append(text, at, open - at);
            at = close;
        }

        return plain.Append(text, at, text.Length - at).ToString();
    }

    private static string Decoded(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new ExpressionFaultException("A template decodes what is no base64.");
        }
    }
}
