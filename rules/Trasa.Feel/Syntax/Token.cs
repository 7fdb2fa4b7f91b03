namespace Trasa.Feel.Syntax;

internal enum TokenKind : byte
{
    Name,
    QuotedName,
    Number,
    String,
    Symbol,
    Unreadable,
    End,
}

/// <summary>One token. <see cref="Text"/> is the meaning: a string without its quotes and escapes, a name without back-ticks.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public FeelSpan Span => FeelSpan.Between(Start, End);

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}
