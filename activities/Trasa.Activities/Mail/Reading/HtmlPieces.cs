namespace Trasa.Activities.Mail.Reading;

/// <summary>A tag (lower case name) or a stretch of text.</summary>
internal readonly ref struct HtmlPiece(string? tag, bool closes, ReadOnlySpan<char> text)
{
    private static readonly HashSet<string> Void = ["br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source"];

    public string? Tag { get; } = tag;

    public bool Closes { get; } = closes;

    /// <summary>The text, or the attributes of the tag.</summary>
    public ReadOnlySpan<char> Text { get; } = text;

    public bool IsVoid => Tag is not null && (Void.Contains(Tag) || Text.EndsWith("/"));

    /// <summary>Marketing mail hides preview text, and attackers hide instructions, this way.</summary>
    public bool IsHidden
    {
        get
        {
            var compact = string.Concat(Text.ToString().Where(letter => !char.IsWhiteSpace(letter))).ToLowerInvariant();
            return compact.Contains("display:none", StringComparison.Ordinal)
                || compact.Contains("visibility:hidden", StringComparison.Ordinal)
                || compact.Contains("font-size:0;", StringComparison.Ordinal)
                || compact.Contains("font-size:0px", StringComparison.Ordinal)
                || compact.Contains("mso-hide:all", StringComparison.Ordinal);
        }
    }
}

/// <summary>Cuts HTML into tags and text in one pass; comments, doctypes and the insides of scripts and styles are dropped.</summary>
internal ref struct HtmlPieces(ReadOnlySpan<char> html)
{
    private ReadOnlySpan<char> _rest = html;
    private string? _raw;

    public HtmlPiece Current { get; private set; } = default;

    public readonly HtmlPieces GetEnumerator() => this;

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            if (_raw is not null)
                SkipRaw(_raw);
            else if (_rest[0] != '<' || !StartsTag())
                return Text();
            else if (_rest.StartsWith("<!--"))
                SkipTo("-->");
            else if (_rest[1] is '!' or '?')
                SkipTo(">");
            else
                return Tag();
        }
        return false;
    }

    private readonly bool StartsTag() => _rest.Length > 1 && (char.IsAsciiLetter(_rest[1]) || _rest[1] is '/' or '!' or '?');

    private bool Text()
    {
        var next = _rest[1..].IndexOf('<');
        var length = next < 0 ? _rest.Length : next + 1;
        Current = new HtmlPiece(null, closes: false, _rest[..length]);
        _rest = _rest[length..];
        return true;
    }

    private bool Tag()
    {
        var end = TagEnd(_rest);
        var inside = _rest[1..end];
        _rest = _rest[Math.Min(end + 1, _rest.Length)..];
        var closes = inside.StartsWith("/");
        inside = closes ? inside[1..] : inside;
        var name = 0;
        while (name < inside.Length && name < 40 && (char.IsAsciiLetterOrDigit(inside[name]) || inside[name] is ':' or '-'))
            name++;
        var tag = inside[..name].ToString().ToLowerInvariant();
        Current = new HtmlPiece(tag, closes, inside[name..]);
        if (!closes && tag is "script" or "style")
            _raw = tag;
        return true;
    }

    /// <summary>The ">" outside quoted attribute values; an unclosed quote ends at the first ">".</summary>
    private static int TagEnd(ReadOnlySpan<char> text)
    {
        var at = 1;
        while (text[at..].IndexOfAny('>', '"', '\'') is var hit and >= 0)
        {
            at += hit;
            if (text[at] == '>')
                return at;
            var close = text[(at + 1)..].IndexOf(text[at]);
            // A stray quote would swallow the rest of the mail; real attribute values are short.
            if (close is < 0 or > 20_000)
                break;
            at += close + 2;
        }
        var plain = text.IndexOf('>');
        return plain < 0 ? text.Length : plain;
    }

    private void SkipRaw(string tag)
    {
        var end = _rest.IndexOf("</" + tag, StringComparison.OrdinalIgnoreCase);
        _rest = end < 0 ? [] : _rest[end..];
        _raw = null;
    }

    private void SkipTo(string end)
    {
        var at = _rest.IndexOf(end);
        _rest = at < 0 ? [] : _rest[(at + end.Length)..];
    }
}
