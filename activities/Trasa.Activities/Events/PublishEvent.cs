using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Events;

/// <summary>Publishes an event after the commit.</summary>
internal sealed class PublishEvent : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.PublishEvent",
        Category = "Events",
        DisplayName = "Publish event",
        Description = "Tells everybody who waits for the event.",
        Inputs =
        [
            new("eventName", "String", "Which event.", Required: true, Editor: "event"),
            new("correlationId", "String", "What it is about; all who wait for the name when not given."),
            new("isLocalEvent", "Boolean", "Only for what this instance is about.", Editor: "checkbox"),
            new("payload", "Object", "What goes with it."),
            new("keepFor", "TimeSpan", "How long it is kept when nobody waits yet."),
        ],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var name = context.Input<string>("eventName") is { Length: > 0 } given ? given : throw new ActivityFaultException("The event has no name.");
        var correlation = context.Input<string>("correlationId") ?? (context.Input<bool>("isLocalEvent") ? context.CorrelationId : null);
        context.Publish(name, correlation, context.Input<object>("payload"), context.Input<TimeSpan?>("keepFor"));
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
