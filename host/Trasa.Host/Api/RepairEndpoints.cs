using System.Security.Claims;
using System.Text.Json;
using Trasa.Engine.Hosting;
using Trasa.Host.Identity;
using Trasa.Host.Workflows;

namespace Trasa.Host.Api;

/// <summary>Mending instances that stopped: for process owners and administrators.</summary>
internal static class RepairEndpoints
{
    private const string Activity = "activity";

    public static void Map(IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/instances/{id:guid}").WithTags("Workflows").RequireAuthorization(Policies.Repair);
        all.MapGet("/state", StateAsync).WithSummary("Variables, and the activities that are not over.");
        all.MapPost("/hold", HoldAsync).WithSummary("Suspends the instance until it is released: no timer fires, no event reaches it; what comes is kept. A reason is required.")
            .Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict);
        all.MapPost("/release", ReleaseAsync).WithSummary("Lets an instance on hold go on; what came meanwhile happens in the order in which it was due.")
            .Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict);
        var instance = all.MapGroup("").Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        instance.MapPost("/retry", (Guid id, Retry body, ClaimsPrincipal user, InstanceMending mending, CancellationToken cancellationToken) =>
            AnswerAsync(mending.RetryAsync(id, body.Activity, user.Actor(), cancellationToken))).WithSummary("Executes the activity again that faulted; without an activity, goes on where a limit stopped it.");
        instance.MapPost("/skip", (Guid id, Skip body, ClaimsPrincipal user, InstanceMending mending, CancellationToken cancellationToken) =>
            AnswerAsync(mending.SkipAsync(id, Given(body.Activity), body.Outcomes ?? ["Done"], user.Actor(), cancellationToken))).WithSummary("Takes an activity that faulted or waits for done, with these outcomes.");
        instance.MapPost("/continue", (Guid id, Continue body, ClaimsPrincipal user, InstanceMending mending, CancellationToken cancellationToken) =>
            AnswerAsync(mending.ContinueAsync(id, Given(body.Activity), body.InsteadOf, user.Actor(), cancellationToken), named => named == body.InsteadOf ? "insteadOf" : Activity)).WithSummary("Goes on at an activity; insteadOf gives up the one that is stuck.");
        instance.MapPost("/variables", ChangeAsync).WithSummary("Gives variables of the workflow other values: an object of name and value.");
    }

    private static async Task<IResult> StateAsync(Guid id, InstanceMending mending, CancellationToken cancellationToken) =>
        await mending.LookAsync(id, cancellationToken) is { } view
            ? Results.Ok(view)
            : Results.Problem($"There is no instance {id}.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    private static Task<IResult> ChangeAsync(Guid id, JsonElement body, ClaimsPrincipal user, InstanceMending mending, CancellationToken cancellationToken)
    {
        var variables = JsonBody.Members(body, "the variables by name");
        return AnswerAsync(mending.ChangeAsync(id, variables, user.Actor(), cancellationToken), variable => variable);
    }

    private static async Task<IResult> HoldAsync(Guid id, Reason body, ClaimsPrincipal user, IWorkflowEngine engine, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Text)) throw new BadRequestException("reason says why it is put on hold; it stands in the journal.");
        return await engine.HoldAsync(id, body.Text, user.Actor(), cancellationToken) ? Results.NoContent() : NothingTo("hold", "It has ended, is on hold already, or there is no such instance.");
    }

    private static async Task<IResult> ReleaseAsync(Guid id, ClaimsPrincipal user, IWorkflowEngine engine, CancellationToken cancellationToken) =>
        await engine.ReleaseAsync(id, user.Actor(), cancellationToken) ? Results.NoContent() : NothingTo("release", "It is not on hold, or there is no such instance.");

    private static IResult NothingTo(string what, string why) => Results.Problem(why, statusCode: StatusCodes.Status409Conflict, title: $"Nothing to {what}.");

    private static string Given(string? activity) => activity is { Length: > 0 } ? activity : throw new BadRequestException("activity names the activity by its id in the definition.");

    /// <param name="mending">What is done.</param>
    /// <param name="fieldOf">Which field of the body named what is not there or cannot be so; the activity when left out.</param>
    private static async Task<IResult> AnswerAsync(Task<Mended> mending, Func<string, string>? fieldOf = null) => await mending switch
    {
        { Outcome: MendedOutcome.Done } => Results.NoContent(),
        { Outcome: MendedOutcome.NotThere } gone => Results.Problem(gone.Message, statusCode: StatusCodes.Status404NotFound, title: "Not found."),
        { Outcome: MendedOutcome.Invalid } wrong => throw new FieldInvalidException(fieldOf?.Invoke(wrong.Named!) ?? Activity, wrong.Message!),
        { Outcome: MendedOutcome.Refused } refused => Results.Problem(refused.Message, statusCode: StatusCodes.Status409Conflict, title: "The repair does not fit."),
        var other => throw new InvalidOperationException($"Unknown outcome {other.Outcome}."),
    };

    internal sealed record Reason([property: System.Text.Json.Serialization.JsonPropertyName("reason")] string? Text);

    internal sealed record Retry(string? Activity = null);

    internal sealed record Skip(string? Activity, IReadOnlyList<string>? Outcomes = null);

    internal sealed record Continue(string? Activity, string? InsteadOf = null);
}
