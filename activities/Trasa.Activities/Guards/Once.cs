using Trasa.Engine.Calendars;
using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Guards;

/// <summary>Leaves by <c>First</c> for the first that comes with its key, and by <c>Again</c> for every other.</summary>
internal sealed class Once(IOnceGuards guards) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.Once",
        Category = "Control",
        DisplayName = "Once",
        Description = "Lets the first with its key through, so that a rule that runs again and again acts once.",
        Inputs =
        [
            new("key", "String", "What may pass once, e.g. the record that is warned about.", Required: true, Editor: "expression"),
            new("since", "DateTimeOffset", "When the silence began, e.g. the last activity of the record: it passes once per silence."),
            new("again", "String", "After this time it may pass again, e.g. 7 d.", Editor: "duration"),
            new("scope", "String", "Workflows with the same scope share their keys; this workflow alone when not given.", Editor: "text"),
        ],
        Outcomes = ["First", "Again"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var key = context.Input<string>("key") is { Length: > 0 } given ? given : throw new ActivityFaultException("The key is empty, so nothing could be told apart.");
        var scope = context.Input<string>("scope") is { Length: > 0 } shared ? shared : "workflow:" + context.DefinitionKey;
        var pause = context.Input<object>("again") is { } again and not "" ? PlainDuration.Read(again) ?? throw new ActivityFaultException($"'{again}' is no duration; write 7 d or PT12H.") : (TimeSpan?)null;
        var work = await context.WorkAsync(cancellationToken).ConfigureAwait(false);
        var passed = await guards.PassAsync(work, new(scope, key, context.Input<DateTimeOffset?>("since"), pause), context.Now, cancellationToken).ConfigureAwait(false);
        context.Complete(passed ? "First" : "Again");
    }
}
