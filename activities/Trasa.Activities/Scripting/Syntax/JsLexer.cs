using System.Globalization;
using System.Text;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>Splits a script into tokens.</summary>
internal sealed class JsLexer(string source)
{
    private static readonly HashSet<string> Keywords =
    [
        "var", "let", "const", "function", "return", "if", "else", "for", "while", "do", "break", "continue", "switch", "case", "default",
        "throw", "try", "catch", "finally", "new", "delete", "typeof", "instanceof", "in", "void", "this", "null", "true", "false", "class", "extends", "super",
        "import", "export", "with", "yield", "debugger", "await", "async",
    ];

    private static readonly string[] Signs =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
        "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".",
    ];

    private readonly List<JsToken> _tokens = [];

    /// <summary>For each template whose expression is being read, how many braces were open before it.</summary>
    private readonly Stack<int> _templates = new();
    private int _braces;
    private int _at;
    private bool _afterLine;

    public List<JsToken> Read()
    {
        while (true)
        {
            SkipSpace();
            if (_at >= source.Length) break;
            _tokens.Add(Next());
            _afterLine = false;
        }

        if (_templates.Count > 0) throw Problem(source.Length, "an expression in a template has no end");
        _tokens.Add(new(JsTokenKind.End, "", source.Length, _afterLine));
        return _tokens;
    }

    private JsToken Next()
    {
        var c = source[_at];
        if (IsNameStart(c)) return Name();
        if (char.IsAsciiDigit(c) || (c == '.' && Peek(1) is >= '0' and <= '9')) return Number();
        if (c is '"' or '\'') return Text(c);
        if (c == '#' && IsNameStart(Peek(1))) return Name();
        if (c == '`') return Template(JsTokenKind.Template);
        if (c == '}' && _templates.TryPeek(out var outside) && outside == _braces)
        {
            _templates.Pop();
            return Template(JsTokenKind.TemplateRest);
        }

        if (c == '/' && IsRegExpPlace()) return RegExp();
        return Sign();
    }

    private void SkipSpace()
    {
        while (_at < source.Length)
        {
            var c = source[_at];
            if (c == '\n') _afterLine = true;
            if (char.IsWhiteSpace(c) || c == '\uFEFF') _at++;
            else if (c == '/' && Peek(1) == '/') SkipTo("\n", 0);
            else if (c == '/' && Peek(1) == '*') SkipTo("*/", 2);
            else break;
        }
    }

    private void SkipTo(string end, int length)
    {
        var found = source.IndexOf(end, _at + 2 > source.Length ? source.Length : _at + 2, StringComparison.Ordinal);
        _afterLine |= length > 0 && found > 0 && source.AsSpan(_at, found - _at).Contains('\n');
        _at = found < 0 ? source.Length : found + length;
    }

    private JsToken Name()
    {
        var start = _at++;
        while (_at < source.Length && (IsNameStart(source[_at]) || char.IsLetterOrDigit(source[_at]))) _at++;
        var text = source[start.._at];
        return new(Keywords.Contains(text) ? JsTokenKind.Keyword : JsTokenKind.Name, text, start, _afterLine);
    }

    private JsToken Number()
    {
        var start = _at;
        var radix = Peek(0) == '0' ? char.ToLowerInvariant(Peek(1)) switch { 'x' => 16, 'b' => 2, 'o' => 8, _ => 10 } : 10;
        if (radix != 10)
        {
            _at += 2;
            while (_at < source.Length && (char.IsAsciiHexDigit(source[_at]) || source[_at] == '_')) _at++;
            return new(JsTokenKind.Number, source[start.._at], start, _afterLine, Whole(source[(start + 2).._at], radix, start));
        }

        while (_at < source.Length && (char.IsAsciiDigit(source[_at]) || source[_at] is '.' or '_')) _at++;
        if (_at < source.Length && source[_at] is 'e' or 'E')
        {
            _at++;
            if (Peek(0) is '+' or '-') _at++;
            while (_at < source.Length && char.IsAsciiDigit(source[_at])) _at++;
        }

        var text = source[start.._at];
        if (Peek(0) == 'n') _at++;
        return double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new(JsTokenKind.Number, text, start, _afterLine, number)
            : throw Problem(start, $"'{text}' is no number");
    }

    private double Whole(string digits, int radix, int start)
    {
        var value = 0.0;
        foreach (var digit in digits.Where(digit => digit != '_'))
        {
            var worth = Convert.ToInt32(digit.ToString(), 16);
            if (worth >= radix) throw Problem(start, $"'{digit}' is no digit of base {radix}");
            value = (value * radix) + worth;
        }

        return value;
    }

    private JsToken Text(char quote)
    {
        var start = _at++;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= source.Length || source[_at] == '\n') throw Problem(start, "the text has no end");
            var c = source[_at++];
            if (c == quote) break;
            if (c == '\\') Escape(text);
            else text.Append(c);
        }

        return new(JsTokenKind.Text, text.ToString(), start, _afterLine);
    }

    /// <summary>
    /// The text of a template from here up to its next expression or its end. The tokens of the expression follow among the others,
    /// and the brace that closes it leads back here: however deep templates stand in one another, the source is read once.
    /// </summary>
    private JsToken Template(JsTokenKind kind)
    {
        var start = _at++;
        var text = new StringBuilder();
        while (true)
        {
            if (_at >= source.Length) throw Problem(start, "the template has no end");
            var c = source[_at++];
            if (c == '`') return Part(isOpen: false, 1);
            if (c == '\\') Escape(text);
            else if (c == '$' && Peek(0) == '{')
            {
                _at++;
                _templates.Push(_braces);
                return Part(isOpen: true, 2);
            }
            else if (c != '\r') text.Append(c);
            else if (Peek(0) != '\n') text.Append('\n');
        }

        JsToken Part(bool isOpen, int end) => new(kind, text.ToString(), start, _afterLine, Raw: source[(start + 1)..(_at - end)], IsOpen: isOpen);
    }

    private void Escape(StringBuilder text)
    {
        if (_at >= source.Length) return;
        var c = source[_at++];
        switch (c)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'b': text.Append('\b'); break;
            case 'f': text.Append('\f'); break;
            case 'v': text.Append('\v'); break;
            case '0': text.Append('\0'); break;
            case '\n': break;
            case '\r': _at += Peek(0) == '\n' ? 1 : 0; break;
            case 'x': text.Append((char)Hex(2)); break;
            case 'u' when Peek(0) == '{':
                var end = source.IndexOf('}', _at);
                if (end < 0 || !int.TryParse(source.AsSpan(_at + 1, end - _at - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF || code is >= 0xD800 and < 0xE000)
                    throw Problem(_at, "this is no character");
                text.Append(char.ConvertFromUtf32(code));
                _at = end + 1;
                break;
            case 'u': text.Append((char)Hex(4)); break;
            default: text.Append(c); break;
        }
    }

    private int Hex(int length)
    {
        if (_at + length > source.Length || !int.TryParse(source.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            throw Problem(_at, $"{length} hexadecimal digits are expected");
        _at += length;
        return code;
    }

    /// <summary>A slash begins a regular expression where no value can be divided.</summary>
    private bool IsRegExpPlace() => _tokens.Count == 0 || _tokens[^1] switch
    {
        { Kind: JsTokenKind.Template or JsTokenKind.TemplateRest, IsOpen: true } => true,
        { Kind: JsTokenKind.Name or JsTokenKind.Number or JsTokenKind.Text or JsTokenKind.Template or JsTokenKind.TemplateRest or JsTokenKind.RegExp } => false,
        { Kind: JsTokenKind.Keyword, Text: "this" or "null" or "true" or "false" or "super" } => false,
        { Kind: JsTokenKind.Sign, Text: ")" or "]" or "}" } => false,
        _ => true,
    };

    private JsToken RegExp()
    {
        var start = _at++;
        var inClass = false;
        for (; _at < source.Length && (source[_at] != '/' || inClass); _at++)
        {
            if (source[_at] == '\n') break;
            if (source[_at] == '\\') _at++;
            else if (source[_at] == '[') inClass = true;
            else if (source[_at] == ']') inClass = false;
        }

        if (_at >= source.Length || source[_at] != '/') throw Problem(start, "the regular expression has no end");
        var pattern = source[(start + 1).._at++];
        var flags = _at;
        while (_at < source.Length && char.IsAsciiLetter(source[_at])) _at++;
        return new(JsTokenKind.RegExp, pattern, start, _afterLine, Flags: source[flags.._at]);
    }

    private JsToken Sign()
    {
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(source, _at, sign, 0, sign.Length) != 0) continue;
            // "a?.5:1" is a condition and a number.
            if (sign == "?." && char.IsAsciiDigit(Peek(2))) continue;
            if (sign == "{") _braces++;
            if (sign == "}") _braces--;
            _at += sign.Length;
            return new(JsTokenKind.Sign, sign, _at - sign.Length, _afterLine);
        }

        throw Problem(_at, $"'{source[_at]}' does not belong here");
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or '$';

    private char Peek(int ahead) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private ExpressionSyntaxException Problem(int position, string what) => JsProblem.At(source, position, what);
}

internal static class JsProblem
{
    public static ExpressionSyntaxException At(string source, int position, string what)
    {
        position = Math.Min(position, source.Length);
        var line = source.AsSpan(0, position).Count('\n') + 1;
        var column = position - (position == 0 ? -1 : source.LastIndexOf('\n', position - 1));
        return new($"JavaScript, line {line}, column {column}: {what}.");
    }
}
