using Trasa.Decisions.Model;
using Trasa.Decisions.Tables;
using Trasa.Decisions.Xml;
using Trasa.Feel;
using Trasa.Feel.Nodes;
using Trasa.Feel.Syntax;
using Trasa.Feel.Types;
using Trasa.Feel.Values;

namespace Trasa.Decisions.Graph;

/// <summary>Turns boxed logic into the nodes of the FEEL compiler: a boxed context becomes a context, an invocation a call.</summary>
internal sealed class ExpressionBuilder(ModelTypes types, FeelOptions options, string element, List<DmnProblem> problems, NamesInSight? sight = null)
{
    private static readonly FeelSpan Nowhere = new(0, 0);

    // What does not read is reported once, and not looked at again.
    private readonly HashSet<Node> _unread = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _unknownFunctions = new(StringComparer.Ordinal);
    private NamesInSight _sight = sight ?? NamesInSight.Unknown;

    public Node Build(DmnExpression? expression, FeelScope scope)
    {
        if (expression is null) return new FaultyNode(Nowhere, FeelCode.MissingLogic, $"{element} has an empty place where logic belongs.");
        try
        {
            return BuildTyped(expression, scope);
        }
        catch (FeelSyntaxException problem)
        {
            // Each part reads, and together they are nested too deep.
            return Faulty(problem, "", expression.Place);
        }
    }

    private Node BuildTyped(DmnExpression expression, FeelScope scope)
    {
        var node = BuildPlain(expression, scope);
        return TypeOf(expression.TypeRef, expression.Place) is { } type && expression is not FunctionDefinition ? new TypedNode(node, type, element) : node;
    }

    public FunctionNode Function(FunctionDefinition function, FeelScope scope, FeelType? result = null, string name = "")
    {
        var parameters = function.Parameters.Select(p => new Parameter(FeelNames.Normalize(p.Name), TypeOf(p.TypeRef, function.Place) ?? FeelType.Any)).ToArray();
        foreach (var parameter in parameters) _sight = _sight.Without(parameter.Name);
        var body = function.Kind == "FEEL"
            ? Build(function.Body, scope.With(parameters.Select(p => p.Name)))
            : new FaultyNode(Nowhere, FeelCode.UnknownFunction, $"{element}: functions of the kind {function.Kind} are not run.");
        return new FunctionNode(Nowhere, parameters, body, result ?? (function.TypeRef is null ? null : ResultOf(TypeOf(function.TypeRef, function.Place))), name);
    }

    /// <summary>The type of a reference; one that nobody knows is reported and not checked.</summary>
    public FeelType? TypeOf(string? reference, Place place)
    {
        var type = types.Find(reference);
        if (type is null && reference is not (null or "" or "Any")) problems.Add(new DmnProblem("DMN-020", place, element, $"There is no type {reference}."));
        return type;
    }

    /// <summary>Older files declare the result, newer ones the function's own type.</summary>
    public static FeelType? ResultOf(FeelType? type) => (type as NamedType)?.Base is FunctionType named ? named.Result : type is FunctionType function ? function.Result : type;

    public Node Literal(string text, FeelScope scope, Place place)
    {
        if (string.IsNullOrWhiteSpace(text)) return new LiteralNode(Nowhere, FeelValue.Null);
        try
        {
            return Told(Parser.ReadExpression(text, scope, options), text, place);
        }
        catch (FeelSyntaxException problem)
        {
            return Faulty(problem, text, place);
        }
    }

    public UnaryTestsNode Tests(string text, FeelScope scope, Place place)
    {
        try
        {
            return Told(Parser.ReadUnaryTests(text, scope, options), text, place);
        }
        catch (FeelSyntaxException problem)
        {
            var cell = new UnaryTestsNode(Nowhere, [new UnaryTest(Faulty(problem, text, place), true)], false);
            _unread.Add(cell);
            return cell;
        }
    }

    private T Told<T>((T Node, IReadOnlyList<FeelDiagnostic> Warnings) read, string text, Place place)
    {
        foreach (var warning in read.Warnings)
        {
            _unknownFunctions.UnionWith(warning.Arguments);
            Report(warning, text, place);
        }

        return read.Node;
    }

    private void Report(FeelDiagnostic diagnostic, string text, Place place, bool isWarning = false) =>
        problems.Add(new DmnProblem(diagnostic.Id, place, element, $"\"{text.Trim()}\" at {diagnostic.Span.Start}: {diagnostic.Message}", isWarning));

    private FaultyNode Faulty(FeelSyntaxException problem, string text, Place place)
    {
        var diagnostic = problem.Diagnostic;
        Report(diagnostic, text, place);
        var node = new FaultyNode(diagnostic.Span, diagnostic.Code, diagnostic.Message);
        _unread.Add(node);
        return node;
    }

    private Node BuildPlain(DmnExpression expression, FeelScope scope) => expression switch
    {
        LiteralExpression literal => Literal(literal.Text, scope, literal.Place),
        DecisionTable table => Table(table, scope),
        BoxedContext context => Context(context, scope),
        Relation relation => Rows(relation, scope),
        BoxedList list => new ListNode(Nowhere, [.. list.Items.Select(item => Build(item, scope))]),
        Invocation invocation => new CallNode(Nowhere, Build(invocation.Callee, scope),
            [.. invocation.Bindings.Select(binding => Bound(binding, scope))], [.. invocation.Bindings.Select(binding => FeelNames.Normalize(binding.Parameter.Name))]),
        FunctionDefinition function => Function(function, scope),
        Conditional conditional => new IfNode(Nowhere, Build(conditional.If, scope), Build(conditional.Then, scope), Build(conditional.Else, scope)),
        BoxedFilter filter => new FilterNode(Nowhere, Build(filter.In, scope), Match(filter.Match, scope), true),
        BoxedLoop loop => Loop(loop, scope),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} is logic that the compiler does not know; teach it here."),
    };

    private Node Match(DmnExpression? match, FeelScope scope)
    {
        // Members of the items are names there.
        _sight = NamesInSight.Unknown;
        return Build(match, scope.With("item"));
    }

    private TableNode Table(DecisionTable table, FeelScope scope)
    {
        var nodes = new TableBuilder(this, table, scope, element).Build();
        var cells = new CellProblems(table, [.. nodes.Columns.Select(column => column.Expression)], types, _sight, scope, options);
        for (var column = 0; column < nodes.Columns.Length; column++)
        {
            var (at, input) = (column, table.Inputs[column]);
            if (nodes.Columns[column].Allowed is { } allowed) Tell(allowed, cells.OfTests(allowed, at, _unknownFunctions), input.AllowedValues ?? "", input.Place);
            ForEach(nodes.Columns[column].Cells, (cell, rule) => Tell(cell, cells.OfTests(cell, at, _unknownFunctions), rule.Inputs[at], rule.Place), table);
        }

        for (var column = 0; column < nodes.Outputs.Length; column++)
        {
            var (at, output) = (column, table.Outputs[column]);
            if (nodes.Outputs[column].Default is { } value) Tell(value, cells.OfAnswer(value, at, _unknownFunctions), output.Default ?? "", output.Place);
            ForEach(nodes.Outputs[column].Cells, (cell, rule) => Tell(cell, cells.OfAnswer(cell, at, _unknownFunctions), rule.Outputs[at], rule.Place), table);
        }

        return new TableNode(table, nodes);
    }

    /// <summary>Equal texts of a column are one node; they are looked at in the first row.</summary>
    private static void ForEach<T>(T[] cells, Action<T, TableRule> look, DecisionTable table)
        where T : Node
    {
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        for (var row = 0; row < cells.Length; row++)
            if (seen.Add(cells[row])) look(cells[row], table.Rules[row]);
    }

    private void Tell(Node cell, IEnumerable<CellProblem> found, string text, Place place)
    {
        if (_unread.Contains(cell)) return;
        foreach (var problem in found) Report(problem.Diagnostic, text, place, problem.IsWarning);
    }

    private Node Bound(Binding binding, FeelScope scope)
    {
        var value = binding.Value is null ? new LiteralNode(Nowhere, FeelValue.Null) : Build(binding.Value, scope);
        return TypeOf(binding.Parameter.TypeRef, default) is { } type ? new TypedNode(value, type, binding.Parameter.Name) : value;
    }

    private ContextNode Context(BoxedContext context, FeelScope scope)
    {
        var entries = new List<ContextEntry>();
        Node? result = null;
        foreach (var entry in context.Entries)
        {
            if (entry.Variable is null)
            {
                result = Build(entry.Value, scope);
                continue;
            }
            var name = FeelNames.Normalize(entry.Variable.Name);
            entries.Add(new ContextEntry(name, Build(entry.Value, entry.Value is FunctionDefinition ? scope.With(name) : scope), TypeOf(entry.Variable.TypeRef, default)));
            scope = scope.With(name);
            _sight = _sight.Without(name);
        }
        return new ContextNode(Nowhere, [.. entries], result);
    }

    private ListNode Rows(Relation relation, FeelScope scope)
    {
        (string Name, FeelType? Type)[] columns = [.. relation.Columns.Select(column => (FeelNames.Normalize(column.Name), TypeOf(column.TypeRef, relation.Place)))];
        return new ListNode(Nowhere, [.. relation.Rows.Select(row => new ContextNode(Nowhere, [.. columns.Zip(row, (column, cell) => new ContextEntry(column.Name, Build(cell, scope), column.Type))]))]);
    }

    private Node Loop(BoxedLoop loop, FeelScope scope)
    {
        var variable = new LoopVariable(FeelNames.Normalize(loop.VariableName), Build(loop.In, scope), null);
        _sight = _sight.Without(variable.Name);
        var body = Build(loop.Body, scope.With(variable.Name, ForNode.Partial));
        return loop.Kind switch
        {
            LoopKind.For => new ForNode(Nowhere, [variable], body),
            LoopKind.Some => new QuantifiedNode(Nowhere, false, [variable], body, true),
            LoopKind.Every => new QuantifiedNode(Nowhere, true, [variable], body, true),
        };
    }
}
