using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

internal sealed class UpdateRecord(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    public override ActivityDescriptor Descriptor => field ??= Describe(
        "Update",
        $"Change {Type.Label}",
        $"Changes fields of a {Type.Label}; fields that are not given stay as they are.",
        [
            IdInput(),
            .. FieldInput.Of(Type, FieldInput.Writable(Type), requireRequired: false),
            new("changes", "Object", "Several fields at once, as a context."),
            new("expectedRevision", "Int64", "Refuses when the record has changed since this revision."),
        ],
        RecordOutputs());

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var changes = FieldInputs(context, "changes", FieldInput.Writable(Type));
        var revision = context.HasInput("expectedRevision") ? context.Input<decimal?>("expectedRevision") : null;
        Deliver(context, await Records.UpdateAsync(work, Type.Key, Id(context), changes, (long?)revision, ActorOf(context), cancellationToken).ConfigureAwait(false));
        context.Complete();
    }
}
