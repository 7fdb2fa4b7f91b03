namespace Trasa.Activities.Deciding.Choosing;

/// <summary>What a rule thinks of one candidate for a piece of work.</summary>
/// <param name="Dropped">Every reason that rules them out; empty when they can take it.</param>
/// <param name="Preference">Lowest first, before everything else.</param>
/// <param name="Preferred">Why they come first, in words, or null.</param>
/// <param name="Load">What their open work weighs; among equals in preference the lowest first.</param>
/// <param name="Turn">Among equals in load the lowest first, and before all who has none.</param>
public sealed record CandidateOpinion(IReadOnlyList<DropReason> Dropped, decimal Preference, string? Preferred, decimal Load, decimal? Turn)
{
    /// <summary>The rows that matched.</summary>
    public IReadOnlyList<DecisionRow> Rows { get; init; } = [];

    /// <summary>What went wrong without stopping the evaluation.</summary>
    public IReadOnlyList<string> Diagnostics { get; init; } = [];

    /// <summary>Those who can take it, the best first; by name where the rule sees no difference.</summary>
    public static IOrderedEnumerable<T> Ranked<T>(IEnumerable<T> candidates, Func<T, CandidateOpinion> opinion, Func<T, string> name) => candidates
        .Where(candidate => opinion(candidate).Dropped.Count == 0)
        .OrderBy(candidate => opinion(candidate).Preference)
        .ThenBy(candidate => opinion(candidate).Load)
        .ThenBy(candidate => opinion(candidate).Turn)
        .ThenBy(name, StringComparer.Ordinal);
}
