using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

/// <summary>What a choice needs to know about the record and its client.</summary>
internal sealed class ClientFacts(IRecords records)
{
    public async Task<SubjectFacts> OfAsync(IUnitOfWork work, RecordReference subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var record = await FindAsync(work, subject.Type, subject.Id, cancellationToken).ConfigureAwait(false)
            ?? throw new AssignmentException($"There is no {subject.Type} {subject.Id} to assign.");
        var previous = record.Link("previousCase") is { } chain ? await FindAsync(work, "case", chain, cancellationToken).ConfigureAwait(false) : null;
        var company = record.Link("company") is { } client ? await FindAsync(work, "company", client, cancellationToken).ConfigureAwait(false) : null;
        return new(record.Text("priority") ?? "medium", record["createdAt"] as DateTimeOffset? ?? now, previous?.Link("assignee"), company?.Id, company?.Link("accountOwner"));
    }

    /// <summary>The candidates with the right to the client looked up under their own authority.</summary>
    public async Task<IReadOnlyList<Candidate>> SeeingAsync(IUnitOfWork work, IReadOnlyList<Candidate> candidates, Guid? companyId, CancellationToken cancellationToken)
    {
        if (companyId is not { } company) return candidates;
        var seeing = new List<Candidate>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var visible = await records.FindAsync(work, "company", company, new(candidate.Id, candidate.Name), cancellationToken).ConfigureAwait(false) is not null;
            seeing.Add(candidate with { MaySeeClient = visible || !candidate.Active });
        }

        return seeing;
    }

    private Task<Record?> FindAsync(IUnitOfWork work, string type, Guid id, CancellationToken cancellationToken) =>
        records.FindAsync(work, type, id, Actor.System, cancellationToken);
}

/// <param name="Priority">The record's priority.</param>
/// <param name="ArrivedAt">When it was created.</param>
/// <param name="PreviousAgentId">Who had the previous case of the chain, or null.</param>
/// <param name="CompanyId">The client, or null.</param>
/// <param name="AccountOwnerId">Who owns the client, or null.</param>
internal sealed record SubjectFacts(string Priority, DateTimeOffset ArrivedAt, Guid? PreviousAgentId, Guid? CompanyId, Guid? AccountOwnerId)
{
    public Waiting Waiting(AssignmentRequest request, Guid teamId, DateTimeOffset now) => new(
        request.Subject, teamId, request.Priority ?? Priority, ArrivedAt, now,
        new(request.Skills ?? [], request.Language, PreviousAgentId, CompanyId, AccountOwnerId, request.Refused ?? [], request.Excluded ?? []), "");
}
