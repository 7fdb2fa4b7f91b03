using System.Security.Claims;
using System.Text.Json;
using Trasa.Activities.Events;
using Trasa.Crm.Records;
using Trasa.Engine.Hosting;
using Trasa.Engine.Values;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>For other systems: what workflows ask them to do, and what they have to tell workflows.</summary>
internal static class OutsideEndpoints
{
    private const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var outside = api.MapGroup("").WithTags("Workflows").RequireAuthorization(Policies.Processes);
        outside.MapGet("/tasks", (IOutsideTasks tasks, string? name = null, int skip = 0, int take = 50, CancellationToken cancellationToken = default) =>
            tasks.ListAsync(name, skip, Math.Clamp(take, 1, MostAtOnce), cancellationToken)).WithSummary("What workflows have asked other systems to do, oldest first; name= asks for one kind.");
        outside.MapPost("/tasks/{id:guid}/complete", CompleteAsync).WithSummary("Answers a task; the workflow goes on with the result. Of several answers one counts; given again with the same Idempotency-Key it is answered as the first time.")
            .Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict);
        outside.MapPost("/events/{name}", PublishAsync)
            .WithSummary("Tells the workflows that wait for the event, and starts those that it starts. Sent again with the same Idempotency-Key it counts once.")
            .Answers(StatusCodes.Status202Accepted).NeverAnswers(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CompleteAsync(Guid id, Answer body, HttpRequest request, ClaimsPrincipal user, IOutsideTasks tasks, CancellationToken cancellationToken) =>
        await tasks.CompleteAsync(id, Value(body.Result), IdempotencyKey.Of(request, body.IdempotencyKey), user.Actor(), cancellationToken) switch
        {
            ResumeOutcome.Resumed or ResumeOutcome.Repeated => Results.NoContent(),
            ResumeOutcome.AlreadyConsumed => Results.Problem("It has been answered already, or its workflow no longer waits for it.", statusCode: StatusCodes.Status409Conflict, title: "It is over."),
            ResumeOutcome.OnHold => Results.Problem("The workflow is on hold; the task can be answered when it goes on.", statusCode: StatusCodes.Status409Conflict, title: "It is on hold."),
            ResumeOutcome.NotFound => Results.Problem($"There is no task {id}.", statusCode: StatusCodes.Status404NotFound, title: "Not found."),
        };

    private static async Task<IResult> PublishAsync(string name, News body, HttpRequest request, ClaimsPrincipal user, IWorkflowEngine engine, CancellationToken cancellationToken)
    {
        TimeSpan? keep = body.KeepFor is null ? null : ValueConversion.ToDuration(body.KeepFor) ?? throw new BadRequestException($"keepFor is a duration such as 02:00:00 or PT2H; got '{body.KeepFor}'.");
        var key = IdempotencyKey.Of(request) is { } given ? $"event:{name}:{given}" : null;
        await engine.PublishAsync(new(name, body.CorrelationId, Value(body.Payload), keep, key, user.Actor()), cancellationToken);
        return Results.Accepted();
    }

    private static object? Value(JsonElement? json) => json is { } value ? RecordJson.Read(value) : null;

    internal sealed record Answer(JsonElement? Result = null, string? IdempotencyKey = null);

    internal sealed record News(string? CorrelationId = null, JsonElement? Payload = null, string? KeepFor = null);
}
