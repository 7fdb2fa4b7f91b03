using System.Globalization;
using Trasa.Feel.Nodes;
using Trasa.Feel.Temporal;
using Trasa.Feel.Values;

namespace Trasa.Feel.Syntax;

/// <summary>Operators by precedence (DMN 1.5, section 10.3.1.2, rule 4), and the two entry points. Operands are in <see cref="OperandParser"/>.</summary>
internal sealed class Parser(string text, FeelScope scope, FeelOptions options) : OperandParser(text, scope, options)
{
    private const int Or = 1;
    private const int And = 2;
    private const int Comparison = 3;
    private const int Sum = 4;
    private const int Product = 5;
    private const int Power = 6;

    /// <summary>The expression, and what is to be said about it although it reads.</summary>
    public static (Node Node, IReadOnlyList<FeelDiagnostic> Warnings) ReadExpression(string text, FeelScope scope, FeelOptions options)
    {
        if (text.Length <= options.MaxTextLength && PlainCell.Literal(text) is { } plain) return (plain, []);
        var parser = new Parser(text, scope, options);
        var node = parser.Expression();
        return parser.Current.Kind == TokenKind.End ? (node, parser.Warnings) : throw parser.Unexpected("an operator or the end");
    }

    /// <summary>The tests of a cell, and what is to be said about them although they read.</summary>
    public static (UnaryTestsNode Node, IReadOnlyList<FeelDiagnostic> Warnings) ReadUnaryTests(string text, FeelScope scope, FeelOptions options)
    {
        if (text.Length <= options.MaxTextLength && PlainCell.Tests(text) is { } plain) return (plain, []);
        var parser = new Parser(text, scope, options);
        var node = parser.UnaryTests();
        return parser.Current.Kind == TokenKind.End ? (node, parser.Warnings) : throw parser.Unexpected("a comma or the end");
    }

    protected override Node Expression() => Nested(() => Binary(Or));

    protected override Node Operand() => Nested(() => Binary(Sum));

    private UnaryTestsNode UnaryTests()
    {
        if (Current.Kind == TokenKind.End) return new UnaryTestsNode(new FeelSpan(0, 0), [], false);
        if (Current.Is("-") && Ahead(1).Kind == TokenKind.End) return new UnaryTestsNode(Take().Span, [], false);
        if (!Current.IsWord("not") || !Ahead(1).Is("(") || !ClosesAtEnd()) return new UnaryTestsNode(FeelSpan.Between(0, Tokens[^1].End), Tests(), false);
        Position += 2;
        var tests = Tests();
        Expect(")");
        return new UnaryTestsNode(FeelSpan.Between(0, LastEnd), tests, true);
    }

    /// <summary>Whether the bracket after <c>not</c> closes at the very end: <c>not(a) or b</c> is an expression.</summary>
    private bool ClosesAtEnd()
    {
        var depth = 0;
        for (var i = Position + 1; i < Tokens.Count; i++)
        {
            if (Tokens[i].Is("(")) depth++;
            else if (Tokens[i].Is(")") && --depth == 0) return Tokens[i + 1].Kind == TokenKind.End;
        }
        return true;
    }

    private UnaryTest[] Tests()
    {
        var tests = new List<UnaryTest>();
        do
        {
            MentionsInput = false;
            var node = Expression();
            tests.Add(new UnaryTest(node, MentionsInput));
        }
        while (TakeIf(","));
        return [.. tests];
    }

    private Node Binary(int lowest) => Continue(Unary(), lowest);

    private Node Continue(Node left, int lowest)
    {
        while (true)
        {
            var (level, start) = (Level(), left.Span.Start);
            if (level < lowest) return left;
            if (level == Or || level == And) left = Chain(left, level);
            else if (level == Comparison) left = Compare(left, start);
            else left = Calculate(left, start, level);
        }
    }

    private int Level() => Current.Kind switch
    {
        TokenKind.Name => Current.Text switch { "or" => Or, "and" => And, "between" or "in" => Comparison, _ => 0 },
        TokenKind.Symbol => Current.Text switch
        {
            "=" or "!=" or "<" or "<=" or ">" or ">=" => Comparison,
            "+" or "-" => Sum,
            "*" or "/" => Product,
            "**" => Power,
            _ => 0,
        },
        TokenKind.QuotedName or TokenKind.Number or TokenKind.String or TokenKind.Unreadable or TokenKind.End => 0,
    };

    private LogicNode Chain(Node first, int level)
    {
        var operands = new List<Node> { first };
        while (Level() == level)
        {
            Take();
            operands.Add(Binary(level + 1));
        }
        return new LogicNode(From(first.Span.Start), level == And, [.. operands]);
    }

    private Node Compare(Node left, int start)
    {
        var sign = Take();
        if (sign.Kind == TokenKind.Symbol)
        {
            RefuseTest();
            var right = Binary(Sum);
            return new ComparisonNode(From(start), Operator(sign.Text), left, right);
        }
        if (sign.Text == "in")
        {
            var tests = InTests();
            return new InNode(From(start), left, tests);
        }
        RefuseTest();
        var low = Binary(Sum);
        ExpectWord("and");
        RefuseTest();
        var high = Binary(Sum);
        return new BetweenNode(From(start), left, low, high);
    }

    private ArithmeticNode Calculate(Node left, int start, int level)
    {
        var sign = Take().Text switch
        {
            "+" => ArithmeticOperator.Add,
            "-" => ArithmeticOperator.Subtract,
            "*" => ArithmeticOperator.Multiply,
            "/" => ArithmeticOperator.Divide,
            _ => ArithmeticOperator.Power,
        };
        RefuseTest();
        var right = Binary(level + 1);
        return new ArithmeticNode(From(start), sign, left, right);
    }

    /// <summary><c>in (a, &lt; b)</c> lists tests; <c>in (a..b)</c> and <c>in (a + b) * c</c> are one operand that begins with a bracket.</summary>
    private Node[] InTests()
    {
        if (!Current.Is("(")) return [Operand()];
        var start = Take().Start;
        var tests = new List<Node>();
        do tests.Add(Bracketed(Expression));
        while (TakeIf(","));
        if (tests.Count == 1 && Current.Is("..")) return [Range(start, tests[0], false)];
        Expect(")");
        // Read on from here: going back to the bracket would read nested ones again and again.
        return tests.Count == 1 ? [Continue(Follow(tests[0]), Sum)] : [.. tests];
    }

    private Node Unary()
    {
        if (!Current.Is("-")) return Postfix();
        var start = Take().Start;
        RefuseTest();
        var operand = Nested(Unary);
        return new NegationNode(From(start), operand);
    }

    internal static FeelValue? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? FeelValue.Of(number)
            : null;

    internal static Node AtLiteral(FeelSpan span, string text) => TemporalText.Any(text) is { } value
        ? new LiteralNode(span, value)
        : new FaultyNode(span, FeelCode.InvalidValue, $"@\"{text}\" is no date, time, date and time or duration.");
}
