using System.Globalization;
using Trasa.Engine.Execution;
using Trasa.Engine.Values;
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
        Inputs = [.. HttpSending.Inputs, new("expectedStatusCodes", "Int32[]", "Statuses that are outcomes of their own.", Editor: "text")],
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
        if (HttpSending.Receive(context, resumption) is { } answer) context.Complete(Outcomes(context, answer));
        return ValueTask.CompletedTask;
    }

    private static IReadOnlyList<string> Outcomes(ActivityContext context, IReadOnlyDictionary<string, object?> answer)
    {
        switch (ValueConversion.Text(answer["result"]))
        {
            case nameof(HttpResult.Answered): break;
            case nameof(HttpResult.Timeout): return ["Timeout"];
            case nameof(HttpResult.FailedToConnect): return ["Failed to connect"];
            default: throw new ActivityFaultException($"The request was not sent: {ValueConversion.Text(answer["reason"])}");
        }

        var status = ((int)(decimal)answer["statusCode"]!).ToString(CultureInfo.InvariantCulture);
        var expected = ValueConversion.ToList(context.Input<object>("expectedStatusCodes")).Select(ValueConversion.Text).ToList();
        if (expected.Count == 0) return ["Done"];
        return expected.Contains(status) ? [status, "Done"] : ["Unmatched status code", "Done"];
    }
}
