using Trasa.Feel.Values;

namespace Trasa.Feel.Syntax;

/// <summary>The tokens of a text, the place in them, and the errors that name it.</summary>
internal abstract class TokenReader
{
    // Each level of brackets takes several calls of the parser.
    private const int MaxDepth = 150;

    private readonly List<Token> _tokens;
    private int _depth;

    protected TokenReader(string text, int maxLength)
    {
        if (text.Length > maxLength)
            throw new FeelSyntaxException(FeelCode.LimitExceeded, new FeelSpan(0, 0), $"The text is longer than {maxLength} characters.");
        _tokens = Lexer.Read(text);
    }

    protected int Position { get; set; }

    protected List<Token> Tokens => _tokens;

    protected Token Current => _tokens[Position];

    protected Token Ahead(int count) => _tokens[Math.Min(Position + count, _tokens.Count - 1)];

    protected int LastEnd => Position == 0 ? 0 : _tokens[Position - 1].End;

    protected Token Take() => _tokens[Position < _tokens.Count - 1 ? Position++ : Position];

    protected bool TakeIf(string symbol)
    {
        if (!Current.Is(symbol)) return false;
        Position++;
        return true;
    }

    protected bool TakeWord(string word)
    {
        if (!Current.IsWord(word)) return false;
        Position++;
        return true;
    }

    protected Token Expect(string symbol) => Current.Is(symbol) ? Take() : throw Unexpected($"'{symbol}'");

    protected void ExpectWord(string word)
    {
        if (!TakeWord(word)) throw Unexpected($"'{word}'");
    }

    protected FeelSpan From(int start) => FeelSpan.Between(start, LastEnd);

    protected FeelSyntaxException Unexpected(string wanted)
    {
        if (Current.Kind == TokenKind.Unreadable) return new FeelSyntaxException(FeelCode.Syntax, Current.Span, Current.Text);
        var met = Current.Kind == TokenKind.End ? "the end" : Current.Kind == TokenKind.String ? FeelText.Quote(Current.Text) : Current.Text;
        return new FeelSyntaxException(FeelCode.Syntax, Current.Span, $"{wanted} is expected here, not {met}.", wanted, met);
    }

    protected T Nested<T>(Func<T> read)
    {
        if (++_depth > MaxDepth) throw new FeelSyntaxException(FeelCode.LimitExceeded, Current.Span, $"The expression is nested deeper than {MaxDepth} brackets.");
        var result = read();
        _depth--;
        return result;
    }
}
