namespace Trasa.Decisions.Model;

/// <summary>A DMN file: what it defines, as it was written. Data only; <c>Graph.DecisionModel</c> runs it.</summary>
public sealed record Definitions
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The namespace that imports name it by.</summary>
    public string Namespace { get; init; } = "";

    public string? Description { get; init; }

    public IReadOnlyList<Import> Imports { get; init; } = [];

    public IReadOnlyList<ItemDefinition> ItemDefinitions { get; init; } = [];

    public IReadOnlyList<InputData> Inputs { get; init; } = [];

    public IReadOnlyList<DecisionElement> Decisions { get; init; } = [];

    public IReadOnlyList<BusinessKnowledgeModel> KnowledgeModels { get; init; } = [];

    public IReadOnlyList<DecisionService> Services { get; init; } = [];

    /// <summary>Kept for readers: nothing of it runs.</summary>
    public IReadOnlyList<KnowledgeSource> Sources { get; init; } = [];

    /// <summary>Kept for readers: nothing of it runs.</summary>
    public IReadOnlyList<TextAnnotation> Annotations { get; init; } = [];
}

/// <summary>Another model whose elements are used under a name.</summary>
public sealed record Import(string Name, string Namespace, string? LocationUri = null);

/// <summary>A variable: its name and the type that it declares, if any.</summary>
public sealed record Variable(string Name, string? TypeRef = null, string? Id = null);

/// <summary>A value that the caller supplies.</summary>
public sealed record InputData(string Id, string Name, Variable Variable, string? Description = null);

/// <summary>What an element needs: references to elements, <c>#id</c> or <c>namespace#id</c>.</summary>
public sealed record Requirements(IReadOnlyList<string> Inputs, IReadOnlyList<string> Decisions, IReadOnlyList<string> Knowledge)
{
    public static readonly Requirements None = new([], [], []);

    /// <summary>Who or what vouches for the element: a law, a manual, a person.</summary>
    public IReadOnlyList<Authority> Authorities { get; init; } = [];
}

/// <summary>A reference to a knowledge source, or to a decision or input data that is one.</summary>
public sealed record Authority(AuthorityKind Kind, string Href);

public enum AuthorityKind
{
    Source,
    Decision,
    Input,
}

/// <summary>A source of knowledge: a law, a contract, a department.</summary>
public sealed record KnowledgeSource(string Id, string Name)
{
    public string? Description { get; init; }

    /// <summary>What kind of source it is, in the author's words.</summary>
    public string? Type { get; init; }

    public string? Location { get; init; }

    public IReadOnlyList<Authority> Authorities { get; init; } = [];
}

/// <summary>A remark on the drawing, and the elements that it is tied to.</summary>
public sealed record TextAnnotation(string Id, string Text, IReadOnlyList<string> Hrefs);

/// <summary>A decision: what it needs and the logic that answers it.</summary>
public sealed record DecisionElement(string Id, string Name, Variable Variable)
{
    public string? Description { get; init; }

    public string? Question { get; init; }

    public string? AllowedAnswers { get; init; }

    public Requirements Requirements { get; init; } = Requirements.None;

    /// <summary>Null when the decision is only drawn so far.</summary>
    public DmnExpression? Logic { get; init; }
}

/// <summary>Logic with parameters that decisions share.</summary>
public sealed record BusinessKnowledgeModel(string Id, string Name, Variable Variable)
{
    public string? Description { get; init; }

    /// <summary>Knowledge and authorities; a function needs no data.</summary>
    public Requirements Requirements { get; init; } = Requirements.None;

    public FunctionDefinition? Logic { get; init; }
}

/// <summary>Decisions offered together, callable as a function: input data come first in its parameters, then input decisions.</summary>
public sealed record DecisionService(string Id, string Name, Variable Variable)
{
    public string? Description { get; init; }

    public IReadOnlyList<string> OutputDecisions { get; init; } = [];

    public IReadOnlyList<string> EncapsulatedDecisions { get; init; } = [];

    public IReadOnlyList<string> InputDecisions { get; init; } = [];

    public IReadOnlyList<string> InputData { get; init; } = [];
}

/// <summary>A type of the model.</summary>
public sealed record ItemDefinition(string Name)
{
    public string? Description { get; init; }

    public string? TypeRef { get; init; }

    public bool IsCollection { get; init; }

    /// <summary>Unary tests that a value (of a collection: each item) must pass.</summary>
    public string? AllowedValues { get; init; }

    /// <summary>Unary tests that the value as a whole must pass.</summary>
    public string? TypeConstraint { get; init; }

    public IReadOnlyList<ItemDefinition> Components { get; init; } = [];

    public FunctionItem? Function { get; init; }
}

/// <summary>The parameters and the result of a function type.</summary>
public sealed record FunctionItem(string? OutputTypeRef, IReadOnlyList<Variable> Parameters);
