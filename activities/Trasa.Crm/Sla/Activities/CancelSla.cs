using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class CancelSla(ISlaClocks clocks) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Cancel", "Cancel SLA clocks", "Ends the clock without judging it, e.g. for a merged case.", TargetInput, ReasonInput);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        Finish(context, await clocks.CancelAsync(moment, Subject(context), Target(context), Reason(context), cancellationToken).ConfigureAwait(false));
    }
}
