using Trasa.Crm.Metadata;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Records;

/// <summary>A record with the customer that it is about, as workflows, decisions and templates see it.</summary>
/// <param name="Record">The case, claim, lead, ...</param>
/// <param name="Contact">Who is written to; the record itself when it is a contact.</param>
/// <param name="Company">Their company.</param>
/// <param name="Contract">The company's contract that is in force, if any.</param>
/// <param name="Product">What it is about.</param>
/// <param name="ContractProduct">What the contract is about.</param>
public sealed record RecordFacts(Record Record, Record? Contact, Record? Company, Record? Contract, Record? Product, Record? ContractProduct)
{
    /// <summary>Where mail reaches the customer: the contact's address, or the record's own when it has no contact.</summary>
    public string? Email => Contact?.Text("email") ?? (Contact is null ? Record.Text("email") : null);

    /// <summary>The language to write in, as far as anybody has said.</summary>
    public string? Language => Record.Text("language") ?? Contact?.Text("language") ?? Company?.Text("language");
}

/// <summary>Reads a record with the customer that it is about.</summary>
public sealed class RecordFactsReader(IRecords records, IRecordTypes types, TimeProvider time)
{
    /// <summary>The facts, or null when there is no such record or the actor may not see it.</summary>
    public async Task<RecordFacts?> ReadAsync(IUnitOfWork? work, RecordReference about, Actor actor, CancellationToken cancellationToken)
    {
        if (types.Current.Find(about.Type) is not { } type) return null;
        if (await records.FindAsync(work, about.Type, about.Id, actor, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        var contact = about.Type == "contact" ? found : await LinkedAsync(work, type, found, "contact", actor, cancellationToken).ConfigureAwait(false);
        var company = about.Type == "company" ? found : await CompanyAsync(work, type, found, contact, actor, cancellationToken).ConfigureAwait(false);
        var contract = company is null ? null : await ContractAsync(work, company, actor, cancellationToken).ConfigureAwait(false);
        var product = await LinkedAsync(work, type, found, "product", actor, cancellationToken).ConfigureAwait(false);
        var contracted = contract is null ? null : await LinkedAsync(work, types.Current["contract"], contract, "product", actor, cancellationToken).ConfigureAwait(false);
        return new(found, contact, company, contract, product, contracted);
    }

    /// <summary>The company that the record names; where its type names none, the contact's.</summary>
    private async Task<Record?> CompanyAsync(IUnitOfWork? work, RecordType type, Record found, Record? contact, Actor actor, CancellationToken cancellationToken) =>
        FieldTo(type, "company") is null && contact is not null
            ? await LinkedAsync(work, types.Current["contact"], contact, "company", actor, cancellationToken).ConfigureAwait(false)
            : await LinkedAsync(work, type, found, "company", actor, cancellationToken).ConfigureAwait(false);

    private async Task<Record?> LinkedAsync(IUnitOfWork? work, RecordType type, Record from, string target, Actor actor, CancellationToken cancellationToken) =>
        FieldTo(type, target) is { } field && from.Link(field) is { } id ? await records.FindAsync(work, target, id, actor, cancellationToken).ConfigureAwait(false) : null;

    /// <summary>The field that refers to the target: the one of its name, or the first.</summary>
    private static string? FieldTo(RecordType type, string target)
    {
        if (type.Find(target) is { IsList: false } named && named.Target == target) return target;
        foreach (var field in type.Fields)
            if (field.Target == target && !field.IsList) return field.Name;
        return null;
    }

    private async Task<Record?> ContractAsync(IUnitOfWork? work, Record company, Actor actor, CancellationToken cancellationToken)
    {
        var page = await records.QueryAsync(work, new RecordQuery("contract", [new("company", FieldOperator.Equal, company.Id)], OrderBy: ["-from"]), actor, cancellationToken).ConfigureAwait(false);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return page.Records.FirstOrDefault(contract =>
            (contract["from"] is not DateOnly from || from <= today) && (contract["to"] is not DateOnly to || to >= today));
    }
}
