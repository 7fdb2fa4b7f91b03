namespace Trasa.Crm.Assignment;

/// <summary>A member of the team as they stand inside the transaction that decides.</summary>
internal sealed record Candidate(Guid Id, string Name)
{
    public bool Active { get; init; } = true;

    /// <summary>Their status; <c>available</c> takes work.</summary>
    public string Status { get; init; } = Available;

    /// <summary>The end of their absence, or null when they are there.</summary>
    public DateTimeOffset? AwayUntil { get; init; }

    /// <summary>Where the clock stands that <see cref="AwayUntil"/> goes by, when it is not the organisation's.</summary>
    public string? Place { get; init; }

    /// <summary>The weighted load from which on they take nothing more; null for no limit.</summary>
    public decimal? Capacity { get; init; }

    public WorkLoad Load { get; init; }

    public IReadOnlyList<string> Skills { get; init; } = [];

    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Where they may work, e.g. <c>Greece</c> or <c>Greece/South</c>; asked for only when the work comes from an area.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>Whether their rights let them see the client.</summary>
    public bool MaySeeClient { get; init; } = true;

    public DateTimeOffset? LastAssignedAt { get; init; }

    public const string Available = "available";
}

/// <summary>What is to be given to somebody.</summary>
/// <param name="Skills">All of these are needed.</param>
/// <param name="Language">Needed, or null.</param>
/// <param name="PreviousAgentId">Who had the previous piece of work of the chain, or null.</param>
/// <param name="AccountOwnerId">Who owns the client, or null.</param>
/// <param name="Refused">Who was offered it and did not take it.</param>
/// <param name="Excluded">Who may not have it.</param>
/// <param name="Area">Only people with a right to this area may have it; null for everybody.</param>
/// <param name="Kind">Its record type, or null.</param>
/// <param name="Team">Whose it is, by key, or null.</param>
/// <param name="Priority">Its priority, or null.</param>
internal sealed record Work(
    IReadOnlyList<string> Skills,
    string? Language = null,
    Guid? PreviousAgentId = null,
    Guid? AccountOwnerId = null,
    IReadOnlyCollection<Guid>? Refused = null,
    IReadOnlyCollection<Guid>? Excluded = null,
    string? Area = null,
    string? Kind = null,
    string? Team = null,
    string? Priority = null);
