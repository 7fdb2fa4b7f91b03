using System.Text;

namespace Trasa.Activities.Mail.Mime;

/// <summary>
/// Address lists (RFC 5322, section 3.4): names, quoted strings, comments, groups, old routes - and what mailers really
/// write, such as an unquoted comma in "Nowak, Katarzyna".
/// </summary>
internal sealed class AddressListReader
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

    private AddressListReader(string raw) => _raw = raw;

    /// <param name="raw">Unfolded, one character per byte.</param>
    /// <param name="defect">What was wrong, or null.</param>
    public static IReadOnlyList<MailAddress> Read(string? raw, out string? defect)
    {
        var reader = new AddressListReader(raw ?? "");
        while (reader._at < reader._raw.Length && reader._found.Count < MaxAddresses)
            reader.Step();
        reader.Close();
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
            case '"':
                _phrase.Append(Quoted());
                break;
            case '(':
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

    private string Quoted()
    {
        var text = new StringBuilder();
        while (_at < _raw.Length && _raw[_at] != '"')
        {
            if (_raw[_at] == '\\' && _at + 1 < _raw.Length)
                _at++;
            text.Append(_raw[_at++]);
        }
        _at++;
        return text.ToString();
    }

    private void Comment()
    {
        var depth = 1;
        while (_at < _raw.Length && depth > 0)
        {
            var letter = _raw[_at++];
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == '\\' && _at < _raw.Length)
                letter = _raw[_at++];
            if (depth > 0)
                _comment.Append(letter);
        }
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
        if (at <= 0 || at == bare.Length - 1)
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
}
