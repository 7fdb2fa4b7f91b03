using Trasa.Activities.Scripting.Nodes;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>Parses what stands in the braces of objects and classes.</summary>
internal sealed class JsMembers(JsTokens tokens)
{
    /// <summary>An object literal after its opening brace.</summary>
    public ObjectNode Object(JsExpressions expressions)
    {
        var members = new List<JsMember>();
        while (!tokens.TakeIf("}"))
        {
            members.Add(tokens.TakeIf("...") ? new(MemberKind.Spread, null, expressions.Assignment()) : Member(expressions));
            if (!tokens.Is("}")) tokens.Expect(",");
        }

        return new([.. members]);
    }

    private JsMember Member(JsExpressions expressions)
    {
        var kind = Prefix();
        var name = tokens.Current;
        var key = Key(expressions);
        if (kind != MemberKind.Value || tokens.Is("(")) return Function(expressions, kind, name, key, isStatic: false);
        if (tokens.TakeIf(":")) return new(MemberKind.Value, key, expressions.Assignment());
        return name.Kind is JsTokenKind.Name ? new(MemberKind.Value, key, new NameNode(name.Text)) : throw tokens.Problem("':' is expected");
    }

    private static JsMember Function(JsExpressions expressions, MemberKind kind, JsToken name, JsNode key, bool isStatic) =>
        new(kind == MemberKind.Value ? MemberKind.Method : kind, key, expressions.FunctionRest(name.Text), isStatic);

    /// <summary>A class after its keyword.</summary>
    public ClassNode Class(JsExpressions expressions)
    {
        var name = tokens.Current.Kind == JsTokenKind.Name ? tokens.ExpectName() : null;
        var parent = tokens.TakeIf("extends") ? expressions.Postfix() : null;
        tokens.Expect("{");
        FunctionNode? constructor = null;
        var members = new List<JsMember>();
        while (!tokens.TakeIf("}"))
        {
            if (tokens.TakeIf(";")) continue;
            if (tokens.Current is { Kind: JsTokenKind.Name, Text: "constructor" } && tokens.Peek(1).Is("("))
            {
                tokens.Take();
                constructor = expressions.FunctionRest(name);
            }
            else members.Add(ClassMember(expressions));
        }

        return new(name, parent, constructor, [.. members]);
    }

    private JsMember ClassMember(JsExpressions expressions)
    {
        var isStatic = tokens.Current is { Kind: JsTokenKind.Name, Text: "static" } && !EndsName(tokens.Peek(1));
        if (isStatic) tokens.Take();
        var kind = Prefix();
        var name = tokens.Current;
        var key = Key(expressions);
        if (kind != MemberKind.Value || tokens.Is("(")) return Function(expressions, kind, name, key, isStatic);
        var value = tokens.TakeIf("=") ? expressions.Assignment() : null;
        tokens.ExpectEnd();
        return new(MemberKind.Value, key, value, isStatic);
    }

    /// <summary>The words <c>get</c>, <c>set</c> and <c>async</c> where a name follows them; they may be names themselves.</summary>
    private MemberKind Prefix()
    {
        var kind = MemberKind.Value;
        if (tokens.Current is { Kind: JsTokenKind.Name or JsTokenKind.Keyword, Text: "get" or "set" or "async" } word && !EndsName(tokens.Peek(1)))
        {
            tokens.Take();
            kind = word.Text switch { "get" => MemberKind.Getter, "set" => MemberKind.Setter, _ => MemberKind.Value };
        }

        return tokens.Is("*") ? throw tokens.NoGenerators() : kind;
    }

    private static bool EndsName(JsToken token) => token is { Kind: JsTokenKind.Sign, Text: "(" or "," or ":" or "}" or "=" or ";" } or { Kind: JsTokenKind.End };

    /// <summary>The key of a member: a name, text, number, or an expression in brackets.</summary>
    public JsNode Key(JsExpressions expressions)
    {
        var token = tokens.Take();
        switch (token)
        {
            case { Kind: JsTokenKind.Name or JsTokenKind.Keyword }:
                return Named(token);
            case { Kind: JsTokenKind.Text }:
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

    public static LiteralNode Named(JsToken token) => new(token.Text.StartsWith('#') ? JsSymbol.Private(token.Text) : token.Text);
}
