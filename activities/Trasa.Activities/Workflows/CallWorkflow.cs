using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Workflows;

/// <summary>Starts another workflow and, unless told otherwise, waits for its end.</summary>
internal abstract class CallWorkflow(string type, string name, bool waits) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = type,
        Category = Children.Category,
        DisplayName = name,
        Description = "Starts another workflow and may wait until it has ended.",
        Inputs =
        [
            new("workflowDefinitionId", "String", "Which workflow.", Required: true, Editor: "workflow"),
            new("correlationId", "String", "What it is about; the same as here when not given."),
            new("input", "ObjectDictionary", "A value for each of its inputs."),
            new("waitForCompletion", "Boolean", "Whether to go on only when it has ended.", Editor: "checkbox"),
        ],
        Outputs = [new("result", "Object", "Its outputs.")],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var wait = context.HasInput("waitForCompletion") ? context.Input<bool>("waitForCompletion") : waits;
        Children.Start(context, Children.Key(context), Children.Input(context), wait);
        if (!wait) context.Complete();
        return ValueTask.CompletedTask;
    }

    public override ValueTask CancelAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        Children.CancelAll(context);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        var ending = ChildEnding.Read(resumption.Payload);
        Children.Output(context, ending);
        context.Complete([.. ending.Outcomes.Contains("Done") ? ending.Outcomes : [.. ending.Outcomes, "Done"]]);
        return ValueTask.CompletedTask;
    }
}

internal sealed class ExecuteWorkflow() : CallWorkflow("Elsa.ExecuteWorkflow", "Execute workflow", waits: true);

internal sealed class DispatchWorkflow() : CallWorkflow("Elsa.DispatchWorkflow", "Dispatch workflow", waits: false);
