using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Events;

/// <summary>Asks a system outside to do something and waits until it says that it is done.</summary>
internal sealed class RunTask : Activity
{
    /// <summary>The kind of its bookmarks.</summary>
    public const string Kind = "Task";

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.RunTask",
        Category = "Events",
        DisplayName = "Run task",
        Description = "Asks another system to do something and waits for its answer, which comes through the interface (POST /api/tasks).",
        Inputs =
        [
            new("taskName", "String", "What is to be done.", Required: true, Editor: "text"),
            new("payload", "Object", "What is needed for it."),
        ],
        Outputs = [new("taskId", "String", "The id to answer with."), new("result", "Object", "The answer.")],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var name = context.Input<string>("taskName") is { Length: > 0 } given ? given : throw new ActivityFaultException("The task has no name.");
        var id = context.Wait(new(Kind, name, Payload: context.Input<object>("payload")));
        context.Output("taskId", id);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        context.Output("result", resumption.Payload);
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
