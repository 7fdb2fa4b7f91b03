using Trasa.Engine.Execution.Bursts;
using Trasa.Model.Activities;
using Trasa.Model.Json;

namespace Trasa.Engine.Execution.Control;

/// <summary>
/// A workflow used as an activity: its inputs are the workflow's inputs, its outputs the workflow's outputs, and it
/// leaves by the outcomes that the workflow ended with.
/// </summary>
internal sealed class WorkflowActivity : Activity
{
    public const string TypeName = "Trasa.Workflow";

    public override ActivityDescriptor Descriptor { get; } =
        Describe.Control(TypeName, "Workflow as an activity", "Runs another workflow of this installation and goes on when it has ended, by the outcome that it ended with.") with
        {
            Inputs = [new("workflowDefinitionId", "String", "Which workflow.", Required: true, Editor: "workflow")],
        };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var run = (ActivityRun)context;
        var key = run.Node.Json.Text("workflowDefinitionId") ?? throw new ActivityFaultException("No workflow is chosen.");
        var input = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var given in run.Node.Inputs)
            if (!given.Name.StartsWith("workflowDefinition", StringComparison.Ordinal) && !given.Name.StartsWith("latestAvailable", StringComparison.Ordinal))
                input[given.Name] = run.Input<object>(given.Name);
        run.StartWorkflow(key, input, run.CorrelationId, wait: true);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        var ending = ChildEnding.Read(resumption.Payload);
        if (ending.IsCancelled) throw new ActivityFaultException("The workflow that this one waited for was cancelled.");
        foreach (var output in ((ActivityRun)context).Node.Outputs)
            if (ending.TryGetOutput(output.Name, out var value)) context.Output(output.Name, value);
        context.Complete(ending.Outcomes);
        return ValueTask.CompletedTask;
    }
}
