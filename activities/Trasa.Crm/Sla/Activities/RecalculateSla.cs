using Trasa.Activities.Deciding;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class RecalculateSla(ISlaPolicies policies) : SlaActivity
{
    public override ActivityDescriptor Descriptor { get; } = Describe(
        "Recalculate", "Recalculate SLA clocks", "Asks the policy again with the record's priority now, and gives its open clocks what comes out.",
        new("decision", "String", "The policy decision.", Required: true, Editor: "decision"), ReasonInput);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var decision = context.Input<string>("decision") is { Length: > 0 } key ? key : throw new ActivityFaultException("Say which decision holds the policy, e.g. R-SLA.");
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            Finish(context, await policies.RecalculateAsync(moment, Subject(context), decision, Reason(context), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception problem) when (problem is DecisionNotFoundException or SlaCalendarException or FormatException)
        {
            throw new ActivityFaultException(problem.Message, problem);
        }
    }
}
