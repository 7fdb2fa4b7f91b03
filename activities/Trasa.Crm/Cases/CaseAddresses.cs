using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Cases;

/// <summary>The people of a case by their part in it, as addresses of the directory.</summary>
public sealed class CaseAddresses(IRecords records)
{
    public async Task<IReadOnlyList<string>> OfAsync(IUnitOfWork? work, Record found, string word, Actor actor, CancellationToken cancellationToken) => word switch
    {
        "assignee" => found.Link("assignee") is { } agent ? [$"user:{agent}"] : await TeamAddressAsync(work, found, "supervisor", actor, cancellationToken).ConfigureAwait(false),
        "supervisor" => await TeamAddressAsync(work, found, "supervisor", actor, cancellationToken).ConfigureAwait(false),
        "manager" => await ManagerAsync(work, found, actor, cancellationToken).ConfigureAwait(false),
        "dispatcher" => ["position:dispatcher"],
        _ => [word],
    };

    private async Task<IReadOnlyList<string>> TeamAddressAsync(IUnitOfWork? work, Record found, string field, Actor actor, CancellationToken cancellationToken) =>
        await TeamAsync(work, found, actor, cancellationToken).ConfigureAwait(false) is { } team && team.Link(field) is { } person
            ? [$"user:{person}"]
            : ["position:dispatcher"];

    /// <summary>Who the supervisor of the case's team reports to.</summary>
    private async Task<IReadOnlyList<string>> ManagerAsync(IUnitOfWork? work, Record found, Actor actor, CancellationToken cancellationToken) =>
        await TeamAsync(work, found, actor, cancellationToken).ConfigureAwait(false) is { } team && team.Link("supervisor") is { } supervisor
            ? [$"supervisor-of:user:{supervisor}"]
            : ["position:head-of-service"];

    private async Task<Record?> TeamAsync(IUnitOfWork? work, Record found, Actor actor, CancellationToken cancellationToken) =>
        found.Link("team") is { } id ? await records.FindAsync(work, "team", id, actor, cancellationToken).ConfigureAwait(false) : null;
}
