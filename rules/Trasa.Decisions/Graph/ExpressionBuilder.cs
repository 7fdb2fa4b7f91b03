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
internal sealed class ExpressionBuilder(ModelTypes types, FeelOptions options, string element, List<DmnProblem> problems)
{
    private static readonly FeelSpan Nowhere = new(0, 0);

    public Node Build(DmnExpression? expression, FeelScope scope)
    {
        if (expression is null) return new FaultyNode(Nowhere, FeelCode.MissingLogic, $"{element} has an empty place where logic belongs.");
        var node = BuildPlain(expression, scope);
        return TypeOf(expression.TypeRef, expression.Place) is { } type && expression is not FunctionDefinition ? new TypedNode(node, type, element) : node;
    }

    public FunctionNode Function(FunctionDefinition function, FeelScope scope, FeelType? result = null, string name = "")
    {
        var parameters = function.Parameters.Select(p => new Parameter(FeelNames.Normalize(p.Name), TypeOf(p.TypeRef, function.Place) ?? FeelType.Any)).ToArray();
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
            return new UnaryTestsNode(Nowhere, [new UnaryTest(Faulty(problem, text, place), true)], false);
        }
    }

    private T Told<T>((T Node, IReadOnlyList<FeelDiagnostic> Warnings) read, string text, Place place)
    {
        foreach (var warning in read.Warnings) Report(warning, text, place);
        return read.Node;
    }

    private void Report(FeelDiagnostic diagnostic, string text, Place place) =>
        problems.Add(new DmnProblem(diagnostic.Id, place, element, $"\"{text.Trim()}\" at {diagnostic.Span.Start}: {diagnostic.Message}"));

    private FaultyNode Faulty(FeelSyntaxException problem, string text, Place place)
    {
        var diagnostic = problem.Diagnostic;
        Report(diagnostic, text, place);
        return new FaultyNode(diagnostic.Span, diagnostic.Code, diagnostic.Message);
    }

    private Node BuildPlain(DmnExpression expression, FeelScope scope) => expression switch
    {
        LiteralExpression literal => Literal(literal.Text, scope, literal.Place),
        DecisionTable table => new TableNode(table, new TableBuilder(this, table, scope, element).Build()),
        BoxedContext context => Context(context, scope),
        Relation relation => Rows(relation, scope),
        BoxedList list => new ListNode(Nowhere, [.. list.Items.Select(item => Build(item, scope))]),
        Invocation invocation => new CallNode(Nowhere, Build(invocation.Callee, scope),
            [.. invocation.Bindings.Select(binding => Bound(binding, scope))], [.. invocation.Bindings.Select(binding => FeelNames.Normalize(binding.Parameter.Name))]),
        FunctionDefinition function => Function(function, scope),
        Conditional conditional => new IfNode(Nowhere, Build(conditional.If, scope), Build(conditional.Then, scope), Build(conditional.Else, scope)),
        BoxedFilter filter => new FilterNode(Nowhere, Build(filter.In, scope), Build(filter.Match, scope.With("item")), true),
        BoxedLoop loop => Loop(loop, scope),
        _ => throw new InvalidOperationException($"{expression.GetType().Name} is logic that the compiler does not know; teach it here."),
    };

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
        var body = Build(loop.Body, scope.With(variable.Name, ForNode.Partial));
        return loop.Kind switch
        {
            LoopKind.For => new ForNode(Nowhere, [variable], body),
            LoopKind.Some => new QuantifiedNode(Nowhere, false, [variable], body, true),
            LoopKind.Every => new QuantifiedNode(Nowhere, true, [variable], body, true),
        };
    }
}
