using System.Text.Json.Nodes;
using Trasa.Engine.Execution;
using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Activities;

namespace Trasa.Activities.Waiting;

/// <summary>
/// Waits for the first of several events, or for a due time; control leaves through the outcome of what came first and
/// the other waits are forgotten.
/// </summary>
/// <remarks>
/// <c>waitFor</c> is a list of <c>{ "label", "event" }</c>. An event counts when its correlation is that of
/// <c>correlation</c>, or else of the instance.
/// </remarks>
public sealed class WaitForFirst(DueTimes dueTimes) : Activity
{
    /// <summary>The outcome when the due time comes first.</summary>
    public const string TimedOut = "Timed out";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Trasa.WaitForFirst",
        Category = "Waiting",
        DisplayName = "Wait for the first of",
        Description = "Waits for the first of several events, or until a due time.",
        Inputs =
        [
            new("correlation", "String", "What the events are about, e.g. case:...; by default what the instance is about."),
            new("due", "Object", "How long to wait, 48 h or 4 wh, or until when.", Editor: "duration"),
            new("calendar", "String", "The calendar that working time is counted on.", Editor: "calendar"),
        ],
        Outputs = [new("event", "Object", "What the event brought.")],
        Outcomes = [TimedOut],
        OutcomesFrom = "waitFor",
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var until = await UntilAsync(context, cancellationToken).ConfigureAwait(false);
        var correlation = context.HasInput("correlation") ? context.Input<string>("correlation") : context.CorrelationId;
        var events = Events(context.Properties);
        if (events.Count == 0 && until is null) throw new ActivityFaultException("waitFor: name at least one event, or a due time; otherwise nothing ever ends the wait.");
        foreach (var (label, name) in events)
            context.Wait(new("Event", name, correlation, new Dictionary<string, object?> { ["label"] = label }));
        if (until is { } due) context.Wait(new("Timer", context.ActivityType, Due: due.At, DueExplanation: due.Explanation));
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        context.Output("event", resumption.Payload);
        context.Complete([resumption.TimedOut ? TimedOut : LabelOf(resumption.Bookmark.Payload)]);
        return ValueTask.CompletedTask;
    }

    private async ValueTask<Due?> UntilAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        if (!context.HasInput("due") || context.Input<object>("due") is not { } due || due is "") return null;
        var calendar = context.HasInput("calendar") ? context.Input<string>("calendar") : null;
        return await dueTimes.ComputeAsync(due, calendar, context.Now, cancellationToken).ConfigureAwait(false);
    }

    private static string LabelOf(string? payload) =>
        JsonNode.Parse(payload ?? "{}")?["label"]?.GetValue<string>() ?? throw new ActivityFaultException("The bookmark has lost its label.");

    private static List<(string Label, string Event)> Events(JsonObject properties) =>
        properties["waitFor"] is JsonArray list
            ? [.. list.OfType<JsonObject>().Select(item => (Text(item, "label"), Text(item, "event")))]
            : [];

    private static string Text(JsonObject item, string name) =>
        item[name]?.GetValue<string>() is { Length: > 0 } text ? text : throw new ActivityFaultException($"waitFor: every entry needs a \"{name}\".");
}
