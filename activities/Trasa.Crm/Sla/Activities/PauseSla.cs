using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class PauseSla(ISlaClocks clocks) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Pause", "Pause SLA clocks", "Stops the clock until it is resumed; the due time moves by the working time in between.", TargetInput, ReasonInput);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        Finish(context, await clocks.PauseAsync(moment, Subject(context), Target(context), Reason(context), cancellationToken).ConfigureAwait(false));
    }
}
