using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Control;

/// <summary>Gives the instance a name for people.</summary>
internal sealed class SetName : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SetName",
        Category = "Control",
        DisplayName = "Set name",
        Description = "Gives the instance a name for people.",
        Inputs = [new("value", "String", "The name.", Required: true, Editor: "text")],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.InstanceName = context.Input<string>("value");
        context.Complete();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Says what the instance is about; events are addressed with it.</summary>
internal sealed class Correlate : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.Correlate",
        Category = "Control",
        DisplayName = "Correlate",
        Description = "Says what the instance is about, so that events about it find it.",
        Inputs = [new("correlationId", "String", "E.g. case:4711.", Required: true, Editor: "text")],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.CorrelationId = context.Input<string>("correlationId");
        context.Complete();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Sets an output of the workflow.</summary>
internal sealed class SetOutput : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SetOutput",
        Category = "Control",
        DisplayName = "Set output",
        Description = "Sets an output of the workflow.",
        Inputs =
        [
            new("outputName", "String", "Which output.", Required: true, Editor: "output"),
            new("outputValue", "Object", "Its value."),
        ],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var name = context.Input<string>("outputName") is { Length: > 0 } given ? given : throw new ActivityFaultException("No output is chosen.");
        context.SetWorkflowOutput(name, context.Input<object>("outputValue"));
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
