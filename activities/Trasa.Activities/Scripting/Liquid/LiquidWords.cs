namespace Trasa.Activities.Scripting.Liquid;

/// <summary>The words of one tag: quoted texts, ranges in their brackets, signs, and names with what stands in their square brackets.</summary>
internal static class LiquidWords
{
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var end = End(text, at);
            words.Add(text[at..end]);
            at = end;
        }

        return words;
    }

    private static int End(string text, int at) => text[at] switch
    {
        '"' or '\'' => Behind(text, text[at], at),
        '(' => Behind(text, ')', at),
        '=' or '!' or '<' or '>' => at + 1 < text.Length && text[at..(at + 2)] is "==" or "!=" or "<>" or "<=" or ">=" ? at + 2 : at + 1,
        '|' or ':' or ',' => at + 1,
        _ => EndOfName(text, at),
    };

    private static int Behind(string text, char last, int at)
    {
        var end = text.IndexOf(last, at + 1);
        return end >= 0 ? end + 1 : throw LiquidParser.Problem($"'{text[at..Math.Min(text.Length, at + 20)]}' has no end");
    }

    private static int EndOfName(string text, int at)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('<' or '>' or '|' or ':' or ',' or '=' or '!' or '(' or '"' or '\''))
            end = text[end] == '[' ? EndOfBrackets(text, end) : end + 1;
        return end > at ? end : throw LiquidParser.Problem($"'{text[at]}' does not belong into '{text.Trim()}'");
    }

    /// <summary>Behind the bracket that closes this one, quoted texts passed over.</summary>
    public static int EndOfBrackets(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            if (text[at] is '"' or '\'') at = Behind(text, text[at], at) - 1;
            else if (text[at] == '[') depth++;
            else if (text[at] == ']' && --depth == 0) return at + 1;
        }

        throw LiquidParser.Problem($"'{text[open..Math.Min(text.Length, open + 20)]}' has no end");
    }
}
