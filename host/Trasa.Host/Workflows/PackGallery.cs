using Trasa.Activities.Packs;
using Trasa.Host.Hosting;
using Trasa.Model.Workflows;

namespace Trasa.Host.Workflows;

/// <summary>The process packs that were delivered with the product, to look at and to begin from.</summary>
internal static class PackGallery
{
    /// <summary>Every pack of the folder <c>samples</c>; one that cannot be read is left out.</summary>
    public static async Task<IReadOnlyList<GalleryPack>> AllAsync(CancellationToken cancellationToken)
    {
        if (SampleOrganisation.Folder() is not { } samples) return [];
        var packs = new List<GalleryPack>();
        foreach (var folder in Directory.EnumerateDirectories(samples).Where(folder => File.Exists(Path.Combine(folder, "pack.json"))).Order(StringComparer.Ordinal))
        {
            try
            {
                packs.Add(Read(await ProcessPack.ReadAsync(folder, cancellationToken)));
            }
            catch (PackInvalidException)
            {
                // ./trasa validate says what is wrong with it.
            }
        }

        return packs;
    }

    private static GalleryPack Read(ProcessPack pack)
    {
        var workflows = from file in pack.Files
                        where file.Key.StartsWith("workflows/", StringComparison.Ordinal)
                        let definition = DefinitionReader.Read(file.Value).Definition
                        where definition?.Root is not null
                        select new GalleryWorkflow(definition.DefinitionId, definition.Name, definition.Description ?? "", file.Value);
        return new(pack.Manifest.Key, pack.Manifest.Name, pack.Manifest.Description ?? "", pack.Files.GetValueOrDefault("README.md", ""), [.. workflows], pack.Files.Keys.Count(file => file.EndsWith(".dmn", StringComparison.Ordinal)));
    }
}

internal sealed record GalleryPack(string Key, string Name, string Description, string Readme, IReadOnlyList<GalleryWorkflow> Workflows, int Decisions);

internal sealed record GalleryWorkflow(string Key, string Name, string Description, string Content);

/// <summary>A walk along a workflow, for somebody who sees it for the first time.</summary>
internal static class WorkflowTour
{
    /// <summary>
    /// What it is for, then the steps in the order in which a reader meets them: from the start along the arrows, first
    /// outcome first.
    /// </summary>
    public static IEnumerable<TourStop> Of(GalleryWorkflow workflow) =>
        DefinitionReader.Read(workflow.Content).Definition is { } definition ? [new(workflow, null), .. Steps(definition).Select(step => new TourStop(workflow, step))] : [];

    private static List<ActivityNode> Steps(WorkflowDefinition definition)
    {
        if (definition.Root is not { } root) return [];
        if (root.Type != "Elsa.Flowchart") return [.. root.Activities];
        var layout = FlowLayout.Of(root);
        var (met, steps) = (new HashSet<int>(), new List<ActivityNode>());
        var open = new Stack<int>(layout.Start < 0 ? [] : [layout.Start]);
        while (open.TryPop(out var at))
        {
            if (!met.Add(at)) continue;
            steps.Add(layout.Activities[at]);
            foreach (var edge in layout.Edges.Where(edge => edge.Source == at).Reverse()) open.Push(edge.Target);
        }

        return steps;
    }
}

/// <param name="Workflow">Where it is.</param>
/// <param name="Step">What is looked at; null for the workflow as a whole.</param>
internal sealed record TourStop(GalleryWorkflow Workflow, ActivityNode? Step);
