using System.Security.Claims;
using Trasa.Activities.Mail.Reading;
using Trasa.Crm.Intake;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>Raw messages in, and those that could not be taken in.</summary>
internal static class MailEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/mail", AcceptAsync).WithTags("Mail").AddEndpointFilter(new ApiAccess(ApiKey.Intake)).Accepts<byte[]>("message/rfc822").WithSummary("Takes in one raw message (RFC 5322); the same message twice is known.");
        var quarantine = api.MapGroup("/quarantine").WithTags("Mail").AddEndpointFilter(new ApiAccess(ApiKey.Write)).RequireAuthorization(Policies.Dispatch);
        quarantine.MapGet("/", (Quarantine messages, CancellationToken cancellationToken, bool open = true, int take = 100) => messages.ListAsync(open, Math.Clamp(take, 1, 1000), cancellationToken))
            .WithSummary("Messages that could not be taken in, with the reason.");
        quarantine.MapGet("/{id:guid}/content", ContentAsync).WithSummary("The message as it came, byte for byte.");
        quarantine.MapPost("/{id:guid}/rerun", RerunAsync).WithSummary("Takes the message in again.");
        quarantine.MapPost("/{id:guid}/dismiss", async (Guid id, ClaimsPrincipal user, Quarantine messages, CancellationToken cancellationToken) =>
        {
            await messages.ResolveAsync(id, "Dismissed", user.Actor(), cancellationToken);
            return Results.NoContent();
        }).WithSummary("Puts it aside for good; it stays readable.");
    }

    private static async Task<IResult> AcceptAsync(HttpRequest request, MailIntake intake, MailReaderOptions options, CancellationToken cancellationToken)
    {
        using var raw = new MemoryStream();
        // One byte more than the limit, so that the intake sees that it is exceeded and keeps the reason.
        var buffer = new byte[81920];
        int read;
        while (raw.Length <= options.Limits.MaxBytes && (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0) raw.Write(buffer, 0, read);
        var result = await intake.AcceptAsync(raw.ToArray(), "api", cancellationToken);
        return Results.Json(result, statusCode: result.Outcome == IntakeOutcome.Quarantined ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ContentAsync(Guid id, Quarantine messages, CancellationToken cancellationToken) =>
        await messages.ContentAsync(id, cancellationToken) is { } content ? Results.File(content, "message/rfc822", $"{id}.eml") : NotThere(id);

    private static async Task<IResult> RerunAsync(Guid id, ClaimsPrincipal user, QuarantineRerun rerun, CancellationToken cancellationToken) =>
        await rerun.RunAsync(id, user.Actor(), cancellationToken) is { } result ? Results.Ok(result) : NotThere(id);

    private static IResult NotThere(Guid id) => Results.Problem($"There is no message {id} in quarantine.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");
}
