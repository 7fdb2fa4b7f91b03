using Trasa.Engine.Definitions;

namespace Trasa.Activities.Packs;

/// <summary>Publishes a pack. Unchanged definitions keep their version, so installing twice changes nothing.</summary>
public sealed class PackInstaller(PackReader reader, IEnumerable<IPackContent> contents, IDefinitionStore definitions)
{
    /// <summary>Record types first, workflows last: a workflow is published when all that it uses is there.</summary>
    private static readonly DefinitionKind[] Order =
    [
        DefinitionKind.RecordType, DefinitionKind.Calendar, DefinitionKind.Template, DefinitionKind.Form,
        DefinitionKind.Decision, DefinitionKind.Examples, DefinitionKind.RuleSet, DefinitionKind.Workflow,
    ];

    /// <summary>Installs the pack, or returns its problems and changes nothing. The packs that it requires are installed before.</summary>
    public async Task<PackReading> InstallAsync(ProcessPack pack, string by, CancellationToken cancellationToken)
    {
        var reading = reader.Read(pack, []);
        if (!reading.IsValid) return reading;
        foreach (var content in contents) await content.InstallAsync(pack, by, cancellationToken).ConfigureAwait(false);
        foreach (var draft in reading.Drafts.OrderBy(draft => Array.IndexOf(Order, draft.Kind)))
            await definitions.PublishAsync(draft, by, $"Installed with {pack.Manifest.Name}", cancellationToken).ConfigureAwait(false);
        return reading;
    }
}
