using Trasa.Engine.Execution;
using Trasa.Model.Activities;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>Fetches a file and leaves by the status of the answer.</summary>
internal sealed class DownloadHttpFile : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = "Elsa.DownloadHttpFile",
        Category = HttpCategory.Name,
        DisplayName = "Download a file",
        Description = "Fetches a file by HTTP, byte for byte.",
        Inputs = [.. HttpSending.Inputs, HttpSending.ExpectedStatusCodes],
        Outputs =
        [
            new("result", "Object", "The file: fileName, contentType, content as base64; null when nothing came."),
            .. HttpSending.Outputs.Where(output => output.Name is "statusCode" or "responseHeaders"),
        ],
        Outcomes = ["Done", "Unmatched status code", "Failed to connect", "Timeout"],
        OutcomesFrom = "expectedStatusCodes",
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        HttpSending.Send(context, asFile: true);
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        if (HttpSending.Receive(context, resumption, asFile: true) is { } answer) context.Complete(HttpSending.Outcomes(context, answer));
        return ValueTask.CompletedTask;
    }
}
