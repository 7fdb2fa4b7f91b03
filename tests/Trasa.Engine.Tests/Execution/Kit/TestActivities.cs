using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Engine.Tests.Execution.Kit;

internal sealed class Step : Activity
{
    public override ActivityDescriptor Descriptor { get; } = Describe("Test.Step");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }

    public static ActivityDescriptor Describe(string type) => new() { Type = type, Category = "Test", DisplayName = type, Description = type };
}

/// <summary>Waits for an event of its own id.</summary>
internal sealed class WaitHere : Activity
{
    public override ActivityDescriptor Descriptor { get; } = Step.Describe("Test.Wait");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Wait(new("Event", context.ActivityId));
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        context.Output("result", resumption.Payload);
        context.Complete();
        return ValueTask.CompletedTask;
    }

    public override ValueTask CancelAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Journal("Told", context.ActivityId);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Faults as often as its input says, counting in a variable.</summary>
internal sealed class Fails : Activity
{
    public override ActivityDescriptor Descriptor { get; } = Step.Describe("Test.Fails");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Publish("left behind", null, null);
        var tried = (context.Variable("tried") as decimal? ?? 0) + 1;
        context.SetVariable("tried", tried);
        if (!context.HasInput("times") || tried <= context.Input<int>("times")) throw new InvalidOperationException("It broke.");
        context.Complete();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Starts a workflow and does not wait for it.</summary>
internal sealed class Starts : Activity
{
    public override ActivityDescriptor Descriptor { get; } = Step.Describe("Test.Starts");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.StartWorkflow("child", new Dictionary<string, object?>(), null, wait: false);
        context.Complete();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Forgets to complete.</summary>
internal sealed class Forgets : Activity
{
    public override ActivityDescriptor Descriptor { get; } = Step.Describe("Test.Forgets");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
