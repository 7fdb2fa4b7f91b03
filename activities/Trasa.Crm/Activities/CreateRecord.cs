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
        [.. FieldInput.Of(Type.Fields, requireRequired: true), new("values", "Object", "Several fields at once, as a context.")],
        RecordOutputs());

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var values = FieldInputs(context, "values", Type.Fields);
        Deliver(context, await Records.CreateAsync(work, Type.Key, values, context.Actor, cancellationToken).ConfigureAwait(false));
        context.Complete();
    }
}
