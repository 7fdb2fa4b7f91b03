using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Events;

/// <summary>Waits for an event. It may also start the workflow.</summary>
internal sealed class Event : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Event",
        Category = "Events",
        DisplayName = "Event",
        Description = "Waits until the event is published.",
        Inputs =
        [
            new("eventName", "String", "Which event.", Required: true, Editor: "event"),
            new("correlationId", "String", "Only events about this; the instance's own correlation when not given."),
        ],
        Outputs = [new("result", "Object", "What came with the event.")],
        IsTrigger = true,
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var name = context.Input<string>("eventName") is { Length: > 0 } given ? given : throw new ActivityFaultException("The event has no name.");
        context.Wait(new("Event", name, context.Input<string>("correlationId") ?? context.CorrelationId));
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        context.Output("result", resumption.Payload);
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
