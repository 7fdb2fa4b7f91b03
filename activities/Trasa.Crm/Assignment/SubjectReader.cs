using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Assignment;

/// <summary>What a choice needs to know about the record and its client, as its type declares.</summary>
internal sealed class SubjectReader(IRecords records, IRecordTypes types)
{
    public async Task<SubjectFacts> OfAsync(IUnitOfWork work, RecordReference subject, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (types.Current.Find(subject.Type)?.Work is not { } declared)
            throw new AssignmentException($"{subject.Type} is not declared as work; add \"work\" to the record type.");
        var record = await FindAsync(work, subject.Type, subject.Id, cancellationToken).ConfigureAwait(false)
            ?? throw new AssignmentException($"There is no {subject.Type} {subject.Id} to assign.");
        var company = await LinkedAsync(work, record, declared.Client, cancellationToken).ConfigureAwait(false);
        return new(
            Text(record, declared.Priority) ?? "medium",
            record["createdAt"] as DateTimeOffset? ?? now,
            await PreviousAsync(work, record, declared, cancellationToken).ConfigureAwait(false),
            company?.Id,
            company?.Link("accountOwner"),
            Text(record, declared.Area));
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

    /// <summary>Who had the piece of work before this one.</summary>
    private async Task<Guid?> PreviousAsync(IUnitOfWork work, Record record, AssignedWork declared, CancellationToken cancellationToken) =>
        await LinkedAsync(work, record, declared.Previous, cancellationToken).ConfigureAwait(false) is { } previous && types.Current[previous.Type].Work is { } before
            ? previous.Link(before.Assignee)
            : null;

    private async Task<Record?> LinkedAsync(IUnitOfWork work, Record record, string? field, CancellationToken cancellationToken) =>
        field is not null && types.Current[record.Type][field].Target is { } target && record.Link(field) is { } id
            ? await FindAsync(work, target, id, cancellationToken).ConfigureAwait(false)
            : null;

    private static string? Text(Record record, string? field) => field is null ? null : record.Text(field);

    private Task<Record?> FindAsync(IUnitOfWork work, string type, Guid id, CancellationToken cancellationToken) =>
        records.FindAsync(work, type, id, Actor.System, cancellationToken);
}

/// <param name="Priority">The record's priority.</param>
/// <param name="ArrivedAt">When it was created.</param>
/// <param name="PreviousAgentId">Who had the previous piece of work of the chain, or null.</param>
/// <param name="CompanyId">The client, or null.</param>
/// <param name="AccountOwnerId">Who owns the client, or null.</param>
/// <param name="Area">Where it comes from, or null.</param>
internal sealed record SubjectFacts(string Priority, DateTimeOffset ArrivedAt, Guid? PreviousAgentId, Guid? CompanyId, Guid? AccountOwnerId, string? Area)
{
    public Waiting Waiting(AssignmentRequest request, Guid teamId, DateTimeOffset now) => new(
        request.Subject, teamId, request.Priority ?? Priority, ArrivedAt, now,
        new(request.Skills ?? [], request.Language, PreviousAgentId, CompanyId, AccountOwnerId, request.Refused ?? [], request.Excluded ?? [], Area), "");
}
