using System.Runtime.CompilerServices;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>The tokens of a script and the place that the parser has reached.</summary>
internal sealed class JsTokens(string source)
{
    private readonly List<JsToken> _tokens = new JsLexer(source).Read();
    private int[]? _ends;
    private int _at;
    private int _depth;

    public JsToken Current => _tokens[_at];

    /// <summary>Something begins that may hold others of its kind. What is parsed is walked on the stack later.</summary>
    public void Deeper()
    {
        if (++_depth > JsBudget.DeepestSyntax) throw Problem($"the script is nested deeper than {JsBudget.DeepestSyntax} levels, which is the limit");
    }

    public void Higher() => _depth--;

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
    public bool IsArrowList() => Ends[_at] > 0 && _tokens[Ends[_at] + 1].Is("=>");

    /// <summary>Whether the brace or bracket that begins here is a pattern: an equals sign follows its end.</summary>
    public bool IsPattern() => Ends[_at] > 0 && _tokens[Ends[_at] + 1].Is("=");

    /// <summary>For every opening sign the place of its closing one, found once: looking for it each time would take forever on a hostile script.</summary>
    private int[] Ends => _ends ??= FindEnds();

    private int[] FindEnds()
    {
        var ends = new int[_tokens.Count];
        var open = new Stack<int>();
        for (var index = 0; index < _tokens.Count; index++)
        {
            if (_tokens[index].Kind != JsTokenKind.Sign) continue;
            if (_tokens[index].Text is "(" or "[" or "{") open.Push(index);
            else if (_tokens[index].Text is ")" or "]" or "}" && open.TryPop(out var start)) ends[start] = index;
        }

        return ends;
    }

    public ExpressionSyntaxException NoGenerators() => Problem("generators ('function*' and 'yield') are not supported in workflow scripts");

    public ExpressionSyntaxException Problem(string what) => JsProblem.At(source, Current.Position, what);
}
