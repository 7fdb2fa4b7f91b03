using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.Model.Activities;

namespace Trasa.Crm.Activities;

internal sealed class RunRecordVerb(RecordType type, RecordVerb verb, IRecords records, IRecordVerbs verbs, ChangeCauses causes) : RecordActivity(type, records, causes)
{
    private readonly List<RecordField> _asked = [.. (verb.Inputs ?? []).Select(name => type[name])];

    public override ActivityDescriptor Descriptor => field ??= Describe(
        verb.Key, $"{verb.Label} ({Type.Label})", verb.Description, [IdInput(), .. FieldInput.Of(Type, _asked, requireRequired: false)], RecordOutputs());

    protected override async Task RunAsync(ActivityContext context, IUnitOfWork work, CancellationToken cancellationToken)
    {
        var inputs = _asked
            .Where(field => context.HasInput(FieldInput.Name(Type, field)))
            .ToDictionary(field => field.Name, field => context.Input<object>(FieldInput.Name(Type, field)), StringComparer.Ordinal);
        Deliver(context, await verbs.RunAsync(work, new(Type.Key, Id(context)), verb.Key, inputs, ActorOf(context), cancellationToken).ConfigureAwait(false));
        context.Complete();
    }
}
