using Trasa.Crm.Activities;
using Trasa.Engine.Calendars;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Crm.Sla.Activities;

/// <summary>What the SLA steps share: which clock is meant, and that what does not fit its state changes nothing.</summary>
internal abstract class SlaActivity : Activity
{
    protected static readonly ActivityInput TargetInput = new("target", "String", "The target, e.g. response or resolution; every open one when not given.", Editor: "text");
    protected static readonly ActivityInput ReasonInput = new("reason", "String", "Why, for the ledger.", Editor: "text");

    protected static readonly ActivityOutput ClockOutput = new("clock", "Object", "The clock: state, due, warnAt, warned, breached, acknowledged, policy, calendar, explanation.");
    protected static readonly ActivityOutput RefusedOutput = new("refused", "String", "Why nothing was done, or null.");

    protected static ActivityDescriptor Describe(string verb, string displayName, string description, params IReadOnlyList<ActivityInput> inputs) => new()
    {
        Type = $"Trasa.Sla.{verb}",
        Category = "SLA",
        DisplayName = displayName,
        Description = description,
        Inputs = [.. ActivityInputs.AboutInputs, .. inputs],
        Outputs = [ClockOutput, RefusedOutput],
    };

    protected static async ValueTask<SlaMoment> MomentAsync(ActivityContext context, CancellationToken cancellationToken) =>
        new(await context.WorkAsync(cancellationToken).ConfigureAwait(false), context.Now, context.Actor);

    protected static string Subject(ActivityContext context) => context.About().ToString();

    protected static string? Target(ActivityContext context) => context.Input<string>("target") is { Length: > 0 } target ? target : null;

    protected static string RequiredTarget(ActivityContext context) => Target(context) ?? throw new ActivityFaultException("Say which target: response, resolution, ...");

    protected static string Reason(ActivityContext context) => context.Input<string>("reason") is { Length: > 0 } reason ? reason : context.ActivityName;

    /// <summary>The terms given as inputs, or null when there is no duration.</summary>
    protected static SlaTerms? Terms(ActivityContext context)
    {
        if (context.Input<string>("duration") is not { Length: > 0 } duration) return null;
        var calendar = context.Input<string>("calendar") is { Length: > 0 } key ? key : throw new ActivityFaultException("Say on which calendar the target counts.");
        return new(context.Input<string>("policy") ?? "", calendar, Duration(duration), context.Input<string>("warnBefore") is { Length: > 0 } warn ? Duration(warn) : null, Decision(context));
    }

    protected static void Finish(ActivityContext context, IReadOnlyList<SlaChange> changes)
    {
        var told = changes.FirstOrDefault(change => change.Refused is null) ?? (changes.Count == 0 ? null : changes[0]);
        context.Output("clock", told is null ? null : SlaView.Of(told.Clock));
        context.Output("refused", told is null ? "There is no open clock." : told.Refused);
        foreach (var change in changes)
            context.Journal("Sla", new Dictionary<string, object?> { ["target"] = change.Clock.Target, ["state"] = SlaView.Words(change.Clock.State), ["due"] = change.Clock.DueAt, ["refused"] = change.Refused });
        context.Complete("Done");
    }

    private static Guid? Decision(ActivityContext context) => Guid.TryParse(context.Input<string>("decisionRecord"), out var id) ? id : null;

    private static BusinessDuration Duration(string text) =>
        BusinessDuration.TryParse(text, out var duration, out var problem) ? duration : throw new ActivityFaultException(problem.Text);
}
