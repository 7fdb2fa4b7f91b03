namespace Trasa.Activities.Mail.Reading;

/// <summary>
/// The part of a mail that its writer wrote now: quoted mail (by "&gt;", by an introduction such as "a scris:", or as an
/// Outlook block) and the signature are left out. Works for en, ro, pl, ru and hu, with or without diacritics.
/// </summary>
internal static class ReplyText
{
    /// <summary>An introduction of a quote is wrapped over at most so many lines.</summary>
    private const int IntroductionLines = 3;

    /// <returns>The whole text when nothing new would be left, as in a forwarded mail.</returns>
    public static string NewPart(string text)
    {
        var lines = text.Split('\n');
        var kept = Kept(lines);
        DropMobileFooter(kept);
        var result = string.Join('\n', kept).Trim();
        return result.Length > 0 ? result : text;
    }

    private static List<string> Kept(string[] lines)
    {
        var kept = new List<string>();
        var signature = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd();
            if (line.StartsWith('>'))
            {
                signature = false;
                continue;
            }
            if (QuoteSigns.IsForward(line))
            {
                // What was forwarded is what the mail is about.
                kept.AddRange(lines[i..]);
                break;
            }
            if (QuoteSigns.IsSeparator(line) || QuoteSigns.IsHeaderBlock(lines, i))
                break;
            if (Introduction(lines, i) is var last and >= 0)
            {
                if (!QuoteFollows(lines, last))
                    break;
                i = last;
                continue;
            }
            signature |= lines[i].TrimEnd('\r') is "-- " or "--" or "__";
            if (!signature)
                kept.Add(line);
        }
        return kept;
    }

    /// <summary>The last line of an introduction that starts here, or -1.</summary>
    private static int Introduction(string[] lines, int start)
    {
        if (string.IsNullOrWhiteSpace(lines[start]))
            return -1;
        var joined = "";
        for (var i = start; i < Math.Min(start + IntroductionLines, lines.Length) && !string.IsNullOrWhiteSpace(lines[i]); i++)
        {
            joined = $"{joined} {lines[i].Trim()}".TrimStart();
            if (joined.Length > 500)
                return -1;
            if (joined.EndsWith(':'))
                return QuoteSigns.IsIntroduction(joined, QuoteFollows(lines, i), wrapped: i > start) ? i : -1;
        }
        return -1;
    }

    private static bool QuoteFollows(string[] lines, int after)
    {
        var next = after + 1;
        while (next < lines.Length && string.IsNullOrWhiteSpace(lines[next]))
            next++;
        return next < lines.Length && lines[next].StartsWith('>');
    }

    private static void DropMobileFooter(List<string> kept)
    {
        while (kept.Count > 0 && (string.IsNullOrWhiteSpace(kept[^1]) || QuoteSigns.IsMobileFooter(kept[^1])))
            kept.RemoveAt(kept.Count - 1);
    }
}
