using Trasa.Feel.Nodes;

namespace Trasa.Feel.Syntax;

/// <summary>The forms that begin with a keyword: <c>if</c>, <c>for</c>, <c>some</c>, <c>every</c>, <c>function</c>.</summary>
internal abstract class KeywordParser(string text, FeelScope scope, FeelOptions options) : TypeReader(text, scope, options)
{
    /// <summary>At the end of a range, "[" closes it and begins no filter.</summary>
    protected bool IsAtRangeEnd { get; set; }

    /// <summary>A whole expression.</summary>
    protected abstract Node Expression();

    protected IfNode If(int start)
    {
        var condition = Expression();
        ExpectWord("then");
        var then = Expression();
        ExpectWord("else");
        var otherwise = Expression();
        return new IfNode(From(start), condition, then, otherwise);
    }

    protected ForNode For(int start)
    {
        EnterScope(ForNode.Partial);
        var variables = Variables();
        ExpectWord("return");
        var body = Expression();
        LeaveScope();
        return new ForNode(From(start), variables, body);
    }

    protected QuantifiedNode Quantified(int start, bool isEvery)
    {
        EnterScope();
        var variables = Variables();
        ExpectWord("satisfies");
        var condition = Expression();
        LeaveScope();
        return new QuantifiedNode(From(start), isEvery, variables, condition);
    }

    private LoopVariable[] Variables()
    {
        var variables = new List<LoopVariable>();
        do
        {
            var name = ReadNameUntil("in");
            ExpectWord("in");
            var from = Expression();
            var to = TakeIf("..") ? Expression() : null;
            variables.Add(new LoopVariable(name, from, to));
            AddToScope(name);
        }
        while (TakeIf(","));
        return [.. variables];
    }

    protected FunctionNode Function(int start)
    {
        Expect("(");
        var parameters = new List<Parameter>();
        EnterScope();
        while (!Current.Is(")"))
        {
            var name = ReadNameUntil(":", ",", ")");
            var type = TakeIf(":") ? ReadType() : (Types.FeelType.Any, "Any");
            parameters.Add(new Parameter(name, type.Item1 ?? throw new FeelSyntaxException(FeelCode.UnknownType, From(start), $"There is no type {type.Item2}.", type.Item2)));
            AddToScope(name);
            if (!TakeIf(",")) break;
        }
        Expect(")");
        var body = TakeWord("external") ? External(start) : Bracketed(Expression);
        LeaveScope();
        return new FunctionNode(From(start), [.. parameters], body);
    }

    /// <summary>Code in other languages is read and refused: an authored rule runs nothing outside FEEL.</summary>
    private FaultyNode External(int start)
    {
        Bracketed(Expression);
        return new FaultyNode(From(start), FeelCode.UnknownFunction, "External functions are not supported; ask for a registered function instead.");
    }

    protected Node Bracketed(Func<Node> read)
    {
        var outer = IsAtRangeEnd;
        IsAtRangeEnd = false;
        var node = read();
        IsAtRangeEnd = outer;
        return node;
    }
}
