using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>Sends a request and leaves by the status of the answer.</summary>
internal sealed class FlowSendHttpRequest : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.FlowSendHttpRequest",
        Category = HttpCategory.Name,
        DisplayName = "HTTP request (flow)",
        Description = "Sends an HTTP request and leaves by the status of the answer.",
        Inputs = [.. HttpSending.Inputs, HttpSending.ExpectedStatusCodes],
        Outputs = HttpSending.Outputs,
        Outcomes = ["Done", "Unmatched status code", "Failed to connect", "Timeout"],
        OutcomesFrom = "expectedStatusCodes",
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        HttpSending.Send(context);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        if (HttpSending.Receive(context, resumption) is { } answer) context.Complete(HttpSending.Outcomes(context, answer));
        return ValueTask.CompletedTask;
    }
}
