using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

internal sealed class StartSla(ISlaClocks clocks, SlaSubjects subjects) : SlaActivity
{
    public static IReadOnlyList<ActivityInput> TermsInputs { get; } =
    [
        new("policy", "String", "The policy's name, for people."),
        new("calendar", "String", "The calendar of the policy.", Editor: "calendar"),
        new("duration", "String", "The time allowed, e.g. 30 wmin, 4 wh, 2 wd, 48 h."),
        new("warnBefore", "String", "How long before the due time to warn, e.g. 1 wh."),
        new("priority", "String", "The priority; the record's own when not given."),
        new("decisionRecord", "String", "The decision record of the policy, for the explanation."),
    ];

    private static readonly ActivityInput s_startedAt = new("startedAt", "DateTimeOffset", "When it began, when that was before now, e.g. the day a letter came in; now when not given.");

    public override ActivityDescriptor Descriptor { get; } = Describe(
        "Start", "Start an SLA clock", "Starts the clock of one target; one that runs already gets the new terms.", [TargetInput with { Required = true }, .. TermsInputs, s_startedAt, ReasonInput]);

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var terms = Terms(context) ?? throw new ActivityFaultException("Say how long the target may take, e.g. 4 wh.");
        var moment = await MomentAsync(context, cancellationToken).ConfigureAwait(false);
        if (context.Input<DateTimeOffset?>("startedAt") is { } begun && begun < moment.At) moment = moment with { At = begun };
        var subject = Subject(context);
        var priority = context.Input<string>("priority") ?? await subjects.PriorityAsync(moment.Work, subject, cancellationToken).ConfigureAwait(false);
        var change = await clocks.StartAsync(moment, subject, RequiredTarget(context), terms, priority, Reason(context), cancellationToken).ConfigureAwait(false);
        Finish(context, [change]);
    }
}
