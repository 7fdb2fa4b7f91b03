using System.Runtime.CompilerServices;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>The tokens of a script and the place that the parser has reached.</summary>
internal sealed class JsTokens(string source)
{
    private readonly List<JsToken> _tokens = new JsLexer(source).Read();
    private int _at;

    public JsToken Current => _tokens[_at];

    public JsToken Peek(int ahead) => _tokens[Math.Min(_at + ahead, _tokens.Count - 1)];

    public JsToken Take()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return _tokens[_at < _tokens.Count - 1 ? _at++ : _at];
    }

    public bool Is(string sign) => Current.Is(sign);

    public bool TakeIf(string sign)
    {
        if (!Is(sign)) return false;
        Take();
        return true;
    }

    public void Expect(string sign)
    {
        if (!TakeIf(sign)) throw Problem($"'{sign}' is expected before {Current}");
    }

    /// <summary>The name that comes next; some words are keywords only in their places.</summary>
    public string ExpectName()
    {
        if (Current.Kind != JsTokenKind.Name && Current.Text is not ("async" or "await" or "yield")) throw Problem($"a name is expected before {Current}");
        return Take().Text;
    }

    /// <summary>The end of a statement: a semicolon, a closing brace, the end, or a new line.</summary>
    public void ExpectEnd()
    {
        if (TakeIf(";") || Is("}") || Current.Kind == JsTokenKind.End || Current.AfterLine) return;
        throw Problem($"{Current} does not belong here");
    }

    /// <summary>Whether the parenthesis that begins here is the parameter list of an arrow function.</summary>
    public bool IsArrowList()
    {
        var depth = 0;
        for (var index = _at; index < _tokens.Count; index++)
        {
            if (_tokens[index].Kind != JsTokenKind.Sign) continue;
            if (_tokens[index].Text is "(" or "[" or "{") depth++;
            else if (_tokens[index].Text is ")" or "]" or "}" && --depth == 0) return _tokens[index + 1].Is("=>");
        }

        return false;
    }

    /// <summary>Whether the brace or bracket that begins here is a pattern: an equals sign or a loop's word follows its end.</summary>
    public bool IsPattern()
    {
        var depth = 0;
        for (var index = _at; index < _tokens.Count; index++)
        {
            if (_tokens[index].Kind != JsTokenKind.Sign) continue;
            if (_tokens[index].Text is "(" or "[" or "{") depth++;
            else if (_tokens[index].Text is ")" or "]" or "}" && --depth == 0) return _tokens[index + 1].Is("=");
        }

        return false;
    }

    public ExpressionSyntaxException Problem(string what) => JsProblem.At(source, Current.Position, what);
}
