using System.Collections.Concurrent;
using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.Engine.Execution.Plans;

/// <summary>Compiled definitions. Published versions never change, so key, version and hash say everything; a draft that was saved again has another hash.</summary>
internal sealed class PlanCache(PlanCompiler compiler, EngineOptions options)
{
    private readonly ConcurrentDictionary<(string Key, int Version), (string Hash, WorkflowPlan Plan)> _plans = new();

    /// <exception cref="InvalidDataException">The definition cannot be read at all.</exception>
    public WorkflowPlan Get(DefinitionVersion definition)
    {
        var key = (definition.Key, definition.Version);
        if (_plans.TryGetValue(key, out var cached) && string.Equals(cached.Hash, definition.ContentHash, StringComparison.Ordinal)) return cached.Plan;
        var reading = DefinitionReader.Read(definition.Content);
        if (reading is not { Definition: { } parsed, Problems.Count: 0 })
            throw new InvalidDataException($"The definition '{definition.Key}' version {definition.Version} cannot be read: {reading.Problems[0].Message}");
        if (definition.Content.Contains(Placeholders.Type, StringComparison.Ordinal)) Placeholders.Restore(parsed, compiler.Knows);
        var plan = compiler.Compile(definition.Key, definition.Version, parsed);
        if (_plans.Count >= options.CachedDefinitions) _plans.Clear();
        _plans[key] = (definition.ContentHash, plan);
        return plan;
    }

    /// <summary>Forgets all plans, after activity types changed.</summary>
    public void Clear() => _plans.Clear();
}
