using Trasa.Activities.Scripting.Nodes;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>Parses what values are taken apart by: names, <c>{a, b: c = 1, ...rest}</c> and <c>[a, , b]</c>.</summary>
internal sealed class JsPatterns(JsTokens tokens)
{
    public JsPattern Read(JsExpressions expressions)
    {
        tokens.Deeper();
        JsPattern pattern = tokens.TakeIf("{") ? Members(expressions) : tokens.TakeIf("[") ? Items(expressions) : new NamePattern(tokens.ExpectName());
        tokens.Higher();
        return pattern;
    }

    private ObjectPattern Members(JsExpressions expressions)
    {
        var parts = new List<PatternPart>();
        while (!tokens.TakeIf("}"))
        {
            if (tokens.TakeIf("...")) parts.Add(new(null, Read(expressions), null, true));
            else
            {
                var name = tokens.Current;
                var key = expressions.Key();
                var target = tokens.TakeIf(":") ? Target(expressions) : new NamePattern(name.Text);
                parts.Add(new(key, target, tokens.TakeIf("=") ? expressions.Assignment() : null, false));
            }

            if (!tokens.Is("}")) tokens.Expect(",");
        }

        return new([.. parts]);
    }

    private ArrayPattern Items(JsExpressions expressions)
    {
        var parts = new List<PatternPart?>();
        while (!tokens.TakeIf("]"))
        {
            if (tokens.TakeIf(","))
            {
                parts.Add(null);
                continue;
            }

            var isRest = tokens.TakeIf("...");
            var target = Target(expressions);
            parts.Add(new(null, target, tokens.TakeIf("=") ? expressions.Assignment() : null, isRest));
            if (!tokens.Is("]")) tokens.Expect(",");
        }

        return new([.. parts]);
    }

    /// <summary>A part of a pattern: a name or pattern, or a place inside an object.</summary>
    private JsPattern Target(JsExpressions expressions)
    {
        if (tokens.Is("{") || tokens.Is("[")) return Read(expressions);
        return expressions.Postfix() switch
        {
            NameNode name => new NamePattern(name.Name),
            IJsTarget place => new PlacePattern(place),
            _ => throw tokens.Problem("this cannot be assigned to"),
        };
    }
}
