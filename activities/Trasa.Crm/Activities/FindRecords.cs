using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

internal sealed class FindRecords(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    public override ActivityDescriptor Descriptor => field ??= Describe(
        "Find",
        $"Find {Type.Plural}",
        $"Looks for {Type.Plural} that meet conditions.",
        [
            new("where", "Object", "A context of field and value, e.g. { status: \"New\" }, or a list of { field, operator, value }."),
            new("search", "String", "Words to look for.", Editor: "text"),
            new("orderBy", "Object", "A field, with a leading - for descending, or a list of them."),
            new("take", "Int64", "How many at the most; 50 when not given."),
        ],
        [
            new("records", "Object", "What was found."),
            new("record", "Object", "The first of them."),
            new("count", "Int64", "How many there are in all."),
        ],
        "Found",
        "Not found");

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var query = new RecordQuery(
            Type.Key,
            Conditions.Read(context, context.HasInput("where") ? context.Input<object>("where") : null),
            context.HasInput("search") ? context.Input<string>("search") : null,
            Words(context.HasInput("orderBy") ? context.Input<object>("orderBy") : null),
            Take: (int)Math.Clamp((context.HasInput("take") ? context.Input<decimal?>("take") : null) ?? 50, 1, 1000));
        var page = await Records.QueryAsync(work, query, ActorOf(context), cancellationToken).ConfigureAwait(false);
        var found = page.Records.Select(record => (object?)RecordValues.ForWorkflow(record)).ToList();
        context.Output("records", found);
        context.Output("record", found.FirstOrDefault());
        context.Output("count", (decimal)page.Total);
        context.Complete(found.Count == 0 ? "Not found" : "Found");
    }

    private static List<string>? Words(object? given) => given switch
    {
        null or "" => null,
        string text => [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
        IEnumerable<object?> list => [.. list.OfType<string>()],
        _ => null,
    };
}
