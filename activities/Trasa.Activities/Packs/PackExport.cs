using System.Text.Json;
using Trasa.Activities.Definitions;
using Trasa.Engine.Definitions;
using Trasa.Model.Workflows;

namespace Trasa.Activities.Packs;

/// <summary>Makes packs of what is installed: of one that came as a pack, or of a workflow with all that it uses.</summary>
public sealed class PackExport(IDefinitionStore definitions, IEnumerable<IDefinitionFormat> formats, DefinitionUses uses)
{
    private static readonly string[] Endings = [".json", ".dmn", ".md", ExampleFormat.Ending];

    /// <summary>The pack as it is in force now, changes that were published here included; null when there is none of the key.</summary>
    public async Task<ProcessPack?> OfPackAsync(string key, CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync(DefinitionKind.Pack, key, null, cancellationToken).ConfigureAwait(false) is not { } installed) return null;
        var remainder = PackRemainder.Read(installed);
        var files = new SortedDictionary<string, string>(remainder.Files, StringComparer.Ordinal);
        foreach (var format in formats)
            foreach (var version in await definitions.ListAsync(format.Kind, cancellationToken).ConfigureAwait(false))
                if (version.Pack == key && version.IsPublished) files[FileOf(format, version.Key)] = version.Content;
        return Of(remainder.Manifest, files);
    }

    /// <summary>The workflow and, as far as it is written down, all that it uses and that these use; null when there is none of the key.</summary>
    public async Task<ProcessPack?> OfWorkflowAsync(string key, CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync(DefinitionKind.Workflow, key, null, cancellationToken).ConfigureAwait(false) is not { } workflow) return null;
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var version in await uses.AllOfAsync(workflow, cancellationToken).ConfigureAwait(false))
            if (formats.FirstOrDefault(format => format.Kind == version.Kind) is { } format) files[FileOf(format, version.Key)] = version.Content;
        var description = DefinitionReader.Read(workflow.Content).Definition?.Description;
        return Of(new(key, workflow.Name, string.IsNullOrWhiteSpace(description) ? null : description), files);
    }

    private static ProcessPack Of(PackManifest manifest, SortedDictionary<string, string> files)
    {
        files["pack.json"] = JsonSerializer.Serialize(manifest, PackManifestText.Default.PackManifest) + "\n";
        return new(manifest, files);
    }

    private static string FileOf(IDefinitionFormat format, string key) => $"{format.Folder}/{key}{Endings.First(ending => format.Reads(key + ending))}";
}
