using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

/// <summary>A remark on the record that the workflow is about, without saying which.</summary>
internal sealed class AddNote(RecordType type, IRecords records, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    public override ActivityDescriptor Descriptor => field ??= Describe(
        "Add",
        "Add note",
        "Adds a note to a record; without 'about', to the record that the workflow is about.",
        [
            new("text", "String", "The remark.", Required: true, Editor: "multiline"),
            new("about", "Object", "The record: a reference such as case:id, or a record."),
            new("pinned", "Boolean", "Whether it stays on top.", Editor: "checkbox"),
        ],
        RecordOutputs());

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["text"] = context.Input<string>("text"),
            ["about"] = (context.HasInput("about") ? context.Input<object>("about") : null) ?? context.CorrelationId,
        };
        if (context.HasInput("pinned")) values["pinned"] = context.Input<object>("pinned");
        Deliver(context, await Records.CreateAsync(work, Type.Key, values, ActorOf(context), cancellationToken).ConfigureAwait(false));
        context.Complete();
    }
}
