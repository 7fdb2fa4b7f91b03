using Trasa.Engine.Execution;
using Trasa.Engine.Values;
using Trasa.Model.Activities;

namespace Trasa.Activities.Http.Incoming;

/// <summary>Starts the workflow, or goes on with it, when a request comes to its path.</summary>
internal sealed class HttpEndpoint : Activity
{
    public const string TypeName = "Elsa.HttpEndpoint";

    /// <summary>The kind of bookmarks and triggers that requests reach; their name is the route.</summary>
    public const string Kind = "HttpEndpoint";

    private static readonly string[] Values = ["parsedContent", "files", "file", "routeData", "queryStringData", "headers"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        Type = TypeName,
        Category = HttpCategory.Name,
        DisplayName = "HTTP endpoint",
        Description = "Starts the workflow, or goes on with it, when a request comes to its path below /hooks.",
        Inputs =
        [
            new("path", "String", "E.g. orders/{id}.", Required: true, Editor: "text"),
            new("supportedMethods", "String[]", "GET when not given.", Editor: "text"),
            new("authorize", "Boolean", "Whether only people who are signed in and keys may call it.", Editor: "checkbox"),
            new("policy", "String", "Who may: the name of a policy, e.g. Processes.", Editor: "text"),
            new("requestTimeout", "TimeSpan", "How long the caller waits for the answer.", Editor: "duration"),
            new("requestSizeLimit", "Int64", "Bytes of a request; 1 MiB when not given.", Editor: "text"),
            new("fileSizeLimit", "Int64", "Bytes of one file.", Editor: "text"),
            new("allowedFileExtensions", "String[]", "Only files that end so, e.g. .pdf.", Editor: "text"),
            new("blockedFileExtensions", "String[]", "No files that end so.", Editor: "text"),
            new("allowedMimeTypes", "String[]", "Only files of these kinds, e.g. image/png.", Editor: "text"),
        ],
        Outputs =
        [
            new("parsedContent", "Object", "The body: JSON and forms as a value, anything else as text."),
            new("files", "Object[]", "The files: fileName, contentType, size, content as base64."),
            new("file", "Object", "The first file."),
            new("routeData", "ObjectDictionary", "The values of the path's parameters."),
            new("queryStringData", "ObjectDictionary", "The values of the query."),
            new("headers", "ObjectDictionary", "The headers, without credentials."),
            new("result", "Object", "All of it, and method and path."),
        ],
        Outcomes = ["Done", .. EndpointRefusals.Outcomes],
        IsTrigger = true,
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellationToken)
    {
        var settings = EndpointSettings.Read(context.Input<object>, context.Properties);
        if (!RouteTemplate.TryParse(settings.Path, out var route, out var problem)) throw new ActivityFaultException(problem);
        context.Wait(new(Kind, route.Text, context.CorrelationId, settings.ToPayload()));
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Resumption resumption, CancellationToken cancellationToken)
    {
        var request = resumption.Payload as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
        foreach (var name in Values) context.Output(name, request.GetValueOrDefault(name));
        context.Output("result", request);
        context.Complete(ValueConversion.Text(request.GetValueOrDefault("outcome")) is { Length: > 0 } outcome ? outcome : "Done");
        return ValueTask.CompletedTask;
    }
}
