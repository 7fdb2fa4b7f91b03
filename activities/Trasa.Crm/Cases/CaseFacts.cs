using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Cases;

/// <summary>A case with what belongs to it, as workflows, decisions and templates see it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Contact">Who wrote.</param>
/// <param name="Company">Their company.</param>
/// <param name="Contract">The company's contract that is in force, if any.</param>
/// <param name="Product">What the case is about.</param>
/// <param name="ContractProduct">What the contract is about.</param>
public sealed record CaseFacts(Record Case, Record? Contact, Record? Company, Record? Contract, Record? Product, Record? ContractProduct);

/// <summary>Reads a case with what belongs to it.</summary>
public sealed class CaseFactsReader(IRecords records, TimeProvider time)
{
    /// <summary>The facts, or null when there is no such case.</summary>
    public async Task<CaseFacts?> ReadAsync(IUnitOfWork? work, Guid caseId, Actor actor, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(work, "case", caseId, actor, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        var contact = await LinkedAsync(work, found, "contact", actor, cancellationToken).ConfigureAwait(false);
        var company = await LinkedAsync(work, found, "company", actor, cancellationToken).ConfigureAwait(false);
        var contract = company is null ? null : await ContractAsync(work, company, actor, cancellationToken).ConfigureAwait(false);
        var product = await LinkedAsync(work, found, "product", actor, cancellationToken).ConfigureAwait(false);
        var contracted = contract is null ? null : await LinkedAsync(work, contract, "product", actor, cancellationToken).ConfigureAwait(false);
        return new(found, contact, company, contract, product, contracted);
    }

    private async Task<Record?> LinkedAsync(IUnitOfWork? work, Record from, string field, Actor actor, CancellationToken cancellationToken) =>
        from.Link(field) is { } id ? await records.FindAsync(work, field, id, actor, cancellationToken).ConfigureAwait(false) : null;

    private async Task<Record?> ContractAsync(IUnitOfWork? work, Record company, Actor actor, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(work, new RecordQuery("contract", [new("company", FieldOperator.Equal, company.Id)], OrderBy: ["-from"]), actor, cancellationToken).ConfigureAwait(false);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return page.Records.FirstOrDefault(contract =>
            (contract["from"] is not DateOnly from || from <= today) && (contract["to"] is not DateOnly to || to >= today));
    }
}
