using System.Text;
using System.Text.RegularExpressions;

namespace Trasa.Activities.Mail.Mime;

/// <summary>
/// Address lists (RFC 5322, section 3.4): names, quoted strings, comments, groups, old routes - and what mailers really
/// write, such as an unquoted comma in "Nowak, Katarzyna".
/// </summary>
internal sealed partial class AddressListReader
{
    private const int MaxAddresses = 2000;

    private readonly List<MailAddress> _found = [];
    private readonly StringBuilder _phrase = new();
    private readonly StringBuilder _comment = new();
    private readonly string _raw;
    private string? _angle;
    private string _leftover = "";
    private string? _defect;
    private int _at;

    // One that is not closed is taken for a letter, and so are those after it: nobody looks for the end of each again.
    private bool _quotesAreLetters;
    private bool _commentsAreLetters;

    private AddressListReader(string raw) => _raw = raw;

    /// <param name="raw">Unfolded, one character per byte.</param>
    /// <param name="defect">What was wrong, or null.</param>
    public static IReadOnlyList<MailAddress> Read(string? raw, out string? defect)
    {
        var reader = new AddressListReader(raw ?? "");
        while (reader._at < reader._raw.Length && reader._found.Count < MaxAddresses)
            reader.Step();
        reader.Close();
        if (reader._found.Count == 0)
            reader.Salvage();
        if (reader._leftover.Length > 0)
            reader._defect ??= $"'{Shorten(reader._leftover)}' is not an address";
        defect = reader._defect;
        return reader._found;
    }

    private void Step()
    {
        var letter = _raw[_at++];
        switch (letter)
        {
            case '"' when !_quotesAreLetters:
                _phrase.Append(Quoted());
                break;
            case '"':
                break;
            case '(' when !_commentsAreLetters:
                Comment();
                break;
            case '<':
                _angle = Angle();
                break;
            case ',' or ';':
                Close();
                break;
            case ':' when _angle is null && !_phrase.ToString().Contains('@', StringComparison.Ordinal):
                // The name of a group: its members follow.
                _phrase.Clear();
                break;
            default:
                _phrase.Append(letter);
                break;
        }
    }

    /// <summary>What stands up to the closing quote; nothing when there is none, and reading goes on behind the open one.</summary>
    private string Quoted()
    {
        var (start, text) = (_at, new StringBuilder());
        while (_at < _raw.Length && _raw[_at] != '"')
        {
            if (_raw[_at] == '\\' && _at + 1 < _raw.Length)
                _at++;
            text.Append(_raw[_at++]);
        }
        if (_at++ < _raw.Length)
            return text.ToString();
        _at = start;
        _quotesAreLetters = true;
        _defect ??= "a quote is not closed";
        return "";
    }

    private void Comment()
    {
        var (start, length, depth) = (_at, _comment.Length, 1);
        while (_at < _raw.Length && depth > 0)
        {
            var letter = _raw[_at++];
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == '\\' && _at < _raw.Length)
                letter = _raw[_at++];
            if (depth > 0)
                _comment.Append(letter);
        }
        // Without an address behind it, it may as well go on to the end.
        if (depth == 0 || !_raw.AsSpan(start).Contains('<'))
            return;
        _at = start;
        _comment.Length = length;
        _commentsAreLetters = true;
        _defect ??= "a comment is not closed";
    }

    /// <summary>Where nothing could be read by the rules, what stands last between angle brackets is what was meant.</summary>
    private void Salvage()
    {
        if (Bracketed().Matches(_raw) is not [.., var last])
            return;
        _defect ??= "only what stands between angle brackets could be read";
        Add("", last.Groups[1].Value);
    }

    private string Angle()
    {
        var end = _raw.IndexOf('>', _at);
        if (end < 0)
            _defect ??= "an address has no closing '>'";
        var inner = end < 0 ? _raw[_at..] : _raw[_at..end];
        _at = end < 0 ? _raw.Length : end + 1;
        // Old source routes: <@relay,@relay2:user@host>
        var route = inner.StartsWith('@') ? inner.IndexOf(':', StringComparison.Ordinal) : -1;
        return inner[(route + 1)..].Trim(' ', '<', '\t');
    }

    private void Close()
    {
        var phrase = _phrase.ToString().Trim();
        var comment = _comment.ToString().Trim();
        var angle = _angle;
        _phrase.Clear();
        _comment.Clear();
        _angle = null;
        if (angle is null && phrase.Length == 0)
            return;
        if (angle is not null)
            Add(name: Name(phrase, comment), angle);
        else if (phrase.Contains('@', StringComparison.Ordinal))
            Add(Name(_leftover, comment), phrase);
        else
            _leftover = _leftover.Length == 0 ? phrase : $"{_leftover}, {phrase}";
    }

    private string Name(string phrase, string comment)
    {
        if (_leftover.Length > 0 && phrase.Length > 0 && phrase != _leftover)
        {
            _defect ??= "a name with an unquoted comma";
            phrase = $"{_leftover}, {phrase}";
        }
        var name = EncodedWords.Decode(phrase.Length > 0 ? phrase : comment, out var wrong);
        _defect ??= wrong;
        return string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private void Add(string name, string address)
    {
        _leftover = "";
        var bare = EncodedWords.Decode(string.Concat(address.Where(letter => !char.IsWhiteSpace(letter))), out _);
        var at = bare.LastIndexOf('@');
        if (at <= 0 || at == bare.Length - 1 || bare.AsSpan().ContainsAny('<', '>'))
        {
            if (bare.Length > 0)
                _defect ??= $"'{Shorten(bare)}' is not an address";
            return;
        }
        var clean = bare[..at] + bare[at..].ToLowerInvariant().TrimEnd('.');
        var bareName = name.Trim('\'', '"', ' ');
        _found.Add(new MailAddress(bareName.Equals(clean, StringComparison.OrdinalIgnoreCase) ? "" : bareName, clean));
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "...";

    [GeneratedRegex(@"<([^<>@\s]+@[^<>@\s]+)>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();
}
