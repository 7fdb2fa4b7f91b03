using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

internal sealed class DeleteRecord(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    public override ActivityDescriptor Descriptor => field ??= Describe(
        "Delete", $"Delete {Type.Label}", $"Deletes a {Type.Label} that nothing refers to; its change log stays.", [IdInput()], []);

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        await Records.DeleteAsync(work, Type.Key, Id(context), ActorOf(context), cancellationToken).ConfigureAwait(false);
        context.Complete();
    }
}
