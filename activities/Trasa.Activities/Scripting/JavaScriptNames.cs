using System.Runtime.CompilerServices;
using Trasa.Activities.Scripting.Syntax;
using Trasa.Engine.Expressions;
using Trasa.Model.Validation;

namespace Trasa.Activities.Scripting;

/// <summary>
/// Finds the names in a script that nothing gives a value: <c>getX()</c> and <c>setX()</c>, which are functions only where there is an X,
/// <c>variables.X</c> and <c>getVariable('X')</c>. Names that are put together at run time are not seen.
/// </summary>
internal sealed class JavaScriptNames
{
    /// <summary>The names in sight as scripts compare them, worked out once for all expressions that see the same.</summary>
    private readonly ConditionalWeakTable<ExpressionSight, HashSet<string>> _known = new();

    public IEnumerable<ExpressionFinding> Missing(string script, ExpressionSight sight)
    {
        var tokens = Tokens(script);
        var own = Own(tokens);
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (Read(tokens, at, own) is not { } read || !told.Add(read.Written)) continue;
            var known = _known.GetValue(sight, seen => seen.Types.Keys.Select(ElsaGlobals.Plain).ToHashSet(StringComparer.OrdinalIgnoreCase));
            if (!known.Contains(ElsaGlobals.Plain(read.Name)))
                yield return new(ExpressionFindingKind.UnknownName, $"Nothing gives '{read.Name}' a value, so {read.Written} is not there when the script runs. Declare a variable or an input of that name.");
        }
    }

    private static List<JsToken> Tokens(string script)
    {
        try
        {
            return new JsLexer(script).Read();
        }
        catch (ExpressionSyntaxException)
        {
            // That it cannot be read is told already.
            return [];
        }
    }

    /// <summary>Names that the script gives a meaning itself: they stand somewhere without being called.</summary>
    private static HashSet<string> Own(List<JsToken> tokens)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < tokens.Count; at++)
        {
            if (tokens[at].Kind != JsTokenKind.Name || IsMember(tokens, at)) continue;
            var isCalled = Is(tokens, at + 1, "(") || Is(tokens, at + 1, ".") || Is(tokens, at + 1, "?.") || Is(tokens, at + 1, "[");
            if (!isCalled || Is(tokens, at - 1, "function") || IsMethod(tokens, at)) own.Add(tokens[at].Text);
        }

        return own;
    }

    /// <summary>What is read here, as it is written, and the name that it needs.</summary>
    private static (string Written, string Name)? Read(List<JsToken> tokens, int at, HashSet<string> own)
    {
        var word = tokens[at].Text;
        if (tokens[at].Kind != JsTokenKind.Name || IsMember(tokens, at) || own.Contains(word)) return null;
        if (word is "variables" or "Variables")
            return (Is(tokens, at + 1, ".") || Is(tokens, at + 1, "?.")) && tokens[at + 2].Kind == JsTokenKind.Name && !Is(tokens, at + 3, "=") ? ($"{word}.{tokens[at + 2].Text}", tokens[at + 2].Text) : null;
        if (!Is(tokens, at + 1, "(")) return null;
        if (word == "getVariable") return tokens[at + 2].Kind == JsTokenKind.Text && tokens[at + 2].Text.Length > 0 ? ($"getVariable('{tokens[at + 2].Text}')", tokens[at + 2].Text) : null;
        var isAccessor = word.Length > 3 && (word.StartsWith("get", StringComparison.Ordinal) || word.StartsWith("set", StringComparison.Ordinal));
        // getResultFromStep() asks for the output of an activity.
        return isAccessor && !ElsaGlobals.IsFunction(word) && !word[3..].Contains("From", StringComparison.Ordinal) ? ($"{word}()", word[3..]) : null;
    }

    private static bool IsMember(List<JsToken> tokens, int at) => Is(tokens, at - 1, ".") || Is(tokens, at - 1, "?.");

    /// <summary><c>getX() { ... }</c> in an object.</summary>
    private static bool IsMethod(List<JsToken> tokens, int at)
    {
        if (!Is(tokens, at + 1, "(") || !(Is(tokens, at - 1, "{") || Is(tokens, at - 1, ","))) return false;
        var open = 0;
        for (var end = at + 1; end < tokens.Count; end++)
        {
            if (tokens[end].Is("(")) open++;
            if (tokens[end].Is(")") && --open == 0) return Is(tokens, end + 1, "{");
        }

        return false;
    }

    private static bool Is(List<JsToken> tokens, int at, string sign) => at >= 0 && at < tokens.Count && tokens[at].Is(sign);
}
