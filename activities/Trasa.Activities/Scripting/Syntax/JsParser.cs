using Trasa.Activities.Scripting.Nodes;
using Trasa.Engine.Expressions;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>
/// Parses the JavaScript of workflow definitions: ECMAScript 2022 without generators and modules.
/// <c>async</c> and <c>await</c> are read and run at once, as there is nothing to wait for.
/// </summary>
internal sealed class JsParser
{
    private readonly JsTokens _tokens;
    private readonly JsExpressions _expressions;
    private readonly JsLoopParser _loops;
    private List<string> _variables = [];

    private JsParser(string source)
    {
        _tokens = new(source);
        _expressions = new(_tokens, this);
        _loops = new(_tokens, _expressions, this);
    }

    /// <exception cref="ExpressionSyntaxException">It is not JavaScript, or more of it than is known here.</exception>
    public static JsStatement ParseScript(string source)
    {
        if (source.Length > JsBudget.LongestSource)
            throw new ExpressionSyntaxException($"JavaScript: the script has {source.Length} characters; the limit is {JsBudget.LongestSource}.");
        try
        {
            var parser = new JsParser(source);
            var statements = new List<JsStatement>();
            while (parser._tokens.Current.Kind != JsTokenKind.End) statements.Add(parser.Statement());
            return new BlockStatement([.. statements], ownsNames: false);
        }
        catch (InsufficientExecutionStackException)
        {
            throw new ExpressionSyntaxException("JavaScript: the script is nested too deeply.");
        }
    }

    /// <summary>The statements of a function, and the names that <c>var</c> declares in them.</summary>
    public FunctionBody Body()
    {
        var outer = _variables;
        _variables = [];
        var body = new FunctionBody(Block(), null, _variables);
        _variables = outer;
        return body;
    }

    private BlockStatement Block()
    {
        _tokens.Expect("{");
        var statements = new List<JsStatement>();
        while (!_tokens.TakeIf("}"))
        {
            if (_tokens.Current.Kind == JsTokenKind.End) throw _tokens.Problem("'}' is missing");
            statements.Add(Statement());
        }

        var ownsNames = statements.Exists(statement => statement is FunctionStatement or ClassStatement or DeclarationStatement { Kind: not DeclarationKind.Var });
        return new BlockStatement([.. statements], ownsNames);
    }

    public JsStatement Statement()
    {
        _tokens.Deeper();
        var statement = Single();
        _tokens.Higher();
        return statement;
    }

    private JsStatement Single()
    {
        var token = _tokens.Current;
        if (token.Kind == JsTokenKind.Keyword && Keyword(token.Text) is { } statement) return statement;
        if (token.Is("{")) return Block();
        if (token.Kind == JsTokenKind.Name && _tokens.Peek(1).Is(":")) return Labelled();
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
        "for" or "while" or "do" => _loops.Read([]),
        "switch" => Switch(),
        "throw" => Throw(),
        "try" => Try(),
        "debugger" => Skip(),
        "class" => Class(),
        "import" or "export" or "with" => throw _tokens.Problem($"'{word}' is not supported in workflow scripts"),
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
        if (_tokens.Is("*")) throw _tokens.NoGenerators();
        return new(_expressions.FunctionRest(_tokens.ExpectName()));
    }

    private ClassStatement Class()
    {
        _tokens.Take();
        if (_tokens.Current.Kind != JsTokenKind.Name) throw _tokens.Problem($"a name is expected before {_tokens.Current}");
        return new(_expressions.Class());
    }

    private JsStatement Labelled()
    {
        var label = _tokens.ExpectName();
        _tokens.Expect(":");
        return _loops.Read([label]) ?? new LabelledStatement(label, Statement());
    }

    private DeclarationStatement Declaration()
    {
        var kind = Kind(_tokens.Take().Text);
        var declaration = Declared(kind, Declarators());
        _tokens.ExpectEnd();
        return declaration;
    }

    public DeclarationStatement Declared(DeclarationKind kind, List<JsDeclarator> declarators)
    {
        foreach (var declarator in declarators) Declared(kind, declarator.Target);
        return new(kind, [.. declarators]);
    }

    /// <summary>What <c>var</c> declares belongs to the whole function.</summary>
    public void Declared(DeclarationKind kind, JsPattern target)
    {
        if (kind == DeclarationKind.Var) _variables.AddRange(target.Names);
    }

    public static DeclarationKind Kind(string word) => word switch
    {
        "var" => DeclarationKind.Var,
        "let" => DeclarationKind.Let,
        _ => DeclarationKind.Const,
    };

    public List<JsDeclarator> Declarators()
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
        var label = completion != Completion.Return && _tokens.Current is { Kind: JsTokenKind.Name, AfterLine: false } ? _tokens.ExpectName() : null;
        _tokens.ExpectEnd();
        return new(completion, value, label);
    }

    private IfStatement If()
    {
        var branches = new List<IfBranch>();
        while (true)
        {
            _tokens.Expect("if");
            branches.Add(new(Condition(), Statement()));
            if (!_tokens.TakeIf("else")) return new([.. branches], null);
            if (!_tokens.Is("if")) return new([.. branches], Statement());
        }
    }

    public JsNode Condition()
    {
        _tokens.Expect("(");
        var condition = _expressions.Whole();
        _tokens.Expect(")");
        return condition;
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
