using System.Text;

namespace Trasa.Activities.Mail.Mime;

/// <summary>A value with parameters: Content-Type (RFC 2045, 5.1) and Content-Disposition (RFC 2183), with RFC 2231 names.</summary>
internal sealed class HeaderParameters
{
    private const int MaxParameters = 200;

    private readonly Dictionary<string, string> _parameters;

    private HeaderParameters(string value, Dictionary<string, string> parameters) => (Value, _parameters) = (value, parameters);

    /// <summary>What stands before the first semicolon, in lower case.</summary>
    public string Value { get; }

    public string? this[string name] => _parameters.GetValueOrDefault(name);

    public static HeaderParameters Read(string? raw, out string? defect)
    {
        defect = null;
        var parts = Split(raw ?? "");
        var value = string.Concat(parts[0].Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();
        var pieces = new Dictionary<string, SortedDictionary<int, Piece>>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1).Take(MaxParameters))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                Add(pieces, part[..equals].Trim(), part[(equals + 1)..].Trim());
        }
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, segments) in pieces)
        {
            parameters[name] = Join(segments, out var wrong);
            defect ??= wrong;
        }
        return new HeaderParameters(value, parameters);
    }

    /// <summary>One segment of a value; <paramref name="Percent"/> when it is written with %XX.</summary>
    private readonly record struct Piece(string Text, bool Percent);

    /// <summary>name, name*, name*0, name*0*: RFC 2231, sections 3 and 4.</summary>
    private static void Add(Dictionary<string, SortedDictionary<int, Piece>> pieces, string name, string value)
    {
        var percent = name.EndsWith('*');
        var bare = percent ? name[..^1] : name;
        var star = bare.LastIndexOf('*');
        // A plain value and an extended one may both be there; the extended one (RFC 6266 advice) is preferred.
        var order = percent ? 0 : -1;
        if (star > 0 && int.TryParse(bare.AsSpan(star + 1), out var number) && number is >= 0 and < MaxParameters)
            (bare, order) = (bare[..star], number);
        if (!pieces.TryGetValue(bare, out var segments))
            pieces[bare] = segments = [];
        segments.TryAdd(order, new Piece(Unquote(value), percent));
    }

    private static string Join(SortedDictionary<int, Piece> segments, out string? defect)
    {
        if (!segments.ContainsKey(0))
            return EncodedWords.Decode(string.Concat(segments.Values.Select(piece => piece.Text)), out defect);
        segments.Remove(-1);
        string? charset = null;
        var bytes = new List<byte>();
        foreach (var (order, piece) in segments)
        {
            var text = piece.Text;
            var quotes = order == 0 && piece.Percent ? text.Split('\'', 3) : [];
            if (quotes.Length == 3)
                (charset, text) = (quotes[0], quotes[2]);
            bytes.AddRange(piece.Percent ? PercentDecoded(text) : Encoding.Latin1.GetBytes(text));
        }
        var decoded = TextDecoding.Decode(bytes.ToArray(), charset);
        defect = decoded.Defect;
        return charset is null ? EncodedWords.Decode(decoded.Text, out _) : decoded.Text;
    }

    private static List<byte> PercentDecoded(string text)
    {
        var from = Encoding.Latin1.GetBytes(text);
        var bytes = new List<byte>(from.Length);
        for (var i = 0; i < from.Length; i++)
        {
            var value = from[i] == '%' ? TransferEncodings.Hex(from, i + 1) : -1;
            bytes.Add(value >= 0 ? (byte)value : from[i]);
            i += value >= 0 ? 2 : 0;
        }
        return bytes;
    }

    /// <summary>Removes quotes; a backslash stays unless it escapes a quote or itself, because of C:\paths.</summary>
    private static string Unquote(string value)
    {
        if (!value.StartsWith('"'))
            return value;
        var inner = value.Length > 1 && value.EndsWith('"') ? value[1..^1] : value[1..];
        return inner.Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal);
    }

    /// <summary>At semicolons outside quotes; comments are dropped.</summary>
    private static List<string> Split(string raw)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var quoted = false;
        var comment = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var letter = raw[i];
            if (letter == '\\' && quoted && i + 1 < raw.Length)
            {
                part.Append(letter).Append(raw[++i]);
                continue;
            }
            quoted ^= letter == '"' && comment == 0;
            // "(" starts a comment only after a space: unquoted file names have "report(1).pdf".
            if (letter == '(' && !quoted && (comment > 0 || i == 0 || char.IsWhiteSpace(raw[i - 1])))
                comment++;
            else if (letter == ')' && comment > 0)
                comment--;
            else if (comment > 0)
                continue;
            else if (letter == ';' && !quoted)
                Finish(parts, part);
            else
                part.Append(letter);
        }
        Finish(parts, part);
        return parts;
    }

    private static void Finish(List<string> parts, StringBuilder part)
    {
        parts.Add(part.ToString());
        part.Clear();
    }
}
