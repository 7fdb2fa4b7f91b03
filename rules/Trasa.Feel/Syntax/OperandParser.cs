using Trasa.Feel.Nodes;
using Trasa.Feel.Values;

namespace Trasa.Feel.Syntax;

/// <summary>Operands: literals, names, brackets, and what may follow them (paths, filters, calls, <c>instance of</c>).</summary>
internal abstract class OperandParser(string text, FeelScope scope, FeelOptions options) : KeywordParser(text, scope, options)
{
    /// <summary>What reads, but yields null whatever the values are: calls of functions that nobody knows.</summary>
    protected List<FeelDiagnostic> Warnings { get; } = [];

    /// <summary>Set when a question mark was read.</summary>
    protected bool MentionsInput { get; set; }

    /// <summary>An expression without comparisons and logic.</summary>
    protected abstract Node Operand();

    protected Node Postfix() => Follow(Primary());

    /// <summary>What may follow an operand.</summary>
    protected Node Follow(Node node)
    {
        var start = node.Span.Start;
        while (true)
        {
            if (Current.Is(".") && Ahead(1).Kind is TokenKind.Name or TokenKind.QuotedName) node = Path(node, start);
            else if (Current.Is("[") && !IsAtRangeEnd) node = Filter(node, start);
            else if (Current.Is("(")) node = Call(node, start);
            else if (Current.IsWord("instance") && Ahead(1).IsWord("of")) node = InstanceOf(node, start);
            else return node;
        }
    }

    /// <summary>A test such as <c>&lt; 5</c> stands alone or in brackets and is no side of an operator: <c>&lt; &lt; 5</c> and <c>= = 5</c> are slips.</summary>
    protected void RefuseTest()
    {
        if (Current.Kind == TokenKind.Symbol && Current.Text is "=" or "!=" or "<" or "<=" or ">" or ">=") throw Unexpected("a value");
    }

    protected static ComparisonOperator Operator(string sign) => sign switch
    {
        "=" => ComparisonOperator.Equal,
        "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        _ => ComparisonOperator.GreaterOrEqual,
    };

    private PathNode Path(Node node, int start)
    {
        Take();
        var member = ReadMember();
        return new PathNode(From(start), node, member);
    }

    private FilterNode Filter(Node node, int start)
    {
        Take();
        EnterScope("item");
        var filter = Bracketed(Expression);
        LeaveScope();
        Expect("]");
        return new FilterNode(From(start), node, filter);
    }

    private InstanceOfNode InstanceOf(Node node, int start)
    {
        Position += 2;
        var (type, name) = ReadType();
        return new InstanceOfNode(From(start), node, type, name);
    }

    private CallNode Call(Node callee, int start)
    {
        Take();
        var (names, arguments, named) = (new List<string>(), new List<Node>(), IsNameBeforeColon());
        while (!Current.Is(")"))
        {
            if (named)
            {
                names.Add(ReadNameUntil(":"));
                Expect(":");
            }
            arguments.Add(Bracketed(Expression));
            if (!TakeIf(",")) break;
        }
        Expect(")");
        return new CallNode(From(start), callee, [.. arguments], named ? [.. names] : null);
    }

    private Node Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return Parser.Number(token.Text) is { } number ? new LiteralNode(token.Span, number) : new FaultyNode(token.Span, FeelCode.Overflow, $"{token.Text} is larger than a number can be.");
            case TokenKind.String:
                Take();
                return new LiteralNode(token.Span, FeelValue.Of(token.Text));
            case TokenKind.Name:
                return Word(token);
            case TokenKind.QuotedName:
                return new NameNode(token.Span, Take().Text);
            case TokenKind.Symbol:
                return Symbol(token);
            case TokenKind.Unreadable:
            case TokenKind.End:
            default:
                throw Unexpected("a value");
        }
    }

    private Node Symbol(Token token)
    {
        Take();
        switch (token.Text)
        {
            case "(":
                return Parenthesis(token.Start);
            case "[":
                return List(token.Start);
            case "]":
                return Range(token.Start, Bracketed(Operand), false);
            case "{":
                return Context(token.Start);
            case "?":
                MentionsInput = true;
                return new InputNode(token.Span);
            case "@" when Current.Kind == TokenKind.String:
                return Parser.AtLiteral(FeelSpan.Between(token.Start, Current.End), Take().Text);
            case "=" or "!=" or "<" or "<=" or ">" or ">=":
                RefuseTest();
                var end = Operand();
                return new OneSidedRangeNode(From(token.Start), Operator(token.Text), end);
            default:
                Position--;
                throw Unexpected("a value");
        }
    }

    private Node Parenthesis(int start)
    {
        var first = Bracketed(Expression);
        if (Current.Is("..")) return Range(start, first, false);
        Expect(")");
        return first;
    }

    private Node List(int start)
    {
        var items = new List<Node>();
        while (!Current.Is("]"))
        {
            items.Add(Bracketed(Expression));
            if (items.Count == 1 && Current.Is("..")) return Range(start, items[0], true);
            if (!TakeIf(",")) break;
        }
        Expect("]");
        return new ListNode(From(start), [.. items]);
    }

    protected RangeNode Range(int start, Node from, bool startIncluded)
    {
        Expect("..");
        RefuseTest();
        var outer = IsAtRangeEnd;
        IsAtRangeEnd = true;
        var to = Operand();
        IsAtRangeEnd = outer;
        var close = Take();
        if (!close.Is("]") && !close.Is(")") && !close.Is("["))
        {
            Position--;
            throw Unexpected("']' or ')'");
        }
        return new RangeNode(From(start), from, startIncluded, to, close.Is("]"));
    }

    private ContextNode Context(int start)
    {
        var entries = new List<ContextEntry>();
        EnterScope();
        while (!Current.Is("}"))
        {
            var name = Current.Kind == TokenKind.String ? Take().Text : ReadNameUntil(":");
            Expect(":");
            if (Current.IsWord("function")) AddToScope(name);
            entries.Add(new ContextEntry(name, Bracketed(Expression)));
            AddToScope(name);
            if (!TakeIf(",")) break;
        }
        LeaveScope();
        Expect("}");
        return new ContextNode(From(start), [.. entries]);
    }

    private Node Word(Token token)
    {
        switch (token.Text)
        {
            case "true" or "false":
                return new LiteralNode(Take().Span, FeelValue.Of(token.Text == "true"));
            case "null":
                return new LiteralNode(Take().Span, FeelValue.Null);
            case "if":
                return If(Take().Start);
            case "for":
                return For(Take().Start);
            case "some" or "every":
                return Quantified(Take().Start, token.Text == "every");
            case "function" when Ahead(1).Is("("):
                return Function(Take().Start);
            case "and" or "or" or "in" or "then" or "else" or "return" or "satisfies" or "between":
                throw Unexpected("a value");
            default:
                var name = ReadName();
                var node = new NameNode(From(token.Start), name);
                if (!IsNameKnown && Current.Is("(")) Warnings.Add(new FeelDiagnostic(FeelCode.UnknownFunction, node.Span, $"There is no function {name}.", [name]));
                return node;
        }
    }
}
