using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Trasa.Feel.Functions;

/// <summary>Turns a pattern of XPath 2.0 functions and operators, section 7.6.1, into one of .NET. What XPath does not know is refused.</summary>
internal sealed class XPathPattern(string pattern, RegexOptions options, bool skipSpace)
{
    private const string NameStart = @"\p{L}_:";
    private const string NameChar = @"\p{L}\p{Nd}\p{Mn}\p{Mc}._:\-\u00B7";

    // XML Schema, appendix F: a word is everything but punctuation, separators and the rest; white space is four characters.
    private const string Word = @"\p{L}\p{M}\p{N}\p{S}";
    private const string NoWord = @"\p{P}\p{Z}\p{C}";
    private const string Space = @" \t\n\r";
    private const string NoSpace = @"\u0000-\u0008\u000B\u000C\u000E-\u001F\u0021-\uFFFF";

    // Two units of .NET are one character of XPath beyond the first 65,536.
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    // Groups and classes inside each other; nobody means more, and the stack has an end.
    private const int MaxNesting = 100;

    private readonly StringBuilder _out = new(pattern.Length + 16);
    private readonly Stack<int> _open = new();
    private readonly HashSet<int> _closed = [];
    private bool _isClassEscape;
    private int _groups;
    private int _classes;
    private int _at;

    /// <summary>Null when the pattern or the flags are not valid.</summary>
    public static Regex? Compile(string pattern, string flags, TimeSpan timeout)
    {
        var options = RegexOptions.CultureInvariant;
        var (quoted, skipSpace) = (false, false);
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 's': options |= RegexOptions.Singleline; break;
                case 'm': options |= RegexOptions.Multiline; break;
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 'x': skipSpace = true; break;
                case 'q': quoted = true; break;
                default: return null;
            }
        }
        var translated = quoted ? Regex.Escape(pattern) : new XPathPattern(pattern, options, skipSpace).Translate();
        if (translated is null) return null;
        try
        {
            return new Regex(translated, options, timeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private char Peek => _at < pattern.Length ? pattern[_at] : '\0';

    private string? Translate()
    {
        while (_at < pattern.Length)
        {
            var c = pattern[_at++];
            var valid = c switch
            {
                '\\' => Escape(false),
                '[' => Class(),
                '(' => Open(),
                ')' => Close(),
                '.' => Append(options.HasFlag(RegexOptions.Singleline) ? $@"(?:{Pair}|[^\uD800-\uDFFF])" : $@"(?:{Pair}|[^\n\r\uD800-\uDFFF])"),
                '$' => Append(options.HasFlag(RegexOptions.Multiline) ? @"(?=\n|\z)" : @"\z"),
                '#' => Append(@"\#"),
                '{' => Quantity(),
                '}' or ']' => false,
                _ => IsSpace(c) && skipSpace || Append(c.ToString()),
            };
            if (!valid) return null;
        }
        return _open.Count == 0 ? _out.ToString() : null;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';

    private bool Append(string text)
    {
        _out.Append(text);
        return true;
    }

    private bool Quantity()
    {
        var end = pattern.IndexOf('}', _at);
        if (end <= _at || !char.IsAsciiDigit(Peek)) return false;
        _out.Append('{').Append(pattern, _at, end - _at).Append('}');
        _at = end + 1;
        return true;
    }

    private bool Open()
    {
        if (_open.Count == MaxNesting) return false;
        if (Peek != '?')
        {
            _open.Push(++_groups);
            return Append("(");
        }
        // XPath 3.0 knows groups that are not numbered; look-around and inline options belong to other dialects.
        if (_at + 1 >= pattern.Length || pattern[_at + 1] != ':') return false;
        _at += 2;
        _open.Push(0);
        return Append("(?:");
    }

    private bool Close()
    {
        if (!_open.TryPop(out var group)) return false;
        _closed.Add(group);
        return Append(")");
    }

    private bool Escape(bool inClass)
    {
        if (skipSpace && !inClass)
            while (IsSpace(Peek)) _at++;
        if (_at >= pattern.Length) return false;
        var c = pattern[_at++];
        _isClassEscape = c is 'i' or 'c' or 'p' or 'P' or 's' or 'S' or 'd' or 'D' or 'w' or 'W';
        return c switch
        {
            'i' => Append(inClass ? NameStart : $"[{NameStart}]"),
            'c' => Append(inClass ? NameChar : $"[{NameChar}]"),
            'I' => !inClass && Append($"[^{NameStart}]"),
            'C' => !inClass && Append($"[^{NameChar}]"),
            'p' or 'P' => Category(c, inClass),
            >= '1' and <= '9' => !inClass && BackReference(c),
            'w' => Append(inClass ? Word : $"[{Word}]"),
            'W' => Append(inClass ? NoWord : $"[{NoWord}]"),
            's' => Append(inClass ? Space : $"[{Space}]"),
            'S' => Append(inClass ? NoSpace : $"[{NoSpace}]"),
            'n' or 'r' or 't' or 'd' or 'D' => Append("\\" + c),
            '\\' or '|' or '.' or '-' or '^' or '?' or '*' or '+' or '{' or '}' or '(' or ')' or '[' or ']' or '$' => Append("\\" + c),
            _ => false,
        };
    }

    private bool Category(char c, bool inClass)
    {
        var end = pattern.IndexOf('}', _at);
        if (end < 0) return false;
        var name = pattern[_at..(end + 1)];
        if (skipSpace && !inClass) name = string.Concat(name.Where(letter => !IsSpace(letter)));
        _at = end + 1;
        return name.Length > 2 && name[0] == '{' && Append("\\" + c + name);
    }

    /// <summary>A group may be referred to once it is closed; more digits belong to the number only when there are so many groups.</summary>
    private bool BackReference(char first)
    {
        var group = first - '0';
        while (char.IsAsciiDigit(Peek) && group * 10 + (Peek - '0') <= _groups) group = group * 10 + (pattern[_at++] - '0');
        return _closed.Contains(group) && Append("(?:\\" + group.ToString(CultureInfo.InvariantCulture) + ")");
    }

    /// <summary>Behind a class escape a hyphen begins no range: <c>[\w-.]</c> holds the hyphen itself.</summary>
    private bool LiteralHyphen()
    {
        if (!_isClassEscape || Peek != '-' || _at + 1 < pattern.Length && pattern[_at + 1] is '[') return true;
        _at++;
        return Append(@"\-");
    }

    private bool Class()
    {
        if (_classes == MaxNesting) return false;
        _classes++;
        var isValid = ClassBody();
        _classes--;
        return isValid;
    }

    private bool ClassBody()
    {
        _out.Append('[');
        if (Peek == '^')
        {
            _out.Append('^');
            _at++;
        }
        var isHyphen = false;
        for (var first = true; _at < pattern.Length; first = false)
        {
            var (c, afterHyphen) = (pattern[_at++], isHyphen);
            isHyphen = c == '-' && !first;
            if (c == ']') return !first && Append("]");
            var valid = c switch
            {
                '\\' => Escape(true) && LiteralHyphen(),
                // A class may be taken away from what stands before it, and nothing follows it then.
                '[' => afterHyphen && Class() && Peek == ']',
                _ => Append(c.ToString()),
            };
            if (!valid) return false;
        }
        return false;
    }
}
