namespace Trasa.Activities.Deciding;

/// <summary>What a choice between people made of one of them: dropped with reasons, or ranked.</summary>
/// <param name="Id">The user record.</param>
/// <param name="Name">As shown.</param>
/// <param name="Rank">1 for the chosen one, or null when dropped.</param>
/// <param name="Weight">Their weighted load at the time.</param>
/// <param name="Cases">Their open cases at the time.</param>
/// <param name="Preferred">Why they come before their load, or null.</param>
/// <param name="LastAssignedAt">When they were last given something.</param>
/// <param name="Dropped">Every reason that excludes them; empty when ranked.</param>
/// <param name="WouldDiffer">What would have to be different for them to be chosen, so that it goes on "if they", e.g. "spoke Hungarian"; empty for the chosen one.</param>
public sealed record CandidateVerdict(
    Guid Id,
    string Name,
    int? Rank,
    decimal Weight,
    int Cases,
    string? Preferred,
    DateTimeOffset? LastAssignedAt,
    IReadOnlyList<DropReason> Dropped,
    IReadOnlyList<string> WouldDiffer);

/// <param name="Code">Stable, for translation and counting: <c>inactive</c>, <c>status</c>, <c>absent</c>, <c>capacity</c>, <c>skill</c>, <c>language</c>, <c>right</c>, <c>area</c>, <c>refused</c>, <c>excluded</c>, and what the rule in force has besides.</param>
/// <param name="Text">In plain words.</param>
/// <param name="Remedy">What would have to differ, so that it goes on "if they".</param>
public sealed record DropReason(string Code, string Text, string Remedy);
