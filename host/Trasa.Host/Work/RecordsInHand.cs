using Trasa.Activities.People;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;

namespace Trasa.Host.Work;

/// <summary>
/// The cases, claims, leads, whatever is declared as work, that somebody has: beside their tasks the other half of what
/// is theirs. What is only offered to them is not.
/// </summary>
internal sealed class RecordsInHand(IRecords records, IRecordTypes types, IWorkInbox inbox)
{
    /// <summary>Records of a type at the most; the total says how many there are.</summary>
    public const int Most = 50;

    /// <summary>By type, without those that have none; what changed last comes first. Only what the person may see.</summary>
    public async Task<IReadOnlyList<InHand>> OfAsync(Actor person, CancellationToken cancellationToken)
    {
        if (person.UserId is not { } id) return [];
        var offers = await inbox.ListAsync(new WorkQuery(id, WorkView.Offered, Kind: WorkItemKind.Offer, Take: 200), cancellationToken);
        var offered = offers.Entries.Select(entry => entry.Item.Subject).ToHashSet();
        List<InHand> lists = [];
        foreach (var type in types.Current.All.Where(type => type is { Work: not null, Status: not null }))
        {
            var page = await records.QueryAsync(null, Query(type, id), person, cancellationToken);
            Record[] held = [.. page.Records.Where(record => !offered.Contains(record.Reference.ToString()))];
            if (held.Length > 0) lists.Add(new(type, held, page.Total - (page.Records.Count - held.Length)));
        }

        return lists;
    }

    private static RecordQuery Query(RecordType type, Guid person)
    {
        List<object?> open = [.. type[type.Status!.Field].Options.Select(state => state.Value).Except(type.Work!.Over)];
        return new(type.Key, [new(type.Work.Assignee, FieldOperator.Equal, person), new(type.Status.Field, FieldOperator.In, open)], OrderBy: ["-" + SystemFields.ChangedAt], Take: Most);
    }
}

/// <param name="Type">What they are.</param>
/// <param name="Records">The first of them.</param>
/// <param name="Total">How many there are.</param>
internal sealed record InHand(RecordType Type, IReadOnlyList<Record> Records, int Total);
