using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Messaging;

/// <summary>The people of a record by their part in it, as addresses of the directory.</summary>
public sealed class RecordAddresses(IRecords records, IRecordTypes types)
{
    private const string Dispatcher = "position:dispatcher";

    private static readonly string[] OwnerFields = ["assignee", "owner", "accountOwner"];

    public async Task<IReadOnlyList<string>> OfAsync(IUnitOfWork? work, Record found, string word, Actor actor, CancellationToken cancellationToken) => word switch
    {
        "assignee" or "owner" => Owner(found) is { } owner ? [$"user:{owner}"] : await SupervisorAsync(work, found, actor, cancellationToken).ConfigureAwait(false),
        "supervisor" => await SupervisorAsync(work, found, actor, cancellationToken).ConfigureAwait(false),
        "manager" => await ManagerAsync(work, found, actor, cancellationToken).ConfigureAwait(false),
        "dispatcher" => [Dispatcher],
        _ => [word],
    };

    private static Guid? Owner(Record found) => OwnerFields.Select(found.Link).FirstOrDefault(id => id is not null);

    /// <summary>Who leads the record's team; where its type has no teams, who its owner reports to.</summary>
    private async Task<IReadOnlyList<string>> SupervisorAsync(IUnitOfWork? work, Record found, Actor actor, CancellationToken cancellationToken)
    {
        if (!HasTeams(found)) return Owner(found) is { } owner ? [$"supervisor-of:user:{owner}"] : [Dispatcher];
        return await TeamSupervisorAsync(work, found, actor, cancellationToken).ConfigureAwait(false) is { } person ? [$"user:{person}"] : [Dispatcher];
    }

    /// <summary>Who the supervisor of the record's team reports to; where its type has no teams, who its owner reports to.</summary>
    private async Task<IReadOnlyList<string>> ManagerAsync(IUnitOfWork? work, Record found, Actor actor, CancellationToken cancellationToken)
    {
        if (!HasTeams(found)) return await SupervisorAsync(work, found, actor, cancellationToken).ConfigureAwait(false);
        return await TeamSupervisorAsync(work, found, actor, cancellationToken).ConfigureAwait(false) is { } supervisor
            ? [$"supervisor-of:user:{supervisor}"]
            : ["position:head-of-service"];
    }

    private bool HasTeams(Record found) => types.Current[found.Type].Find("team") is { Target: "team" };

    private async Task<Guid?> TeamSupervisorAsync(IUnitOfWork? work, Record found, Actor actor, CancellationToken cancellationToken) =>
        found.Link("team") is { } id ? (await records.FindAsync(work, "team", id, actor, cancellationToken).ConfigureAwait(false))?.Link("supervisor") : null;
}
