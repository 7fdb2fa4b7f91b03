using System.Text.Json.Nodes;
using Trasa.Engine.Definitions;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Values;

namespace Trasa.Host.Workflows;

/// <summary>The values of an instance as an expression of its workflow sees them: input, variables and output, by name.</summary>
internal sealed class InstanceSample(IInstanceStore store, IDefinitionStore definitions, IInstanceRepair repair)
{
    /// <summary>More than a person reads, and small enough for one message to the browser.</summary>
    private const int Longest = 60_000;

    /// <summary>Null when the instance is gone, or its values are too large to be shown.</summary>
    public async Task<JsonNode?> OfAsync(InstanceSummary instance, CancellationToken cancellationToken)
    {
        if (await store.LoadAsync(instance.Id, cancellationToken) is not { } stored) return null;
        if (await definitions.FindAsync(DefinitionKind.Workflow, instance.DefinitionKey, instance.DefinitionVersion, cancellationToken) is not { } version) return null;
        var view = repair.Look(version, stored);
        var all = new Dictionary<string, object?>(view.Input, StringComparer.Ordinal);
        foreach (var (name, value) in view.Variables.Concat(view.Output)) all[name] = value;
        var text = JsonValues.Write(all);
        return text.Length > Longest ? null : JsonNode.Parse(text);
    }
}
