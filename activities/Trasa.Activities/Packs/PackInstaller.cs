using Trasa.Engine.Definitions;

namespace Trasa.Activities.Packs;

/// <summary>Publishes a pack. Unchanged definitions keep their version, so installing twice changes nothing.</summary>
public sealed class PackInstaller(PackReader reader, IEnumerable<IPackContent> contents, IDefinitionStore definitions)
{
    private const string InstalledWith = "Installed with ";

    /// <summary>Record types first, workflows last: a workflow is published when all that it uses is there.</summary>
    private static readonly DefinitionKind[] Order =
    [
        DefinitionKind.RecordType, DefinitionKind.Calendar, DefinitionKind.Template, DefinitionKind.Form,
        DefinitionKind.Decision, DefinitionKind.Examples, DefinitionKind.RuleSet, DefinitionKind.Workflow,
    ];

    /// <summary>What would be new, changed or in conflict; writes nothing.</summary>
    public async Task<PackPlan> PlanAsync(ProcessPack pack, CancellationToken cancellationToken)
    {
        var problems = await MissingAsync(pack, cancellationToken).ConfigureAwait(false);
        if (problems.Count > 0) return new(pack, [], problems);
        var reading = reader.Read(pack, []);
        List<PlannedDefinition> planned = [];
        foreach (var draft in InOrder(reading)) planned.Add(await PlanAsync(draft, cancellationToken).ConfigureAwait(false));
        return new(pack, planned, reading.Problems);
    }

    /// <summary>
    /// Installs the pack, or returns its problems and changes nothing. The packs that it requires are installed before; drafts
    /// that people work on stay.
    /// </summary>
    public async Task<PackReading> InstallAsync(ProcessPack pack, string by, CancellationToken cancellationToken)
    {
        var reading = reader.Read(pack, []);
        if (!reading.IsValid) return reading;
        foreach (var content in contents) await content.InstallAsync(pack, by, cancellationToken).ConfigureAwait(false);
        await definitions.PublishAllAsync([.. InOrder(reading), PackRemainder.Of(pack, reading.Files)], by, $"{InstalledWith}{pack.Manifest.Name}", cancellationToken).ConfigureAwait(false);
        return reading;
    }

    private static IEnumerable<DefinitionDraft> InOrder(PackReading reading) => reading.Drafts.OrderBy(draft => Array.IndexOf(Order, draft.Kind));

    private async Task<List<FileProblem>> MissingAsync(ProcessPack pack, CancellationToken cancellationToken)
    {
        List<FileProblem> missing = [];
        foreach (var required in pack.Manifest.Requires ?? [])
            if (await definitions.FindAsync(DefinitionKind.Pack, required, null, cancellationToken).ConfigureAwait(false) is null)
                missing.Add(new("pack.json", 0, "PACK-003", $"It requires the pack '{required}', which is not installed here. Import that first."));
        return missing;
    }

    private async Task<PlannedDefinition> PlanAsync(DefinitionDraft draft, CancellationToken cancellationToken)
    {
        var latest = await definitions.FindAsync(draft.Kind, draft.Key, null, cancellationToken).ConfigureAwait(false);
        var change = latest is null ? PlannedChange.New : latest.Content == draft.Content && latest.Name == draft.Name ? PlannedChange.Same : PlannedChange.Changed;
        var open = change == PlannedChange.Same ? null : await definitions.FindDraftAsync(draft.Kind, draft.Key, cancellationToken).ConfigureAwait(false);
        return new(draft.Kind, draft.Key, draft.Name, change, latest?.Version, change == PlannedChange.Same ? null : Conflict(draft, latest, open));
    }

    private static string? Conflict(DefinitionDraft draft, DefinitionVersion? latest, DefinitionVersion? open)
    {
        if (latest is not null && latest.Pack != draft.Pack) return latest.Pack is { } other ? $"It belongs to the pack '{other}'." : $"{latest.PublishedBy} made one of the same key here.";
        if (latest is not null && latest.Notes?.StartsWith(InstalledWith, StringComparison.Ordinal) != true) return $"{latest.PublishedBy} changed it here since it was installed.";
        return open is null ? null : $"{open.CreatedBy} has a draft of it. The draft stays, and no longer begins from what is in force.";
    }
}
