using Microsoft.AspNetCore.Diagnostics;
using Trasa.Activities.Deciding;
using Trasa.Activities.Publishing;
using Trasa.Crm.Assignment;
using Trasa.Crm.Cases;
using Trasa.Crm.Metadata;
using Trasa.Crm.Records;
using Trasa.Engine.Stores;

namespace Trasa.Host.Api;

/// <summary>
/// The one place where what went wrong becomes an answer: RFC 9457 problem details for programs, a page for people,
/// a stack trace for nobody.
/// </summary>
internal sealed partial class ApiProblems(IProblemDetailsService problems, ILogger<ApiProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var (status, title, detail) = Describe(exception);
        if (status == StatusCodes.Status500InternalServerError) Log.Unexpected(log, httpContext.TraceIdentifier, exception);
        if (!ApiProblemsExtensions.IsApi(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path)) return false;
        httpContext.Response.StatusCode = status;
        var context = new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = status, Title = title, Detail = detail, Instance = httpContext.Request.Path },
        };
        if (Fields(exception) is { } errors) context.ProblemDetails.Extensions["errors"] = errors;
        return await problems.TryWriteAsync(context);
    }

    /// <summary>What is wrong, by field; null when no field is to blame.</summary>
    private static Dictionary<string, string[]>? Fields(Exception exception) => exception switch
    {
        RecordInvalidException invalid => invalid.Problems.GroupBy(problem => problem.Field).ToDictionary(field => field.Key, field => field.Select(problem => problem.Message).ToArray()),
        FieldInvalidException { Field: { } field } => new() { [field] = [exception.Message] },
        CaseRefusedException { Field: { } field } => new() { [field] = [exception.Message] },
        PublicationRefusedException { Field: { } field } => new() { [field] = [exception.Message] },
        _ => null,
    };

    private static (int Status, string Title, string? Detail) Describe(Exception exception) => exception switch
    {
        RecordInvalidException => (StatusCodes.Status422UnprocessableEntity, "The record is not valid.", "See errors: each names a field and what would be right."),
        FieldInvalidException => (StatusCodes.Status422UnprocessableEntity, "A field is missing or does not fit.", exception.Message),
        ConcurrencyException => (StatusCodes.Status409Conflict, "Somebody else changed it in between.", exception.Message),
        RecordNotFoundException or UnknownRecordTypeException or NotThereException or Trasa.Engine.Definitions.DefinitionNotFoundException => (StatusCodes.Status404NotFound, "Not found.", exception.Message),
        PublicationRefusedException { Field: not null } incomplete => (StatusCodes.Status422UnprocessableEntity, $"Refused ({incomplete.Code}).", incomplete.Message),
        PublicationRefusedException refused => (StatusCodes.Status409Conflict, $"Refused ({refused.Code}).", refused.Message),
        DecisionNotFoundException => (StatusCodes.Status404NotFound, "Not found.", exception.Message),
        CaseRefusedException { Code: CaseRefusedException.NotThere } or AssignmentException => (StatusCodes.Status404NotFound, "Not found.", exception.Message),
        CaseRefusedException { Field: not null } incomplete => (StatusCodes.Status422UnprocessableEntity, $"Refused ({incomplete.Code}).", incomplete.Message),
        CaseRefusedException refused => (StatusCodes.Status409Conflict, $"Refused ({refused.Code}).", refused.Message),
        RecordForbiddenException or NotAllowedException => (StatusCodes.Status403Forbidden, "This is not allowed.", exception.Message),
        BadHttpRequestException bad => (bad.StatusCode, "The request cannot be read.", bad.InnerException is System.Text.Json.JsonException json ? json.Message : bad.Message),
        Trasa.Engine.Stimuli.PayloadTooLargeException => (StatusCodes.Status413PayloadTooLarge, "Too much at once.", exception.Message),
        BadRequestException => (StatusCodes.Status400BadRequest, "The request cannot be read.", exception.Message),
        _ => (StatusCodes.Status500InternalServerError, "Something went wrong on our side.", "It has been logged; give the traceId to whoever runs this installation."),
    };

    private static partial class Log
    {
        [LoggerMessage(6001, LogLevel.Error, "Request {TraceId} failed", EventName = nameof(Unexpected))]
        public static partial void Unexpected(ILogger logger, string traceId, Exception exception);
    }
}

/// <summary>The request has the right form but cannot be done as asked; the message says what would be right.</summary>
internal sealed class BadRequestException(string message) : Exception(message);

/// <summary>A field that a command needs is missing or does not fit; the message says what would be right.</summary>
internal sealed class FieldInvalidException(string field, string message) : Exception(message)
{
    public string Field { get; } = field;
}

/// <summary>What was asked for is not there.</summary>
internal sealed class NotThereException(string message) : Exception(message);

/// <summary>The person may not do this.</summary>
internal sealed class NotAllowedException(string message) : Exception(message);

internal static class ApiProblemsExtensions
{
    public static bool IsApi(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/hooks", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);

    public static IServiceCollection AddApiProblems(this IServiceCollection services) => services
        .AddExceptionHandler<ApiProblems>()
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true) // else such answers say nothing
        .AddProblemDetails(options => options.CustomizeProblemDetails = context =>
            context.ProblemDetails.Extensions["traceId"] = context.HttpContext.TraceIdentifier);

    public static void UseApiProblems(this IApplicationBuilder app)
    {
        app.UseWhen(context => IsApi(context.Request.Path), api => api.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(context => !IsApi(context.Request.Path), pages => pages
            .UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                CreateScopeForErrors = true,
                StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            })
            .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }
}
