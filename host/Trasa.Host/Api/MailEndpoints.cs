using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Trasa.Crm.Intake;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>Raw messages in, and those that could not be taken in.</summary>
internal static class MailEndpoints
{
    /// <summary>
    /// Far above what the intake reads (<c>MimeLimits.MaxBytes</c>), so that a message over that limit still comes in whole,
    /// to quarantine. What is larger than this is refused and nothing of it is kept.
    /// </summary>
    private const int MostBytes = 200 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/mail", AcceptAsync).WithTags("Mail").AddEndpointFilter(new ApiAccess(ApiKey.Intake)).Accepts<byte[]>("message/rfc822").WithSummary("Takes in one raw message (RFC 5322); the same message twice is known.")
            .Answers(StatusCodes.Status202Accepted, StatusCodes.Status422UnprocessableEntity)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        var quarantine = api.MapGroup("/quarantine").WithTags("Mail").AddEndpointFilter(new ApiAccess(ApiKey.Write)).RequireAuthorization(Policies.Dispatch);
        quarantine.MapGet("/", (Quarantine messages, CancellationToken cancellationToken, bool open = true, int take = 100) => messages.ListAsync(open, Math.Clamp(take, 1, 1000), cancellationToken))
            .WithSummary("Messages that could not be taken in, with the reason.");
        quarantine.MapGet("/{id:guid}/content", ContentAsync).WithSummary("The message as it came, byte for byte.");
        quarantine.MapPost("/{id:guid}/rerun", RerunAsync).WithSummary("Takes the message in again.");
        quarantine.MapPost("/{id:guid}/dismiss", async (Guid id, ClaimsPrincipal user, Quarantine messages, CancellationToken cancellationToken) =>
        {
            await messages.ResolveAsync(id, "Dismissed", user.Actor(), cancellationToken);
            return Results.NoContent();
        }).WithSummary("Puts it aside for good; it stays readable.").Answers(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> AcceptAsync(HttpRequest request, MailIntake intake, CancellationToken cancellationToken)
    {
        using var raw = new MemoryStream();
        await request.Body.CopyToAsync(raw, cancellationToken);
        var result = await intake.AcceptAsync(raw.GetBuffer().AsMemory(0, (int)raw.Length), "api", cancellationToken);
        return result.Outcome == IntakeOutcome.Quarantined
            ? Results.Problem(result.Reason, statusCode: StatusCodes.Status422UnprocessableEntity, title: "It is in quarantine.", extensions: new Dictionary<string, object?> { ["outcome"] = result.Outcome, ["id"] = result.Id })
            : Results.Json(result, statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ContentAsync(Guid id, Quarantine messages, CancellationToken cancellationToken) =>
        await messages.ContentAsync(id, cancellationToken) is { } content ? Results.File(content, "message/rfc822", $"{id}.eml") : NotThere(id);

    private static async Task<IResult> RerunAsync(Guid id, ClaimsPrincipal user, QuarantineRerun rerun, CancellationToken cancellationToken) =>
        await rerun.RunAsync(id, user.Actor(), cancellationToken) is { } result ? Results.Ok(result) : NotThere(id);

    private static IResult NotThere(Guid id) => Results.Problem($"There is no message {id} in quarantine.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");
}
