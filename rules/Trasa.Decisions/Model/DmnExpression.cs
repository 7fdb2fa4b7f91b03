namespace Trasa.Decisions.Model;

/// <summary>A place in a file; zero when the model was not read from one.</summary>
public readonly record struct Place(int Line, int Column);

/// <summary>Decision logic in one of its boxed forms (DMN 1.5, chapter 10.2).</summary>
public abstract record DmnExpression
{
    public string? TypeRef { get; init; }

    public string? Id { get; init; }

    public Place Place { get; init; }
}

public sealed record LiteralExpression(string Text) : DmnExpression;

public sealed record BoxedContext(IReadOnlyList<BoxedEntry> Entries) : DmnExpression;

/// <summary>An entry of a context; without a variable it is the result.</summary>
public sealed record BoxedEntry(Variable? Variable, DmnExpression? Value);

public sealed record Relation(IReadOnlyList<Variable> Columns, IReadOnlyList<IReadOnlyList<DmnExpression?>> Rows) : DmnExpression;

public sealed record BoxedList(IReadOnlyList<DmnExpression?> Items) : DmnExpression;

public sealed record Invocation(DmnExpression? Callee, IReadOnlyList<Binding> Bindings) : DmnExpression;

public sealed record Binding(Variable Parameter, DmnExpression? Value);

/// <summary>A function; <see cref="Kind"/> is FEEL, Java or PMML, and only FEEL runs.</summary>
public sealed record FunctionDefinition(IReadOnlyList<Variable> Parameters, DmnExpression? Body, string Kind = "FEEL") : DmnExpression;

public sealed record Conditional(DmnExpression? If, DmnExpression? Then, DmnExpression? Else) : DmnExpression;

public sealed record BoxedFilter(DmnExpression? In, DmnExpression? Match) : DmnExpression;

/// <summary>A boxed loop; <see cref="Kind"/> says what it yields.</summary>
public sealed record BoxedLoop(LoopKind Kind, string VariableName, DmnExpression? In, DmnExpression? Body) : DmnExpression;

public enum LoopKind
{
    For,
    Some,
    Every,
}
