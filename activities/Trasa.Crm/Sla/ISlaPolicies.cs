using Trasa.Engine.Doors;

namespace Trasa.Crm.Sla;

/// <summary>What the policy decision says today, applied to clocks that are open.</summary>
public interface ISlaPolicies
{
    /// <summary>
    /// Asks the latest published version of the decision again, with what was known when it was asked for the record and
    /// the record's priority now, and gives the record's open clocks the terms that come out. Also counts anew on a
    /// calendar that has changed. Old and new due times stand in the ledger.
    /// </summary>
    Task<IReadOnlyList<SlaChange>> RecalculateAsync(SlaMoment moment, string subject, string decision, string reason, CancellationToken cancellationToken);

    /// <summary>The same for everything that is open under a policy (or under all), each record in a transaction of its own.</summary>
    Task<IReadOnlyList<SlaRecalculation>> RecalculateOpenAsync(string? policy, string decision, string reason, Actor actor, CancellationToken cancellationToken);
}

/// <param name="Subject">The record.</param>
/// <param name="Changes">What became of its clocks.</param>
/// <param name="Problem">Why it could not be done, or null; the others are done all the same.</param>
public sealed record SlaRecalculation(string Subject, IReadOnlyList<SlaChange> Changes, string? Problem);
