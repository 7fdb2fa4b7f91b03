using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Trasa.Feel.Compilation;
using Trasa.Feel.Values;

namespace Trasa.Feel.Functions;

/// <summary>Patterns (DMN 1.5, table 73): <c>matches</c>, <c>replace</c>, <c>split</c>, <c>extract</c>.</summary>
internal static class PatternFunctions
{
    private const int MaxCached = 1000;

    private static readonly ConcurrentDictionary<(string, string, TimeSpan), Regex?> Cache = new();

    public static void AddTo(Action<string, NativeCode> add)
    {
        add("matches(input: string, pattern: string, flags?: string?): boolean", Guard(1, 2, (call, a, regex) => FeelValue.Of(regex.IsMatch(a[0].Text))));
        add("replace(input: string, pattern: string, replacement: string, flags?: string?): string", Guard(1, 3, Replace));
        add("split(string: string, delimiter: string): list", Guard(1, -1, (call, a, regex) => FeelValue.Of(Split(call, regex, a[0].Text))));
        add("extract(input: string, pattern: string): list", Guard(1, -1, (call, a, regex) => FeelValue.Of(Matches(call, regex, a[0].Text).Select(match => FeelValue.Of(match.Value)).ToArray())));
    }

    private static NativeCode Guard(int pattern, int flags, Func<FeelCall, FeelValue[], Regex, FeelValue> code) => (call, a) =>
    {
        var options = flags < 0 || a[flags].IsNull ? "" : a[flags].Text;
        if (Find(a[pattern].Text, options, call.Options.RegexTimeout) is not { } regex)
            return call.Error(FeelCode.InvalidPattern, $"{FeelText.Quote(a[pattern].Text)} with the flags \"{options}\" is no valid pattern.", a[pattern].Text, options);
        call.Evaluation.CheckTime(call.Span);
        try
        {
            return code(call, a, regex);
        }
        catch (RegexMatchTimeoutException)
        {
            // The next text would take as long: a loop over many would go on for minutes.
            throw new FeelLimitException(nameof(FeelOptions.RegexTimeout), string.Create(CultureInfo.InvariantCulture, $"{call.Options.RegexTimeout.TotalMilliseconds} ms"), call.Span);
        }
    };

    /// <summary>The limit of time is one of a single match, and there can be many.</summary>
    private static IEnumerable<Match> Matches(FeelCall call, Regex regex, string text)
    {
        var count = 0;
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            call.Evaluation.CheckTime(call.Span);
            call.Evaluation.CheckListSize(++count, call.Span);
            yield return match;
        }
    }

    private static Regex? Find(string pattern, string flags, TimeSpan timeout)
    {
        if (Cache.TryGetValue((pattern, flags, timeout), out var known)) return known;
        // Patterns can be computed from data, so the cache must not grow for ever.
        if (Cache.Count >= MaxCached) Cache.Clear();
        return Cache[(pattern, flags, timeout)] = XPathPattern.Compile(pattern, flags, timeout);
    }

    private static FeelValue[] Split(FeelCall call, Regex regex, string text)
    {
        var (parts, from) = (new List<FeelValue>(), 0);
        foreach (var match in Matches(call, regex, text))
        {
            if (match.Length == 0) continue;
            parts.Add(FeelValue.Of(text[from..match.Index]));
            from = match.Index + match.Length;
        }
        parts.Add(FeelValue.Of(text[from..]));
        return [.. parts];
    }

    private static FeelValue Replace(FeelCall call, FeelValue[] a, Regex regex)
    {
        var literal = !a[3].IsNull && a[3].Text.Contains('q', StringComparison.Ordinal);
        var parts = literal ? [(a[2].Text, -1)] : Template(a[2].Text, regex.GetGroupNumbers().Length - 1);
        if (parts is null) return call.Error(FeelCode.InvalidPattern, $"{FeelText.Quote(a[2].Text)} is no valid replacement: write \\$ and \\\\ for the signs themselves.", a[2].Text);
        long added = 0;
        var text = regex.Replace(a[0].Text, match =>
        {
            var replaced = string.Concat(parts.Select(part => part.Group < 0 ? part.Text : match.Groups[part.Group].Value));
            call.Evaluation.CheckTime(call.Span);
            call.Evaluation.CheckStringLength(added += replaced.Length, call.Span);
            return replaced;
        });
        call.Evaluation.CheckStringLength(text.Length, call.Span);
        return FeelValue.Of(text);
    }

    /// <summary>The replacement cut into texts and group numbers; null when a backslash or a dollar stands alone.</summary>
    private static List<(string Text, int Group)>? Template(string replacement, int groups)
    {
        var (parts, text) = (new List<(string, int)>(), new StringBuilder());
        for (var i = 0; i < replacement.Length; i++)
        {
            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if (replacement[i] == '\\')
            {
                if (next is not ('\\' or '$')) return null;
                text.Append(next);
                i++;
            }
            else if (replacement[i] == '$')
            {
                if (!char.IsAsciiDigit(next)) return null;
                var group = next - '0';
                i++;
                while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && group * 10 + (replacement[i + 1] - '0') <= groups) group = group * 10 + (replacement[++i] - '0');
                parts.Add((text.ToString(), -1));
                text.Clear();
                if (group <= groups) parts.Add(("", group));
            }
            else text.Append(replacement[i]);
        }
        parts.Add((text.ToString(), -1));
        return parts;
    }
}
