using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

/// <summary>Many records in one step, all or none.</summary>
internal sealed class CreateRecords(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    public override ActivityDescriptor Descriptor => field ??= Describe(
        "CreateMany",
        $"Create {Type.Plural}",
        $"Creates a {Type.Label} for every entry of a list, all or none.",
        [new("items", "Object", "A list of contexts, each with the fields of one.", Required: true), new("same", "Object", "Fields that are the same for all.")],
        [new("ids", "Object", "The identifiers, in the order of the list."), new("count", "Int64", "How many.")]);

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        if (context.Input<object>("items") is not IEnumerable<object?> items) throw new ActivityFaultException($"'items' of {context.ActivityName} must be a list of contexts.");
        var same = context.Dictionary("same");
        var ids = new List<object?>();
        foreach (var item in items)
        {
            var values = new Dictionary<string, object?>(same, StringComparer.Ordinal);
            foreach (var (name, value) in item as IReadOnlyDictionary<string, object?> ?? throw new ActivityFaultException($"'items' of {context.ActivityName} must be a list of contexts."))
                values[name] = value;
            ids.Add((await Records.CreateAsync(work, Type.Key, values, context.Actor, cancellationToken).ConfigureAwait(false)).Id.ToString());
        }

        context.Output("ids", ids);
        context.Output("count", (decimal)ids.Count);
        context.Complete();
    }
}
