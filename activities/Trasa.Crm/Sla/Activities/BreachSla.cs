using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class BreachSla(ISlaClocks clocks) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Breach", "Note an SLA breach", "Notes that the due time has passed; refused when it has moved meanwhile.", TargetInput);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        Finish(context, await clocks.BreachAsync(moment, Subject(context), Target(context), cancellationToken).ConfigureAwait(false));
    }
}
