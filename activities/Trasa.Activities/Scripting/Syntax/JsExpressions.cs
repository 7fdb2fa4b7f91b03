using Trasa.Activities.Scripting.Nodes;
using Trasa.Activities.Scripting.Values;

namespace Trasa.Activities.Scripting.Syntax;

/// <summary>Parses expressions: operators by precedence, functions, calls.</summary>
internal sealed class JsExpressions(JsTokens tokens, JsParser statements)
{
    private const int LongestChain = 2_000;

    private static readonly Dictionary<string, int> Precedence = new()
    {
        ["??"] = 1, ["||"] = 2, ["&&"] = 3, ["|"] = 4, ["^"] = 5, ["&"] = 6,
        ["=="] = 7, ["!="] = 7, ["==="] = 7, ["!=="] = 7,
        ["<"] = 8, [">"] = 8, ["<="] = 8, [">="] = 8, ["instanceof"] = 8, ["in"] = 8,
        ["<<"] = 9, [">>"] = 9, [">>>"] = 9, ["+"] = 10, ["-"] = 10, ["*"] = 11, ["/"] = 11, ["%"] = 11, ["**"] = 12,
    };

    private static readonly HashSet<string> Assignments =
        ["=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??="];

    private readonly JsPrimary _primary = new(tokens);
    private readonly JsPatterns _patterns = new(tokens);

    /// <summary>An expression with commas.</summary>
    public JsNode Whole()
    {
        var first = Assignment();
        if (!tokens.Is(",")) return first;
        var nodes = new List<JsNode> { first };
        while (tokens.TakeIf(",")) nodes.Add(Assignment());
        return new SequenceNode([.. nodes]);
    }

    public JsNode Assignment()
    {
        tokens.Deeper();
        var node = Single();
        tokens.Higher();
        return node;
    }

    private JsNode Single()
    {
        if (Arrow() is { } arrow) return arrow;
        if ((tokens.Is("{") || tokens.Is("[")) && tokens.IsPattern()) return Destructuring();
        var left = Conditional();
        if (tokens.Current.Kind != JsTokenKind.Sign || !Assignments.Contains(tokens.Current.Text)) return left;
        if (left is not IJsTarget) throw tokens.Problem("what stands on the left cannot be assigned to");
        return new AssignmentNode(tokens.Take().Text, left, Assignment());
    }

    private DestructuringNode Destructuring()
    {
        var pattern = Pattern();
        tokens.Expect("=");
        return new(pattern, Assignment());
    }

    private FunctionNode? Arrow()
    {
        var isAsync = tokens.Is("async") && !tokens.Peek(1).AfterLine && (tokens.Peek(1).Is("(") || tokens.Peek(1).Kind == JsTokenKind.Name);
        var start = tokens.Peek(isAsync ? 1 : 0);
        if (start.Kind == JsTokenKind.Name && tokens.Peek(isAsync ? 2 : 1).Is("=>"))
        {
            if (isAsync) tokens.Take();
            return ArrowBody([new(new NamePattern(tokens.ExpectName()), null, false)]);
        }

        if (!start.Is("(")) return null;
        if (isAsync)
        {
            tokens.Take();
            return tokens.IsArrowList() ? ArrowBody(Parameters()) : throw tokens.Problem("'async' is expected before a function");
        }

        return tokens.IsArrowList() ? ArrowBody(Parameters()) : null;
    }

    private FunctionNode ArrowBody(List<JsParameter> parameters)
    {
        tokens.Expect("=>");
        return tokens.Is("{")
            ? new(null, parameters, statements.Body(), isArrow: true)
            : new(null, parameters, new(null, Assignment(), []), isArrow: true);
    }

    /// <summary>A function from its parameters on.</summary>
    public FunctionNode FunctionRest(string? name) => new(name, Parameters(), statements.Body(), isArrow: false);

    private List<JsParameter> Parameters()
    {
        tokens.Expect("(");
        var parameters = new List<JsParameter>();
        while (!tokens.TakeIf(")"))
        {
            var isRest = tokens.TakeIf("...");
            var target = Pattern();
            parameters.Add(new(target, tokens.TakeIf("=") ? Assignment() : null, isRest));
            if (!tokens.Is(")")) tokens.Expect(",");
        }

        return parameters;
    }

    /// <summary>The key of a member.</summary>
    public JsNode Key() => _primary.Members.Key(this);

    /// <summary>A class after its keyword.</summary>
    public ClassNode Class() => _primary.Members.Class(this);

    public JsPattern Pattern() => _patterns.Read(this);

    private JsNode Conditional()
    {
        var condition = Binary(1);
        if (!tokens.TakeIf("?")) return condition;
        var then = Assignment();
        tokens.Expect(":");
        return new ConditionalNode(condition, then, Assignment());
    }

    private JsNode Binary(int lowest)
    {
        var left = Unary();
        for (var length = 0; tokens.Current is { Kind: JsTokenKind.Sign or JsTokenKind.Keyword } sign && Precedence.TryGetValue(sign.Text, out var level) && level >= lowest; Lengthen(ref length))
        {
            tokens.Take();
            // Powers group from the right, all others from the left.
            tokens.Deeper();
            var right = Binary(sign.Text == "**" ? level : level + 1);
            tokens.Higher();
            left = sign.Text is "&&" or "||" or "??" ? new LogicalNode(sign.Text, left, right) : new BinaryNode(sign.Text, left, right);
        }

        return left;
    }

    /// <summary>A chain groups from the left, so each link is one deeper in the tree, and the tree is walked on the stack.</summary>
    private void Lengthen(ref int length)
    {
        if (++length > LongestChain) throw tokens.Problem($"more than {LongestChain} parts in one chain, which is the limit");
    }

    private JsNode Unary()
    {
        tokens.Deeper();
        var node = Prefixed();
        tokens.Higher();
        return node;
    }

    private JsNode Prefixed()
    {
        var token = tokens.Current;
        if (token.Kind is JsTokenKind.Sign && token.Text is "!" or "-" or "+" or "~")
        {
            tokens.Take();
            return new UnaryNode(token.Text, Unary());
        }

        if (token.Kind == JsTokenKind.Keyword && token.Text is "typeof" or "delete" or "void" or "await")
        {
            tokens.Take();
            return new UnaryNode(token.Text, Unary());
        }

        if (!token.Is("++") && !token.Is("--")) return Suffixed();
        tokens.Take();
        var operand = Unary();
        return operand is IJsTarget ? new UpdateNode(operand, token.Text == "++" ? 1 : -1, isPrefix: true) : throw tokens.Problem("this cannot be counted up or down");
    }

    private JsNode Suffixed()
    {
        var operand = Postfix();
        if (operand is not IJsTarget || tokens.Current.AfterLine || (!tokens.Is("++") && !tokens.Is("--"))) return operand;
        return new UpdateNode(operand, tokens.Take().Text == "++" ? 1 : -1, isPrefix: false);
    }

    /// <summary>A value and what follows it: members, indexes, calls, templates.</summary>
    public JsNode Postfix()
    {
        var node = tokens.Is("new") ? New() : _primary.Read(this);
        var hasOptional = false;
        for (var length = 0; ; Lengthen(ref length))
        {
            if (tokens.TakeIf(".")) node = new MemberNode(node, Name(), false);
            else if (tokens.TakeIf("?."))
            {
                hasOptional = true;
                node = tokens.Is("(") ? new CallNode(node, Arguments(), true)
                    : tokens.TakeIf("[") ? new MemberNode(node, Bracketed(), true)
                    : new MemberNode(node, Name(), true);
            }
            else if (tokens.TakeIf("[")) node = new MemberNode(node, Bracketed(), false);
            else if (tokens.Is("(")) node = new CallNode(node, Arguments(), false);
            else if (tokens.Current.Kind == JsTokenKind.Template) node = new TaggedNode(node, _primary.Template(tokens.Take(), this));
            else return hasOptional ? new ChainNode(node) : node;
        }
    }

    private NewNode New()
    {
        tokens.Expect("new");
        tokens.Deeper();
        var callee = tokens.Is("new") ? New() : _primary.Read(this);
        for (var length = 0; tokens.Is(".") || tokens.Is("["); Lengthen(ref length))
            callee = tokens.TakeIf(".") ? new MemberNode(callee, Name(), false) : new MemberNode(callee, TakeBracketed(), false);
        tokens.Higher();
        return new(callee, tokens.Is("(") ? Arguments() : []);
    }

    private JsNode TakeBracketed()
    {
        tokens.Expect("[");
        return Bracketed();
    }

    private JsNode Bracketed()
    {
        var key = Whole();
        tokens.Expect("]");
        return key;
    }

    private LiteralNode Name()
    {
        var token = tokens.Take();
        return token.Kind is JsTokenKind.Name or JsTokenKind.Keyword ? JsMembers.Named(token) : throw tokens.Problem($"a name is expected, not {token}");
    }

    public JsNode[] Arguments()
    {
        tokens.Expect("(");
        return Items(")");
    }

    /// <summary>Values with commas between them, up to the closing sign.</summary>
    public JsNode[] Items(string end)
    {
        var items = new List<JsNode>();
        while (!tokens.TakeIf(end))
        {
            if (end == "]" && tokens.TakeIf(","))
            {
                items.Add(new LiteralNode(JsUndefined.Value));
                continue;
            }

            items.Add(tokens.TakeIf("...") ? new SpreadNode(Assignment()) : Assignment());
            if (!tokens.Is(end)) tokens.Expect(",");
        }

        return [.. items];
    }
}
