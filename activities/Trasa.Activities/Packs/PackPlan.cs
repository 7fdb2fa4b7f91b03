using Trasa.Engine.Definitions;

namespace Trasa.Activities.Packs;

/// <summary>What installing a pack would change; nothing is written yet.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Definitions">Each of its definitions, in the order in which they come into force.</param>
/// <param name="Problems">What is wrong with it; an error refuses it.</param>
public sealed record PackPlan(ProcessPack Pack, IReadOnlyList<PlannedDefinition> Definitions, IReadOnlyList<FileProblem> Problems)
{
    public bool IsValid => !Problems.Any(problem => problem.IsError);

    public IEnumerable<PlannedDefinition> Conflicts => Definitions.Where(definition => definition.Conflict is not null);

    /// <summary>How many files hold records that the pack brings.</summary>
    public int DataFiles => Pack.In(ProcessPack.DataFolder).Count();
}

/// <param name="Kind">What it is.</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">As shown.</param>
/// <param name="Change">What would happen.</param>
/// <param name="Version">The version that is in force, or null.</param>
/// <param name="Conflict">Why somebody should look at it first, or null.</param>
public sealed record PlannedDefinition(DefinitionKind Kind, string Key, string Name, PlannedChange Change, int? Version, string? Conflict);

public enum PlannedChange
{
    New,
    Changed,

    /// <summary>It is there with the same content and keeps its version.</summary>
    Same,
}
