using Trasa.Decisions.Model;
using Trasa.Feel;

namespace Trasa.Decisions.Graph;

/// <summary>Compiles a model after the models that it imports.</summary>
internal sealed class ModelLinker(IReadOnlyList<Definitions> available, FeelOptions options)
{
    private readonly Dictionary<Definitions, ModelUnit?> _linked = new(ReferenceEqualityComparer.Instance);

    public ModelUnit Link(Definitions definitions)
    {
        // A cycle of imports finds this entry, and leaves the import out.
        _linked[definitions] = null;
        var imports = new List<ImportedUnit>();
        var missing = new List<Import>();
        foreach (var import in definitions.Imports)
        {
            var target = available.FirstOrDefault(model => model.Namespace == import.Namespace && !ReferenceEquals(model, definitions));
            if (target is null) missing.Add(import);
            else if ((_linked.TryGetValue(target, out var known) ? known : Link(target)) is { } unit) imports.Add(new ImportedUnit(import.Name, unit));
        }
        var linked = new ModelUnit(definitions, imports, options);
        foreach (var import in missing) linked.Report("DMN-021", import.Name, $"The imported model {import.Namespace} is not there.");
        foreach (var cycle in RequirementCycles.In(linked.Decisions))
        {
            var names = string.Join(" -> ", cycle.Select(decision => decision.Element.Name));
            linked.Report("DMN-023", cycle[0].Element.Name, $"The decision needs its own result: {names}. Remove one of these requirements.", cycle[0].Element.Logic?.Place ?? default);
        }

        _linked[definitions] = linked;
        return linked;
    }
}

/// <summary>A model under the name by which another uses it.</summary>
internal sealed record ImportedUnit(string Alias, ModelUnit Unit);
