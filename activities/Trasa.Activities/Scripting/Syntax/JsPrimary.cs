using Trasa.Activities.Scripting.Nodes;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>Parses what expressions are made of: literals, names, parentheses, arrays, objects, functions.</summary>
internal sealed class JsPrimary(JsTokens tokens)
{
    public JsMembers Members { get; } = new(tokens);

    public JsNode Read(JsExpressions expressions)
    {
        var token = tokens.Take();
        return token.Kind switch
        {
            JsTokenKind.Number => new LiteralNode(token.Number),
            JsTokenKind.Text => new LiteralNode(token.Text),
            JsTokenKind.Name => new NameNode(token.Text),
            JsTokenKind.Template => Template(token, expressions),
            JsTokenKind.TemplateRest => throw tokens.Problem("a value is missing in the template"),
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
                return Members.Object(expressions);
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
            case "class": return Members.Class(expressions);
            case "super": return Super(expressions);
            case "async" or "await" or "yield": return new NameNode(token.Text);
            default: throw tokens.Problem($"'{token.Text}' does not belong here, or is not supported in workflow scripts");
        }
    }

    private FunctionNode Function(JsExpressions expressions) =>
        tokens.Is("*") ? throw tokens.NoGenerators() : expressions.FunctionRest(tokens.Is("(") ? null : tokens.ExpectName());

    /// <summary>A template, whose first part is taken.</summary>
    public TemplateNode Template(JsToken token, JsExpressions expressions)
    {
        var (texts, raw, values) = (new List<string> { token.Text }, new List<string> { token.Raw }, new List<JsNode>());
        while (token.IsOpen)
        {
            values.Add(expressions.Whole());
            if (tokens.Current.Kind != JsTokenKind.TemplateRest) throw tokens.Problem($"{tokens.Current} does not belong here");
            token = tokens.Take();
            texts.Add(token.Text);
            raw.Add(token.Raw);
        }

        return new([.. texts], [.. raw], [.. values]);
    }

    private JsNode Super(JsExpressions expressions)
    {
        if (tokens.Is("(")) return new SuperCallNode(expressions.Arguments());
        return tokens.Is(".") || tokens.Is("[") ? new SuperNode() : throw tokens.Problem("'(' or '.' is expected after 'super'");
    }
}
