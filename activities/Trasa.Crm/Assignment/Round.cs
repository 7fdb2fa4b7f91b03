using System.Text.Json;

namespace Trasa.Crm.Assignment;

/// <summary>One look at a team under its lock; the candidates' loads follow what the round gives away.</summary>
/// <param name="Moment">The transaction.</param>
/// <param name="On">The rule that decides.</param>
/// <param name="TeamId">The team.</param>
/// <param name="TeamKey">Its key.</param>
/// <param name="Candidates">Its members.</param>
internal sealed record Round(AssignmentMoment Moment, Deliberation On, Guid TeamId, string TeamKey, List<Candidate> Candidates)
{
    private readonly HashSet<string> _hopeless = new(StringComparer.Ordinal);

    /// <summary>Whether anybody could take it, rights to the client aside. What needs the same is asked about once.</summary>
    public bool CouldGive(Work work)
    {
        var need = JsonSerializer.Serialize(work with { PreviousAgentId = Member(work.PreviousAgentId), AccountOwnerId = Member(work.AccountOwnerId) });
        if (_hopeless.Contains(need)) return false;
        if (Candidates.Exists(candidate => On.CanTake(candidate, work))) return true;
        _hopeless.Add(need);
        return false;
    }

    /// <summary>The candidate has this much more to do, and had their turn.</summary>
    public void Give(int index, string priority)
    {
        var candidate = Candidates[index];
        Candidates[index] = candidate with { Load = candidate.Load.With(priority, 1), LastAssignedAt = Moment.At };
        _hopeless.Clear();
    }

    private Guid? Member(Guid? user) => Candidates.Exists(candidate => candidate.Id == user) ? user : null;
}
