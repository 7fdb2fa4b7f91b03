using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class MeetSla(ISlaClocks clocks) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Meet", "Meet an SLA target", "Ends the clock: met, or met late.", TargetInput, ReasonInput);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        Finish(context, await clocks.MeetAsync(moment, Subject(context), Target(context), Reason(context), cancellationToken).ConfigureAwait(false));
    }
}
