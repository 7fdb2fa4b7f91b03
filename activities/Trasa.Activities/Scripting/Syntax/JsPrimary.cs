using Trasa.Activities.Scripting.Nodes;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>Parses what expressions are made of: literals, names, parentheses, arrays, objects, functions.</summary>
internal sealed class JsPrimary(JsTokens tokens)
{
    public JsNode Read(JsExpressions expressions)
    {
        var token = tokens.Take();
        return token.Kind switch
        {
            JsTokenKind.Number => new LiteralNode(token.Number),
            JsTokenKind.Text => new LiteralNode(token.Text),
            JsTokenKind.Name => new NameNode(token.Text),
            JsTokenKind.Template => Template(token),
            JsTokenKind.RegExp => new RegExpNode(token.Text, token.Flags),
            JsTokenKind.Keyword => Keyword(token, expressions),
            JsTokenKind.Sign => Sign(token, expressions),
            JsTokenKind.End => throw tokens.Problem("a value is missing at the end"),
        };
    }

    private JsNode Sign(JsToken token, JsExpressions expressions)
    {
        switch (token.Text)
        {
            case "(":
                var inner = expressions.Whole();
                tokens.Expect(")");
                return inner;
            case "[":
                return new ArrayNode(expressions.Items("]"));
            case "{":
                return Members(expressions);
            default:
                throw tokens.Problem($"a value is expected, not {token}");
        }
    }

    private JsNode Keyword(JsToken token, JsExpressions expressions)
    {
        switch (token.Text)
        {
            case "true": return new LiteralNode(true);
            case "false": return new LiteralNode(false);
            case "null": return new LiteralNode(null);
            case "this": return new ThisNode();
            case "async" when tokens.Is("function"):
                tokens.Take();
                return Function(expressions);
            case "function": return Function(expressions);
            case "async" or "await" or "yield": return new NameNode(token.Text);
            default: throw tokens.Problem($"'{token.Text}' does not belong here, or is not supported in workflow scripts");
        }
    }

    private FunctionNode Function(JsExpressions expressions) =>
        expressions.FunctionRest(tokens.Is("(") ? null : tokens.ExpectName());

    private static TemplateNode Template(JsToken token)
    {
        var parts = token.Parts!;
        var texts = parts.Where((_, index) => index % 2 == 0).ToArray();
        var values = parts.Where((_, index) => index % 2 == 1).Select(JsParser.ParseExpression).ToArray();
        return new(texts, values);
    }

    private ObjectNode Members(JsExpressions expressions)
    {
        var members = new List<JsMember>();
        while (!tokens.TakeIf("}"))
        {
            members.Add(tokens.TakeIf("...") ? new(null, expressions.Assignment()) : Member(expressions));
            if (!tokens.Is("}")) tokens.Expect(",");
        }

        return new([.. members]);
    }

    private JsMember Member(JsExpressions expressions)
    {
        if (tokens.Is("async") && !tokens.Peek(1).Is(":") && !tokens.Peek(1).Is(",") && !tokens.Peek(1).Is("(")) tokens.Take();
        var name = tokens.Current;
        var key = Key(expressions);
        if (tokens.TakeIf(":")) return new(key, expressions.Assignment());
        if (tokens.Is("(")) return new(key, expressions.FunctionRest(null));
        return name.Kind is JsTokenKind.Name ? new(key, new NameNode(name.Text)) : throw tokens.Problem("':' is expected");
    }

    /// <summary>The key of a member: a name, text, number, or an expression in brackets.</summary>
    public JsNode Key(JsExpressions expressions)
    {
        var token = tokens.Take();
        switch (token)
        {
            case { Kind: JsTokenKind.Name or JsTokenKind.Keyword or JsTokenKind.Text }:
                return new LiteralNode(token.Text);
            case { Kind: JsTokenKind.Number }:
                return new LiteralNode(JsText.OfNumber(token.Number));
            case { Kind: JsTokenKind.Sign, Text: "[" }:
                var key = expressions.Whole();
                tokens.Expect("]");
                return key;
            default:
                throw tokens.Problem($"a name is expected, not {token}");
        }
    }
}
