using System.Text;

namespace Trasa.Activities.Mail.Mime;

/// <summary>Splits a header block into fields (RFC 5322, section 2.2). Damaged lines are joined, skipped or end the block.</summary>
internal sealed class HeaderReader(MimeState state, string where)
{
    /// <summary>How far ahead a header may follow a line that is none, for that line to be a badly folded one.</summary>
    private const int LookAhead = 3;

    private readonly List<HeaderField> _fields = [];
    private StringBuilder? _value;
    private string _name = "";

    /// <returns>The fields, and where the body starts.</returns>
    public (HeaderFields Fields, int Body) Read(ReadOnlySpan<byte> text)
    {
        var at = SkipOpening(text);
        while (at < text.Length && Within(at))
        {
            var line = Line(text, at, out var next);
            if (line.IsEmpty)
            {
                at = next;
                break;
            }
            if (!Take(line, text[next..]))
            {
                state.Defect(where, "the header block ends without an empty line");
                break;
            }
            at = next;
        }
        Close();
        Within(at);
        return (new HeaderFields(_fields), Math.Min(at, text.Length));
    }

    /// <summary>Asked before each line and once at the end; the state remembers the first limit that was exceeded.</summary>
    private bool Within(int at) =>
        state.Within(nameof(MimeLimits.MaxHeaderBytes), state.Limits.MaxHeaderBytes, at)
        && state.Within(nameof(MimeLimits.MaxHeaderFields), state.Limits.MaxHeaderFields, _fields.Count);

    /// <summary>Empty lines and the "From " line of a mail folder, before the first field.</summary>
    private int SkipOpening(ReadOnlySpan<byte> text)
    {
        // A part without fields starts with its empty line; only a message may have stray lines before its first field.
        if (where != "message")
            return 0;
        var at = 0;
        while (at < text.Length)
        {
            var line = Line(text, at, out var next);
            if (!line.IsEmpty && !line.StartsWith("From "u8) && !line.StartsWith(">From "u8))
                break;
            state.Defect(where, "lines before the first header field skipped");
            at = next;
        }
        return at;
    }

    private bool Take(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            Continue(line);
            return true;
        }
        var colon = Colon(line);
        if (colon > 0)
        {
            Close();
            _name = Encoding.Latin1.GetString(line[..colon]).TrimEnd();
            _value = new StringBuilder(Encoding.Latin1.GetString(line[(colon + 1)..]));
            return true;
        }
        if (!FieldFollows(rest))
            return false;
        state.Defect(where, $"a line without a field name belongs to {(_name.Length > 0 ? _name : "nothing")}");
        Continue(line);
        return true;
    }

    private void Continue(ReadOnlySpan<byte> line) => _value?.Append(' ').Append(Encoding.Latin1.GetString(line).TrimStart());

    private void Close()
    {
        if (_value is not null)
            _fields.Add(new HeaderField(_name, _value.ToString().Trim()));
        _value = null;
    }

    private static bool FieldFollows(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        for (var i = 0; i < LookAhead && at < rest.Length; i++)
        {
            var line = Line(rest, at, out at);
            if (line.IsEmpty)
                return false;
            if (Colon(line) > 0)
                return true;
        }
        return false;
    }

    /// <summary>Where the field name ends, or -1 when the line has none. White space before the colon is the old way.</summary>
    private static int Colon(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon > 0 && !line[..colon].TrimEnd(" \t"u8).ContainsAnyExceptInRange((byte)33, (byte)126) ? colon : -1;
    }

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, int at, out int next)
    {
        var end = text[at..].IndexOf((byte)'\n');
        next = end < 0 ? text.Length : at + end + 1;
        return text[at..(end < 0 ? text.Length : at + end)].TrimEnd((byte)'\r');
    }
}
