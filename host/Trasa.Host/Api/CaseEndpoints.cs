using System.Security.Claims;
using Trasa.Crm.Assignment;
using Trasa.Crm.Cases;
using Trasa.Crm.Records;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>What a person does with a case; lists and single cases are records of the type <c>case</c>.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/cases").WithTags("Cases");
        all.MapGet("/queue", (string? team, IQueue queue, CancellationToken cancellationToken) => queue.ListAsync(team, cancellationToken))
            .WithSummary("What waits, in the order in which it will be offered.").Answers(StatusCodes.Status404NotFound);
        var cases = all.MapGroup("").Answers(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        cases.MapPost("/{id:guid}/reply", (Guid id, Reply body, ClaimsPrincipal user, CaseDesk desk, CancellationToken cancellationToken) =>
            ShownAsync(desk.ReplyAsync(id, body.Text, body.ThenWait, user.Actor(), cancellationToken))).WithSummary("Answers the customer.");
        cases.MapPost("/{id:guid}/wait", (Guid id, ClaimsPrincipal user, CaseDesk desk, CancellationToken cancellationToken) =>
            ShownAsync(desk.WaitForCustomerAsync(id, user.Actor(), cancellationToken))).WithSummary("Waits for the customer; the clocks pause.");
        cases.MapPost("/{id:guid}/continue", (Guid id, ClaimsPrincipal user, CaseDesk desk, CancellationToken cancellationToken) =>
            ShownAsync(desk.ContinueAsync(id, user.Actor(), cancellationToken))).WithSummary("Goes on with the work.");
        cases.MapPost("/{id:guid}/resolve", (Guid id, Resolution body, ClaimsPrincipal user, CaseDesk desk, CancellationToken cancellationToken) =>
            ShownAsync(desk.ResolveAsync(id, body.Cause, body.Solution, user.Actor(), cancellationToken))).WithSummary("Resolves the case with cause and solution.");
        cases.MapPost("/{id:guid}/close", (Guid id, Closing body, ClaimsPrincipal user, CaseDesk desk, CancellationToken cancellationToken) =>
            ShownAsync(desk.CloseAsync(id, body.Reason, user.Actor(), cancellationToken))).WithSummary("Closes the case: resolved, confirmed, no answer or rejected.");
        cases.MapPost("/{id:guid}/assign", (Guid id, Assignee body, ClaimsPrincipal user, CaseDesk desk, CancellationToken cancellationToken) =>
            ShownAsync(desk.AssignAsync(id, body.User, user.Actor(), cancellationToken))).WithSummary("Gives the case to a colleague.");
        cases.MapPost("/{id:guid}/return", (Guid id, ClaimsPrincipal user, CaseDesk desk, CancellationToken cancellationToken) =>
            ShownAsync(desk.ReturnAsync(id, user.Actor(), cancellationToken))).WithSummary("Gives the case back; it is offered to somebody else.");
        cases.MapPost("/{id:guid}/merge", (Guid id, Merge body, ClaimsPrincipal user, CaseDesk desk, CancellationToken cancellationToken) =>
            ShownAsync(desk.MergeAsync(id, body.Into, user.Actor(), cancellationToken))).WithSummary("Ends the case as a duplicate of another, which must be open.");
    }

    private static async Task<Dictionary<string, object?>> ShownAsync(Task<Record> change) => RecordValues.Of(await change);

    private sealed record Reply(string Text, bool ThenWait = false);

    private sealed record Resolution(string Cause, string Solution);

    private sealed record Closing(string Reason);

    private sealed record Assignee(Guid User);

    private sealed record Merge(Guid Into);
}
