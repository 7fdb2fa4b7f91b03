using Trasa.Crm.Records;

namespace Trasa.Crm.Assignment;

/// <summary>Who has room for work and who is away, as R-ASSIGN sees it: for a person who chooses by hand.</summary>
public interface IAvailability
{
    /// <summary>Everybody who works here, by name.</summary>
    /// <param name="except">A record whose own weight does not count, because it is the one to be given; or null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Availability>> ListAsync(RecordReference? except, CancellationToken cancellationToken);
}

/// <param name="UserId">The person.</param>
/// <param name="Name">As shown.</param>
/// <param name="Status">What they set it to; <c>available</c> takes work.</param>
/// <param name="Load">Their open work.</param>
/// <param name="Capacity">The weighted load from which on they are given nothing more; null for no limit.</param>
public sealed record Availability(Guid UserId, string Name, string Status, WorkLoad Load, decimal? Capacity)
{
    /// <summary>The end of their absence by their own clock, or null when they are there.</summary>
    public DateTimeOffset? AwayUntil { get; init; }

    /// <summary>What R-ASSIGN makes of their open work; capacity is compared with it.</summary>
    public decimal Weight { get; init; }

    /// <summary>Whether R-ASSIGN would pass them over for the work that they have.</summary>
    public bool IsFull { get; init; }
}
