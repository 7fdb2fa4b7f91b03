using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

internal sealed class GetRecord(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    public override ActivityDescriptor Descriptor => field ??= Describe(
        "Get", $"Get {Type.Label}", $"Reads a {Type.Label} as it stands now.", [IdInput()], RecordOutputs(), "Found", "Not found");

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var record = await Records.FindAsync(work, Type.Key, Id(context), ActorOf(context), cancellationToken).ConfigureAwait(false);
        if (record is not null) Deliver(context, record);
        else context.Output("record", null);
        context.Complete(record is null ? "Not found" : "Found");
    }
}
