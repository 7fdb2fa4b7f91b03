using Trasa.Activities.Scripting.Nodes;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>
/// Parses the JavaScript of workflow definitions: ECMAScript 2020 without classes, generators, getters, labels and modules.
/// <c>async</c> and <c>await</c> are read and run at once, as there is nothing to wait for.
/// </summary>
internal sealed class JsParser
{
    private readonly JsTokens _tokens;
    private readonly JsExpressions _expressions;

    private JsParser(string source)
    {
        _tokens = new(source);
        _expressions = new(_tokens, this);
    }

    /// <exception cref="ExpressionSyntaxException">It is not JavaScript, or more of it than is known here.</exception>
    public static JsStatement ParseScript(string source) => Guarded(source, parser =>
    {
        var statements = new List<JsStatement>();
        while (parser._tokens.Current.Kind != JsTokenKind.End) statements.Add(parser.Statement());
        return (JsStatement)new BlockStatement([.. statements], ownsNames: false);
    });

    public static JsNode ParseExpression(string source) => Guarded(source, parser =>
    {
        var node = parser._expressions.Whole();
        return parser._tokens.Current.Kind == JsTokenKind.End ? node : throw parser._tokens.Problem($"{parser._tokens.Current} does not belong here");
    });

    private static T Guarded<T>(string source, Func<JsParser, T> parse)
    {
        try
        {
            return parse(new(source));
        }
        catch (InsufficientExecutionStackException)
        {
            throw new ExpressionSyntaxException("JavaScript: the script is nested too deeply.");
        }
    }

    public JsStatement Block()
    {
        _tokens.Expect("{");
        var statements = new List<JsStatement>();
        while (!_tokens.TakeIf("}"))
        {
            if (_tokens.Current.Kind == JsTokenKind.End) throw _tokens.Problem("'}' is missing");
            statements.Add(Statement());
        }

        var ownsNames = statements.Exists(statement => statement is FunctionStatement or DeclarationStatement { Kind: not DeclarationKind.Var });
        return new BlockStatement([.. statements], ownsNames);
    }

    private JsStatement Statement()
    {
        var token = _tokens.Current;
        if (token.Kind == JsTokenKind.Keyword && Keyword(token.Text) is { } statement) return statement;
        if (token.Is("{")) return Block();
        if (_tokens.TakeIf(";")) return new EmptyStatement();
        var expression = _expressions.Whole();
        _tokens.ExpectEnd();
        return new ExpressionStatement(expression);
    }

    private JsStatement? Keyword(string word) => word switch
    {
        "var" or "let" or "const" => Declaration(),
        "function" => Function(),
        "async" when _tokens.Peek(1).Is("function") => Function(),
        "return" => Jump(Completion.Return),
        "break" => Jump(Completion.Break),
        "continue" => Jump(Completion.Continue),
        "if" => If(),
        "for" => For(),
        "while" => While(),
        "do" => Do(),
        "switch" => Switch(),
        "throw" => Throw(),
        "try" => Try(),
        "debugger" => Skip(),
        "class" or "import" or "export" or "with" => throw _tokens.Problem($"'{word}' is not supported in workflow scripts"),
        _ => null,
    };

    private EmptyStatement Skip()
    {
        _tokens.Take();
        _tokens.ExpectEnd();
        return new();
    }

    private FunctionStatement Function()
    {
        _tokens.TakeIf("async");
        _tokens.Expect("function");
        return new(_expressions.FunctionRest(_tokens.ExpectName()));
    }

    private DeclarationStatement Declaration()
    {
        var kind = Kind(_tokens.Take().Text);
        var declaration = new DeclarationStatement(kind, [.. Declarators()]);
        _tokens.ExpectEnd();
        return declaration;
    }

    private static DeclarationKind Kind(string word) => word switch
    {
        "var" => DeclarationKind.Var,
        "let" => DeclarationKind.Let,
        _ => DeclarationKind.Const,
    };

    private List<JsDeclarator> Declarators()
    {
        var declarators = new List<JsDeclarator>();
        do
        {
            var target = _expressions.Pattern();
            declarators.Add(new(target, _tokens.TakeIf("=") ? _expressions.Assignment() : null));
        }
        while (_tokens.TakeIf(","));
        return declarators;
    }

    private JumpStatement Jump(Completion completion)
    {
        _tokens.Take();
        var hasValue = completion == Completion.Return && !_tokens.Is(";") && !_tokens.Is("}") && _tokens.Current is { Kind: not JsTokenKind.End, AfterLine: false };
        var value = hasValue ? _expressions.Whole() : null;
        _tokens.ExpectEnd();
        return new(completion, value);
    }

    private IfStatement If()
    {
        _tokens.Take();
        var condition = Condition();
        var then = Statement();
        return new(condition, then, _tokens.TakeIf("else") ? Statement() : null);
    }

    private JsNode Condition()
    {
        _tokens.Expect("(");
        var condition = _expressions.Whole();
        _tokens.Expect(")");
        return condition;
    }

    private JsStatement For()
    {
        _tokens.Take();
        _tokens.TakeIf("await");
        _tokens.Expect("(");
        DeclarationKind? kind = null;
        JsStatement? first = null;
        if (_tokens.Current is { Kind: JsTokenKind.Keyword, Text: "var" or "let" or "const" })
        {
            kind = Kind(_tokens.Take().Text);
            var target = _expressions.Pattern();
            if (ForEach(kind, target) is { } loop) return loop;
            first = new DeclarationStatement(kind.Value, [.. Rest(target)]);
        }
        else if (!_tokens.Is(";"))
        {
            if (_tokens.Peek(1).Is("of") || _tokens.Peek(1) is { Kind: JsTokenKind.Name, Text: "of" } || _tokens.Peek(1).Is("in"))
                return ForEach(null, new NamePattern(_tokens.ExpectName()))!;
            first = new ExpressionStatement(_expressions.Whole());
        }

        _tokens.Expect(";");
        var condition = _tokens.Is(";") ? null : _expressions.Whole();
        _tokens.Expect(";");
        var next = _tokens.Is(")") ? null : _expressions.Whole();
        _tokens.Expect(")");
        return new ForStatement(first, condition, next, Statement());
    }

    private List<JsDeclarator> Rest(JsPattern target)
    {
        List<JsDeclarator> declarators = [new(target, _tokens.TakeIf("=") ? _expressions.Assignment() : null)];
        if (_tokens.TakeIf(",")) declarators.AddRange(Declarators());
        return declarators;
    }

    private ForEachStatement? ForEach(DeclarationKind? kind, JsPattern target)
    {
        var isOf = _tokens.Current is { Kind: JsTokenKind.Name, Text: "of" };
        if (!isOf && !_tokens.Is("in")) return null;
        _tokens.Take();
        var source = _expressions.Whole();
        _tokens.Expect(")");
        return new(kind, target, source, !isOf, Statement());
    }

    private WhileStatement While()
    {
        _tokens.Take();
        return new(Condition(), Statement(), isBodyFirst: false);
    }

    private WhileStatement Do()
    {
        _tokens.Take();
        var body = Statement();
        _tokens.Expect("while");
        var condition = Condition();
        _tokens.TakeIf(";");
        return new(condition, body, isBodyFirst: true);
    }

    private SwitchStatement Switch()
    {
        _tokens.Take();
        var value = Condition();
        _tokens.Expect("{");
        var clauses = new List<SwitchClause>();
        while (!_tokens.TakeIf("}"))
        {
            var test = _tokens.TakeIf("default") ? null : Case();
            _tokens.Expect(":");
            var body = new List<JsStatement>();
            while (!_tokens.Is("case") && !_tokens.Is("default") && !_tokens.Is("}")) body.Add(Statement());
            clauses.Add(new(test, [.. body]));
        }

        return new(value, [.. clauses]);
    }

    private JsNode Case()
    {
        _tokens.Expect("case");
        return _expressions.Whole();
    }

    private ThrowStatement Throw()
    {
        _tokens.Take();
        var value = _expressions.Whole();
        _tokens.ExpectEnd();
        return new(value);
    }

    private TryStatement Try()
    {
        _tokens.Take();
        var body = Block();
        JsPattern? name = null;
        JsStatement? handler = null;
        if (_tokens.TakeIf("catch"))
        {
            if (_tokens.TakeIf("("))
            {
                name = _expressions.Pattern();
                _tokens.Expect(")");
            }

            handler = Block();
        }

        var last = _tokens.TakeIf("finally") ? Block() : null;
        return handler is null && last is null ? throw _tokens.Problem("'catch' or 'finally' is expected") : new(body, name, handler, last);
    }
}
