namespace Trasa.Activities.Scripting.Syntax;

internal enum JsTokenKind
{
    End,
    Name,
    Keyword,
    Number,
    Text,
    Template,
    TemplateRest,
    RegExp,
    Sign,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">Name, sign, or the content of a text or of a part of a template.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="AfterLine">Whether a new line precedes it.</param>
/// <param name="Number">Of a number.</param>
/// <param name="Flags">Of a regular expression.</param>
/// <param name="Raw">Of a part of a template: as it is written.</param>
/// <param name="IsOpen">Of a part of a template: whether an expression follows it.</param>
internal sealed record JsToken(JsTokenKind Kind, string Text, int Position, bool AfterLine, double Number = 0, string Flags = "", string Raw = "", bool IsOpen = false)
{
    public bool Is(string sign) => Kind is JsTokenKind.Sign or JsTokenKind.Keyword && Text == sign;

    public override string ToString() => Kind == JsTokenKind.End ? "the end" : $"'{Text}'";
}
