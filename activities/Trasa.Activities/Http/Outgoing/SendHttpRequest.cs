using System.Text.Json.Nodes;
using Trasa.Engine.Execution;
using Trasa.Engine.Values;
using Trasa.Model.Activities;
using Trasa.Model.Json;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>Sends a request and runs the activity inside it that belongs to the answer.</summary>
internal sealed class SendHttpRequest : SlotActivity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.SendHttpRequest",
        Category = HttpCategory.Name,
        DisplayName = "HTTP request",
        Description = "Sends an HTTP request and runs what belongs to the status of its answer.",
        Inputs = HttpSending.Inputs,
        Outputs = HttpSending.Outputs,
        Slots = ["unmatchedStatusCode", "failedToConnect", "timeout"],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        HttpSending.Send(context);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        if (HttpSending.Receive(context, resumption) is { } answer && !RunBranch(context, answer)) context.Complete();
        return ValueTask.CompletedTask;
    }

    private static bool RunBranch(ActivityContext context, IReadOnlyDictionary<string, object?> answer)
    {
        switch (ValueConversion.Text(answer["result"]))
        {
            case nameof(HttpResult.Answered): break;
            case nameof(HttpResult.Timeout): return RunSlot(context, "timeout");
            case nameof(HttpResult.FailedToConnect): return RunSlot(context, "failedToConnect");
            default: throw new ActivityFaultException($"The request was not sent: {ValueConversion.Text(answer["reason"])}");
        }

        var branches = context.Properties.Objects("expectedStatusCodes").ToList();
        var match = branches.FirstOrDefault(branch => branch.Integer("statusCode") == (int)(decimal)answer["statusCode"]!);
        if (match is not null) return match.Member("activity") is JsonObject activity && RunActivity(context, activity);
        return branches.Count > 0 && RunSlot(context, "unmatchedStatusCode");
    }
}
