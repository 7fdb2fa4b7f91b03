namespace Trasa.Activities.Mail.Mime;

/// <summary>Message identifiers (RFC 5322, section 3.6.4), kept without their angle brackets.</summary>
internal static class MessageIds
{
    private const int MaxIds = 200;
    private const int MaxLength = 500;

    /// <summary>In their order, each once; identifiers without brackets are taken when they have an "@".</summary>
    public static IReadOnlyList<string> Read(string? raw)
    {
        var ids = new List<string>();
        var rest = (raw ?? "").AsSpan();
        while (ids.Count < MaxIds && rest.IndexOf('<') is var open and >= 0 && rest[open..].IndexOf('>') is var close and > 0)
        {
            Add(ids, rest.Slice(open + 1, close - 1));
            rest = rest[(open + close + 1)..];
        }
        if (ids.Count > 0)
            return ids;
        foreach (var word in (raw ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MaxIds))
        {
            if (word.Contains('@', StringComparison.Ordinal))
                Add(ids, word.AsSpan().Trim("<>,;\""));
        }
        return ids;
    }

    /// <summary>Relays fold identifiers, so white space inside them means nothing.</summary>
    private static void Add(List<string> ids, ReadOnlySpan<char> id)
    {
        var text = string.Concat(id.ToString().Where(letter => !char.IsWhiteSpace(letter)));
        if (text.Length is > 0 and <= MaxLength && !ids.Contains(text))
            ids.Add(text);
    }
}
