using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

internal sealed class CreateRecord(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    public override ActivityDescriptor Descriptor => field ??= Describe(
        "Create",
        $"Create {Type.Label}",
        $"Creates a {Type.Label}.",
        [.. FieldInput.Of(Type, FieldInput.Writable(Type), requireRequired: true, givenBy: "values"), new("values", "Object", "Several fields at once, as a context.")],
        [.. RecordOutputs(), new("recordId", "String", "Its identifier.")]);

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var values = FieldInputs(context, "values", FieldInput.Writable(Type));
        var record = await Records.CreateAsync(work, Type.Key, values, ActorOf(context), cancellationToken).ConfigureAwait(false);
        Deliver(context, record);
        context.Output("recordId", record.Id.ToString());
        context.Complete();
    }
}
