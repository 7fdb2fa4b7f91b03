using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Scenarios;

/// <summary>
/// Brings the people and master data of one installation into an empty one, with their identifiers, so that a process can
/// be tried among the people who will work in it, and the records of types that packs brought: they are what it is about. No event is raised and nothing is logged as a change.
/// </summary>
public sealed class OrganisationCopy
{
    private const int Page = 500;

    /// <summary>What a process refers to; cases, messages and other work of the product itself stay where they are.</summary>
    private static readonly string[] Types = ["department", "position", "team", "user", "absence", "substitute", "product", "company", "contact", "contract"];

    private readonly IDatabase _database;
    private readonly RecordTables _tables;

    internal OrganisationCopy(IDatabase database, RecordTables tables) => (_database, _tables) = (database, tables);

    /// <summary>Records of one type at the most, newest first; default 2,000.</summary>
    public int MostOfAType { get; init; } = 2_000;

    /// <summary>Copies what <paramref name="actor"/> may see in <paramref name="source"/> into this installation.</summary>
    public async Task<int> FromAsync(IRecords source, Actor actor, CancellationToken cancellationToken)
    {
        var copied = 0;
        var work = await _database.BeginAsync(cancellationToken).ConfigureAwait(false);
        await using (work.ConfigureAwait(false))
        {
            foreach (var type in Types.Concat(_tables.Types.Current.All.Select(type => type.Key).Where(key => RecordTypes.BuiltIn.Find(key) is null))) copied += await TypeAsync(source, type, work, actor, cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return copied;
    }

    private async Task<int> TypeAsync(IRecords source, string type, IUnitOfWork work, Actor actor, CancellationToken cancellationToken)
    {
        var copied = 0;
        while (copied < MostOfAType)
        {
            var page = await source.QueryAsync(null, new RecordQuery(type, Skip: copied, Take: Math.Min(Page, MostOfAType - copied)), actor, cancellationToken).ConfigureAwait(false);
            foreach (var record in page.Records) await RecordWriter.InsertAsync(work, _tables[type], record, cancellationToken).ConfigureAwait(false);
            copied += page.Records.Count;
            if (page.Records.Count < Page) break;
        }

        return copied;
    }
}
