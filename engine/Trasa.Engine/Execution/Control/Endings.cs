using Trasa.Engine.Execution.Bursts;
using Trasa.Engine.Instances;
using Trasa.Model.Activities;

namespace Trasa.Engine.Execution.Control;

internal sealed class Start : Activity
{
    public override ActivityDescriptor Descriptor { get; } = Describe.Control("Elsa.Start", "Start", "Where the flowchart starts.");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Complete(Outcomes.Done);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Ends its flowchart; what runs there is cancelled.</summary>
internal sealed class End : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.End", "End", "Ends the flowchart that it stands in.") with { IsTerminal = true };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        context.Complete(Outcomes.Done);
        return ValueTask.CompletedTask;
    }
}

/// <summary>Ends the whole workflow at once.</summary>
internal sealed class Finish : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Finish", "Finish", "Ends the whole workflow at once.") with { IsTerminal = true };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var run = (ActivityRun)context;
        run.Done();
        run.Instance.Ending = InstanceStatus.Finished;
        return ValueTask.CompletedTask;
    }
}

/// <summary>Ends the workflow with outcomes, which a workflow that called it goes on by.</summary>
internal sealed class Complete : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Complete", "Complete", "Ends the workflow with the outcomes given.") with
        {
            Inputs = [new("outcomes", "String[]", "What the calling workflow goes on by.")],
            IsTerminal = true,
        };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var run = (ActivityRun)context;
        var outcomes = context.Input<IReadOnlyList<string>>("outcomes");
        run.Done();
        run.Instance.Result = outcomes is { Count: > 0 } ? outcomes : Outcomes.Done;
        run.Instance.Ending = InstanceStatus.Finished;
        return ValueTask.CompletedTask;
    }
}

/// <summary>Ends the innermost loop around it.</summary>
internal sealed class Break : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Break", "Break", "Leaves the loop around it.") with { IsTerminal = true };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var run = (ActivityRun)context;
        run.Done();
        run.Instance.BreakingOut = LoopAround(run) ?? throw new ActivityFaultException("There is no loop around this to break out of.");
        return ValueTask.CompletedTask;
    }

    public static ActivityRun? LoopAround(ActivityRun run)
    {
        for (var around = run.Parent; around is not null; around = around.Parent)
            if (around.Node.Behaviour is Loop) return around;
        return null;
    }
}

/// <summary>Stops the branch with an incident.</summary>
internal sealed class Fault : Activity
{
    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control("Elsa.Fault", "Fault", "Stops here with an incident.") with
        {
            Inputs =
            [
                new("message", "String", "What is wrong.", Required: true, Editor: "text"),
                new("code", "String", "A code for it.", Editor: "text"),
                new("category", "String", "The kind of fault.", Editor: "text"),
                new("faultType", "String", "Business or System.", Editor: "text"),
            ],
            Outcomes = [],
            IsTerminal = true,
        };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var message = context.Input<string>("message") ?? "The workflow says that it cannot go on.";
        throw new ActivityFaultException(context.Input<string>("code") is { Length: > 0 } code ? $"{code}: {message}" : message);
    }
}
