using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

/// <summary>All records that meet conditions, by their identifiers alone: for lists that are too long to carry whole.</summary>
internal sealed class SelectRecords(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    private const int PageSize = 1000;

    public override ActivityDescriptor Descriptor => field ??= Describe(
        "Select",
        $"Select {Type.Plural}",
        $"Finds all {Type.Plural} that meet conditions and gives their identifiers.",
        [new("where", "Object", "As for finding; also { field, related: { type, field, where } }, e.g. the contacts whose company has a contract, and { field, unrelated } for those who have none.")],
        [new("ids", "Object", "The identifiers of all of them, oldest first."), new("count", "Int64", "How many there are.")],
        "Found",
        "Not found");

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var where = Conditions.Read(context, context.HasInput("where") ? context.Input<object>("where") : null);
        var ids = new List<object?>();
        for (var more = true; more;)
        {
            var page = await Records.QueryAsync(work, new(Type.Key, where, OrderBy: ["createdAt"], Skip: ids.Count, Take: PageSize), context.Actor, cancellationToken).ConfigureAwait(false);
            ids.AddRange(page.Records.Select(record => (object?)record.Id.ToString()));
            more = page.Records.Count == PageSize;
        }

        context.Output("ids", ids);
        context.Output("count", (decimal)ids.Count);
        context.Complete(ids.Count == 0 ? "Not found" : "Found");
    }
}
