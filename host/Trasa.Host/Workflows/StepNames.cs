using Trasa.Engine.Definitions;
using Trasa.Engine.Instances;
using Trasa.Model.Workflows;

namespace Trasa.Host.Workflows;

/// <summary>What people call the steps of several workflows; each version is read once.</summary>
internal sealed class StepNames(IDefinitionStore definitions)
{
    private static readonly IReadOnlyDictionary<string, string> s_none = new Dictionary<string, string>();

    private readonly Dictionary<(string Key, int Version), IReadOnlyDictionary<string, string>> _known = [];

    /// <summary>At which step each incident is, by the incident's id; one that is at no step is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IEnumerable<IncidentRow> rows, CancellationToken cancellationToken)
    {
        var steps = new Dictionary<Guid, string>();
        foreach (var row in rows)
            if (row.Incident.ActivityId is { } step) steps[row.Incident.Id] = (await OfAsync(row.DefinitionKey, row.DefinitionVersion, cancellationToken)).GetValueOrDefault(step, step);
        return steps;
    }

    /// <summary>By id; empty when the version is gone or cannot be read.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(string key, int version, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((key, version), out var known)) return known;
        var found = await definitions.FindAsync(DefinitionKind.Workflow, key, version, cancellationToken);
        return _known[(key, version)] = (found is null ? null : DefinitionReader.Read(found.Content).Definition?.Labels()) ?? s_none;
    }
}
