using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class AcknowledgeSla(ISlaClocks clocks) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Acknowledge", "Acknowledge an SLA breach", "Somebody takes care of the breach: the ladder stops.", TargetInput, new("comment", "String", "What they say.", Required: true, Editor: "text"));

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        Finish(context, await clocks.AcknowledgeAsync(moment, Subject(context), Target(context), context.Input<string>("comment") ?? "", cancellationToken).ConfigureAwait(false));
    }
}
