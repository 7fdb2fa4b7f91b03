using Trasa.Activities.Scripting.Nodes;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>Parses loops.</summary>
internal sealed class JsLoopParser(JsTokens tokens, JsExpressions expressions, JsParser statements)
{
    /// <param name="labels">The labels before it.</param>
    /// <returns>Null when no loop begins here.</returns>
    public JsStatement? Read(string[] labels)
    {
        if (tokens.TakeIf("for")) return For(labels);
        if (tokens.TakeIf("while")) return new WhileStatement(labels, statements.Condition(), statements.Statement(), isBodyFirst: false);
        return tokens.TakeIf("do") ? Do(labels) : null;
    }

    private JsStatement For(string[] labels)
    {
        tokens.TakeIf("await");
        tokens.Expect("(");
        JsStatement? first = null;
        if (tokens.Current is { Kind: JsTokenKind.Keyword, Text: "var" or "let" or "const" })
        {
            var kind = JsParser.Kind(tokens.Take().Text);
            var target = expressions.Pattern();
            if (ForEach(labels, kind, target) is { } loop) return loop;
            first = statements.Declared(kind, Rest(target));
        }
        else if (!tokens.Is(";"))
        {
            if (tokens.Peek(1) is { Kind: JsTokenKind.Name, Text: "of" } || tokens.Peek(1).Is("in"))
                return ForEach(labels, null, new NamePattern(tokens.ExpectName()))!;
            first = new ExpressionStatement(expressions.Whole());
        }

        tokens.Expect(";");
        var condition = tokens.Is(";") ? null : expressions.Whole();
        tokens.Expect(";");
        var next = tokens.Is(")") ? null : expressions.Whole();
        tokens.Expect(")");
        return new ForStatement(labels, first, condition, next, statements.Statement());
    }

    private List<JsDeclarator> Rest(JsPattern target)
    {
        List<JsDeclarator> declarators = [new(target, tokens.TakeIf("=") ? expressions.Assignment() : null)];
        if (tokens.TakeIf(",")) declarators.AddRange(statements.Declarators());
        return declarators;
    }

    private ForEachStatement? ForEach(string[] labels, DeclarationKind? kind, JsPattern target)
    {
        var isOf = tokens.Current is { Kind: JsTokenKind.Name, Text: "of" };
        if (!isOf && !tokens.Is("in")) return null;
        tokens.Take();
        if (kind is { } declared) statements.Declared(declared, target);
        var source = expressions.Whole();
        tokens.Expect(")");
        return new(labels, kind, target, source, !isOf, statements.Statement());
    }

    private WhileStatement Do(string[] labels)
    {
        var body = statements.Statement();
        tokens.Expect("while");
        var condition = statements.Condition();
        tokens.TakeIf(";");
        return new(labels, condition, body, isBodyFirst: true);
    }
}
