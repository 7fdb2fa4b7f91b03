using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class WarnSla(ISlaClocks clocks) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Warn", "Note an SLA warning", "Notes that the warning was given, once and not before its time.", TargetInput, ReasonInput);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        Finish(context, await clocks.WarnAsync(moment, Subject(context), Target(context), Reason(context), cancellationToken).ConfigureAwait(false));
    }
}
