using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class RetargetSla(ISlaClocks clocks, SlaSubjects subjects) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe(
        "Retarget", "Retarget SLA clocks", "Gives running clocks other terms, or counts anew on a calendar that has changed.", [TargetInput, .. StartSla.TermsInputs, ReasonInput]);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        var subject = Subject(context);
        var priority = context.Input<string>("priority") ?? await subjects.PriorityAsync(moment.Work, subject, cancellationToken).ConfigureAwait(false);
        Finish(context, await clocks.RetargetAsync(moment, subject, Target(context), Terms(context), priority, Reason(context), cancellationToken).ConfigureAwait(false));
    }
}
