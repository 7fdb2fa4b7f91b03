using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class ResumeSla(ISlaClocks clocks) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Resume", "Resume SLA clocks", "Lets paused clocks go on; those that run are left alone.", TargetInput, ReasonInput);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        Finish(context, await clocks.ResumeAsync(moment, Subject(context), Target(context), Reason(context), cancellationToken).ConfigureAwait(false));
    }
}
