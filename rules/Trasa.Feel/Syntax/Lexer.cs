using System.Globalization;

namespace Trasa.Feel.Syntax;

/// <summary>Cuts text into tokens (DMN 1.5, section 10.3.1.2). Never fails: what it cannot read becomes an unreadable token.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols = ["**", "<=", ">=", "!=", "->", ".."];

    private int _at;

    public static List<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>(text.Length / 4 + 2);
        do tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    public static bool IsNameStart(char c) => char.IsLetter(c) || c == '_' || char.IsSurrogate(c);

    public static bool IsNamePart(char c) =>
        IsNameStart(c) || char.IsDigit(c) || c is '\u00B7' or '\u203F' or '\u2040'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Whether the text is one name and nothing besides.</summary>
    public static bool IsName(string text)
    {
        if (text.Length == 0 || !IsNameStart(text[0])) return false;
        foreach (var c in text)
            if (!IsNamePart(c)) return false;
        return true;
    }

    private char Peek(int ahead = 0) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private Token Next()
    {
        SkipSpace();
        var start = _at;
        if (start >= text.Length) return new Token(TokenKind.End, "", start, start);
        var c = text[start];
        if (IsNameStart(c)) return Name(start);
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) return Number(start);
        if (c == '"') return StringLiteral(start);
        if (c == '`') return BackTicks(start);
        foreach (var symbol in Symbols)
            if (string.CompareOrdinal(text, start, symbol, 0, 2) == 0) return Symbol(start, symbol);
        return Symbol(start, c.ToString());
    }

    private Token Symbol(int start, string symbol)
    {
        _at += symbol.Length;
        return new Token(TokenKind.Symbol, symbol, start, _at);
    }

    private void SkipSpace()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]) || text[_at] is '\u180E' or '\uFEFF') _at++;
            else if (Peek() == '/' && Peek(1) == '/') SkipTo("\n");
            else if (Peek() == '/' && Peek(1) == '*') SkipTo("*/");
            else return;
        }
    }

    private void SkipTo(string end)
    {
        var found = text.IndexOf(end, _at + 2, StringComparison.Ordinal);
        _at = found < 0 ? text.Length : found + end.Length;
    }

    private Token Name(int start)
    {
        while (_at < text.Length && IsNamePart(text[_at])) _at++;
        return new Token(TokenKind.Name, text[start.._at], start, _at);
    }

    private Token Number(int start)
    {
        SkipDigits();
        // Two dots are a range, not a fraction.
        if (Peek() == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            SkipDigits();
        }
        var signed = Peek(1) is '+' or '-' ? 2 : 1;
        if (Peek() is 'e' or 'E' && char.IsAsciiDigit(Peek(signed)))
        {
            _at += signed;
            SkipDigits();
        }
        return new Token(TokenKind.Number, text[start.._at], start, _at);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek())) _at++;
    }

    private Token StringLiteral(int start)
    {
        _at++;
        while (_at < text.Length && text[_at] != '"') _at += text[_at] == '\\' ? 2 : 1;
        if (_at >= text.Length)
        {
            _at = text.Length;
            return new Token(TokenKind.Unreadable, "The text is not closed by a quotation mark.", start, _at);
        }
        _at++;
        return StringEscapes.Decode(text.AsSpan(start + 1, _at - start - 2)) is { } decoded
            ? new Token(TokenKind.String, decoded, start, _at)
            : new Token(TokenKind.Unreadable, "The text holds a \\u that four, or a \\U that six hexadecimal digits do not follow.", start, _at);
    }

    private Token BackTicks(int start)
    {
        var end = text.IndexOf('`', start + 1);
        _at = end < 0 ? text.Length : end + 1;
        return end < 0
            ? new Token(TokenKind.Unreadable, "The name is not closed by a back-tick.", start, _at)
            : new Token(TokenKind.QuotedName, FeelNames.Normalize(text[(start + 1)..end]), start, _at);
    }
}
