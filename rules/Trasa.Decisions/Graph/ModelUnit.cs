using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.Feel;
using Trasa.Feel.Syntax;
using Trasa.Feel.Types;

namespace Trasa.Decisions.Graph;

/// <summary>One file of a model, compiled: its elements by id, and the code of its decisions and functions.</summary>
internal sealed class ModelUnit
{
    private readonly List<DmnProblem> _problems = [];
    private readonly Dictionary<string, object> _byId = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<ImportedUnit> _imports;

    public ModelUnit(Definitions definitions, IReadOnlyList<ImportedUnit> imports, FeelOptions options)
    {
        (Definitions, _imports, Options) = (definitions, imports, options);
        Types = new ModelTypes(definitions, imports.Select(import => (import.Alias, import.Unit.Types)), options);
        foreach (var input in definitions.Inputs) _byId.TryAdd(input.Id, new InputNode(input, FeelNames.Normalize(input.Variable.Name), Types.Find(input.Variable.TypeRef)));
        Decisions = [.. definitions.Decisions.Select(decision => new DecisionNode(this, decision))];
        Functions = [.. definitions.KnowledgeModels.Select(model => (FunctionElement)new KnowledgeNode(this, model)), .. definitions.Services.Select(service => new ServiceNode(this, service))];
        foreach (var decision in Decisions) _byId.TryAdd(decision.Element.Id, decision);
        foreach (var function in Functions) _byId.TryAdd(function.Id, function);
        foreach (var type in Types.Circular) Report("DMN-024", type, "The type is defined by itself, and so by nothing.");
        BaseScope = new FeelScope([], Types.MemberNames.Concat(imports.SelectMany(import => import.Unit.ElementNames)), Types.ByName);
        foreach (var function in Functions) function.Compile();
        foreach (var decision in Decisions) decision.Compile();
    }

    public Definitions Definitions { get; }

    public FeelOptions Options { get; }

    public ModelTypes Types { get; }

    public FeelScope BaseScope { get; }

    public IReadOnlyList<DecisionNode> Decisions { get; }

    public IReadOnlyList<FunctionElement> Functions { get; }

    public IReadOnlyList<DmnProblem> Problems => _problems;

    public IEnumerable<string> ElementNames => _byId.Values.Select(NameOf);

    public void Report(string code, string element, string message, Place place = default) => _problems.Add(new DmnProblem(code, place, element, message));

    /// <summary>The declared type of input data by name.</summary>
    public FeelType? InputTypeOf(string name) => _byId.Values.OfType<InputNode>().FirstOrDefault(input => input.Name == name)?.Type;

    public ExpressionBuilder Builder(string element, NamesInSight? sight = null) => new(Types, Options, element, _problems, sight);

    /// <summary>The name under which code sees an element.</summary>
    public static string NameOf(object element) => element switch
    {
        InputNode input => input.Name,
        DecisionNode decision => decision.Name,
        FunctionElement function => function.Name,
        _ => throw new InvalidOperationException($"{element.GetType()} is no element of a model."),
    };

    /// <summary>The elements behind references, with the alias of the import that they come from; null for own ones.</summary>
    public IReadOnlyList<Requirement> Resolve(IEnumerable<string> references, string element)
    {
        var found = new List<Requirement>();
        foreach (var reference in references)
        {
            if (Resolve(reference) is { } requirement) found.Add(requirement);
            else Report("DMN-022", element, $"The required element {reference} is not there.");
        }
        return found;
    }

    private Requirement? Resolve(string reference)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var (space, id) = hash < 0 ? ("", reference) : (reference[..hash], reference[(hash + 1)..]);
        if (space.Length == 0 || space == Definitions.Namespace) return _byId.TryGetValue(id, out var own) ? new Requirement(null, own) : null;
        var import = _imports.FirstOrDefault(candidate => candidate.Unit.Definitions.Namespace == space);
        if (import is null || !import.Unit._byId.TryGetValue(id, out var element)) return null;
        return new Requirement(import.Alias.Length == 0 ? null : FeelNames.Normalize(import.Alias), element);
    }
}

/// <summary>An element that another needs, under its own name or inside the context of an import.</summary>
internal sealed record Requirement(string? Alias, object Element)
{
    public string Name => Alias ?? ModelUnit.NameOf(Element);
}

/// <summary>Input data with its type.</summary>
internal sealed record InputNode(InputData Element, string Name, FeelType? Type);
