using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.Feel;

namespace Trasa.Decisions.Graph;

/// <summary>A decision model that runs: definitions, linked with the models they import and compiled once. Safe for many threads.</summary>
public sealed class DecisionModel
{
    private readonly Dictionary<string, Decision> _decisions = new(StringComparer.Ordinal);

    private DecisionModel(ModelUnit unit, int version)
    {
        Unit = unit;
        Version = version;
        foreach (var node in unit.Decisions)
        {
            var decision = new Decision(this, node);
            _decisions[node.Element.Id] = decision;
            _decisions.TryAdd(node.Element.Name, decision);
        }
    }

    public Definitions Definitions => Unit.Definitions;

    /// <summary>The published version of the file; 0 for a draft.</summary>
    public int Version { get; }

    /// <summary>What is wrong with expressions, types and references. A model with problems runs; what is faulty yields null and says why.</summary>
    public IReadOnlyList<DmnProblem> Problems => Unit.Problems;

    public IEnumerable<Decision> Decisions => _decisions.Values.Distinct();

    internal ModelUnit Unit { get; }

    /// <param name="definitions">The model.</param>
    /// <param name="imported">The models that it imports, found by their namespaces.</param>
    /// <param name="options">Limits, clock and registered functions of the expressions.</param>
    /// <param name="version">The published version, for decision records; 0 for a draft.</param>
    public static DecisionModel Compile(Definitions definitions, IEnumerable<Definitions>? imported = null, FeelOptions? options = null, int version = 0)
    {
        var linker = new ModelLinker([definitions, .. imported ?? []], options ?? FeelOptions.Default);
        return new DecisionModel(linker.Link(definitions), version);
    }

    /// <summary>A decision by its id or its name.</summary>
    public Decision? Find(string idOrName) => _decisions.GetValueOrDefault(idOrName);
}
