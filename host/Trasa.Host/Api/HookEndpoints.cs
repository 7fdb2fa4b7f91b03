using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Trasa.Activities.Http.Incoming;
using Trasa.Engine.Doors;
using Trasa.Engine.Instances;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>Requests to workflows: everything below <c>/hooks</c> belongs to the HTTP endpoints that they declare.</summary>
internal static class HookEndpoints
{
    private const int MostFiles = 20;

    public static void MapHooks(this IEndpointRouteBuilder routes) => routes
        .Map("/hooks/{**path}", HandleAsync)
        .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(
        HttpContext context, IHttpWorkflows workflows, IAuthorizationService rights, IAuthorizationPolicyProvider policies, CancellationToken cancellationToken, string path = "")
    {
        var correlation = First(context.Request.Headers["X-Correlation-Id"]) ?? First(context.Request.Query["correlationId"]);
        var match = await workflows.FindAsync(context.Request.Method, path, correlation, cancellationToken);
        if (match.Settings is not { } settings) return Missing(match.Finding);
        if (await RefuseAsync(context, settings, rights, policies) is { } refused) return refused;
        // Nobody reads it here as a page of ours.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (settings.Timeout is { } timeout) limit.CancelAfter(timeout);
        try
        {
            var request = await ReadAsync(context, settings, path, limit.Token);
            if (request.Outcome is { } outcome && !settings.Exposed.Contains(outcome)) return TooMuch(outcome);
            var actor = context.User.Identity?.IsAuthenticated == true ? context.User.Actor() : new Actor(null, "HTTP");
            var answer = await workflows.RunAsync(match, request, First(context.Request.Headers["Idempotency-Key"]), actor, limit.Token);
            return Answer(context, answer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Results.Problem($"The workflow took longer than {settings.Timeout}.", statusCode: StatusCodes.Status504GatewayTimeout, title: "No answer in time.");
        }
    }

    private static IResult Missing(EndpointFinding finding) => finding switch
    {
        EndpointFinding.MethodNotAllowed => Results.Problem("There is an endpoint at this path, for other methods.", statusCode: StatusCodes.Status405MethodNotAllowed, title: "Not this method."),
        EndpointFinding.Ambiguous => Results.Problem("Several instances wait at this path; say which with the header X-Correlation-Id or with ?correlationId=.", statusCode: StatusCodes.Status409Conflict, title: "Which one?"),
        EndpointFinding.NotFound or EndpointFinding.Found => Results.Problem("No workflow has an endpoint at this path.", statusCode: StatusCodes.Status404NotFound, title: "Not found."),
    };

    private static async Task<IResult?> RefuseAsync(HttpContext context, EndpointSettings settings, IAuthorizationService rights, IAuthorizationPolicyProvider policies)
    {
        if (!settings.Authorize && settings.Policy is null) return null;
        if (context.User.Identity?.IsAuthenticated != true)
            return Results.Problem("Send a key: Authorization: Bearer ...", statusCode: StatusCodes.Status401Unauthorized, title: "Who are you?");
        // As in the API: a page of somebody else makes a browser send its cookie, and a key may do what its scopes say.
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        var isKey = ApiKeyHandler.IsUsedBy(context.Request);
        if (isKey ? !context.User.HasClaim(Principals.ScopeClaim, reads ? ApiKey.Read : ApiKey.Write) : !reads)
            return Results.Problem("A session in a browser may only read here, and a key needs the scope for it.", statusCode: StatusCodes.Status403Forbidden, title: "This is not allowed.");
        if (settings.Policy is not { } name) return null;
        var isAllowed = await policies.GetPolicyAsync(name) is { } policy && (await rights.AuthorizeAsync(context.User, policy)).Succeeded;
        return isAllowed ? null : Results.Problem($"The endpoint asks for '{name}'.", statusCode: StatusCodes.Status403Forbidden, title: "This is not allowed.");
    }

    private static async Task<IncomingRequest> ReadAsync(HttpContext context, EndpointSettings settings, string path, CancellationToken cancellationToken)
    {
        var request = new IncomingRequest
        {
            Method = context.Request.Method,
            Path = path,
            Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            ContentType = context.Request.ContentType,
        };
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = settings.RequestSize;
        if (context.Request.ContentLength > settings.RequestSize) return TooLarge(context, request);
        try
        {
            return context.Request.HasFormContentType
                ? await ReadFormAsync(context, settings, request, cancellationToken)
                : request with { Body = await ReadBodyAsync(context.Request.Body, settings.RequestSize, cancellationToken) };
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return TooLarge(context, request);
        }
    }

    /// <summary>What is left of the body is not read, so nobody may send another request behind it (RFC 9112, 9.6).</summary>
    private static IncomingRequest TooLarge(HttpContext context, IncomingRequest request)
    {
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol)) context.Response.Headers.Connection = "close";
        return request with { Outcome = EndpointRefusals.RequestTooLarge };
    }

    private static async Task<byte[]> ReadBodyAsync(Stream body, long limit, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (read.Length + count > limit) throw new InvalidDataException($"More than {limit} bytes.");
            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    private static async Task<IncomingRequest> ReadFormAsync(HttpContext context, EndpointSettings settings, IncomingRequest request, CancellationToken cancellationToken)
    {
        var options = new FormOptions { MultipartBodyLengthLimit = settings.RequestSize, BufferBodyLengthLimit = settings.RequestSize, ValueCountLimit = 1_000 };
        var form = await new FormFeature(context.Request, options).ReadFormAsync(cancellationToken);
        if (form.Files.Count > MostFiles) throw new InvalidDataException($"More than {MostFiles} files.");
        var files = new List<IncomingFile>();
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            files.Add(new(Path.GetFileName(file.FileName), file.ContentType, await ReadBodyAsync(content, settings.RequestSize, cancellationToken)));
        }

        var outcome = EndpointRefusals.Check(settings, files);
        return request with { Form = form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), Files = outcome is null ? files : [], Outcome = outcome };
    }

    private static IResult TooMuch(string outcome) => outcome == EndpointRefusals.InvalidMimeType || outcome == EndpointRefusals.InvalidExtension
        ? Results.Problem("The endpoint does not take files of this kind.", statusCode: StatusCodes.Status415UnsupportedMediaType, title: outcome + ".")
        : Results.Problem("The endpoint takes less at a time.", statusCode: StatusCodes.Status413PayloadTooLarge, title: outcome + ".");

    private static IResult Answer(HttpContext context, EndpointAnswer answer)
    {
        if (answer.InstanceId is { } id) context.Response.Headers["X-Instance-Id"] = id.ToString();
        if (answer.Response is { } response)
        {
            foreach (var (name, value) in response.Headers) context.Response.Headers[name] = value;
            return new Written(response);
        }

        return answer.Status switch
        {
            InstanceStatus.Faulted => Results.Problem("The workflow stopped with an incident; people see it.", statusCode: StatusCodes.Status500InternalServerError, title: "The workflow cannot go on."),
            InstanceStatus.OnHold => Results.Problem("A person has put the workflow on hold.", statusCode: StatusCodes.Status409Conflict, title: "It is on hold."),
            null => Results.Problem("Somebody else was first.", statusCode: StatusCodes.Status409Conflict, title: "It has gone on."),
            InstanceStatus.Running or InstanceStatus.Suspended => Results.StatusCode(StatusCodes.Status202Accepted),
            InstanceStatus.Finished or InstanceStatus.Cancelled => Results.Ok(),
        };
    }

    private static string? First(Microsoft.Extensions.Primitives.StringValues values) => values.Count > 0 && values[0] is { Length: > 0 and <= 200 } value ? value : null;

    /// <summary>The answer as the workflow wrote it.</summary>
    private sealed class Written(EndpointResponse response) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = response.StatusCode;
            if (response.StatusCode is 204 or 304) return;
            httpContext.Response.ContentType = response.ContentType;
            httpContext.Response.ContentLength = response.Body.Length;
            if (!HttpMethods.IsHead(httpContext.Request.Method)) await httpContext.Response.Body.WriteAsync(response.Body, httpContext.RequestAborted);
        }
    }
}
