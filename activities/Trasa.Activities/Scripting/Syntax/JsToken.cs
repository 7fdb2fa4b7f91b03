namespace Trasa.Activities.Scripting.Syntax;

internal enum JsTokenKind
{
    End,
    Name,
    Keyword,
    Number,
    Text,
    Template,
    RegExp,
    Sign,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">Name, sign, or the content of a text.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="AfterLine">Whether a new line precedes it.</param>
/// <param name="Number">Of a number.</param>
/// <param name="Parts">Of a template: texts and, between them, the sources of expressions.</param>
/// <param name="Flags">Of a regular expression.</param>
internal sealed record JsToken(JsTokenKind Kind, string Text, int Position, bool AfterLine, double Number = 0, IReadOnlyList<string>? Parts = null, string Flags = "")
{
    public bool Is(string sign) => Kind is JsTokenKind.Sign or JsTokenKind.Keyword && Text == sign;

    public override string ToString() => Kind == JsTokenKind.End ? "the end" : $"'{Text}'";
}
