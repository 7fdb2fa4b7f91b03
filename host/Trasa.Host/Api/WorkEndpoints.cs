using System.Security.Claims;
using System.Text.Json;
using Trasa.Activities.People;
using Trasa.Crm.Records;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>User tasks of the caller.</summary>
internal static class WorkEndpoints
{
    private const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var work = api.MapGroup("/work").WithTags("Work");
        work.MapGet("/", ListAsync).WithSummary("User tasks of the caller. view: offered, mine, team or done.");
        work.MapGet("/counts", (ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) => inbox.CountAsync(user.Actor().UserId!.Value, cancellationToken))
            .WithSummary("How many tasks wait.");
        work.MapGet("/{id:guid}", FindAsync).WithSummary("One task, who can act on it and what happened to it.");
        work.MapPost("/{id:guid}/take", (Guid id, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(inbox.TakeAsync(id, user.Actor(), cancellationToken))).WithSummary("Takes a task. Of two at once one gets it.");
        work.MapPost("/{id:guid}/release", (Guid id, Remark? body, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(inbox.ReleaseAsync(id, body?.Comment, user.Actor(), cancellationToken))).WithSummary("Gives it back to everybody it was offered to.");
        work.MapPost("/{id:guid}/delegate", (Guid id, Delegation body, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(inbox.DelegateAsync(id, body.To, body.Comment, user.Actor(), cancellationToken))).WithSummary("Passes it on.");
        work.MapPost("/{id:guid}/complete", (Guid id, Completion body, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(inbox.CompleteAsync(id, body.ToWork(), user.Actor(), cancellationToken))).WithSummary("Completes it with one of its outcomes; the workflow goes on.");
    }

    private static Task<WorkPage> ListAsync(ClaimsPrincipal user, IWorkInbox inbox, string view = "offered", string? q = null, int skip = 0, int take = 50, CancellationToken cancellationToken = default)
    {
        if (!Enum.TryParse<WorkView>(view, ignoreCase: true, out var part)) throw new BadRequestException($"view is offered, mine, team or done; got '{view}'.");
        if (take is < 1 or > MostAtOnce) throw new BadRequestException($"take is between 1 and {MostAtOnce}; got {take}.");
        return inbox.ListAsync(new WorkQuery(user.Actor().UserId!.Value, part, Search: q, Skip: skip, Take: take), cancellationToken);
    }

    private static async Task<IResult> FindAsync(Guid id, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken)
    {
        var who = await inbox.WhoAsync(id, cancellationToken);
        if (who is null || await inbox.FindAsync(id, cancellationToken) is not { } item) return NotThere(id);
        var me = user.Actor().UserId;
        var mayLook = item.AssigneeId == me || item.EndedBy == me || who.People.Any(viewer => viewer.Person.Id == me) || user.IsInRole(Role.Supervisor.Key) || user.IsInRole(Role.Administrator.Key);
        return mayLook ? Results.Ok(new { item, who, history = await inbox.HistoryAsync(id, cancellationToken) }) : NotThere(id);
    }

    private static IResult NotThere(Guid id) => Results.Problem($"There is no task {id}, or you have nothing to do with it.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    private static async Task<IResult> AnswerAsync(Task<WorkResult> call)
    {
        var result = await call;
        return result.Outcome switch
        {
            WorkOutcome.Done => Results.Ok(result.Item),
            WorkOutcome.NotFound => Problem(StatusCodes.Status404NotFound, "Not found."),
            WorkOutcome.NotAllowed => Problem(StatusCodes.Status403Forbidden, "This is not allowed."),
            WorkOutcome.HeldByOther => Problem(StatusCodes.Status409Conflict, "Somebody else has it."),
            WorkOutcome.Ended => Problem(StatusCodes.Status409Conflict, "It is over."),
            WorkOutcome.Invalid => Problem(StatusCodes.Status422UnprocessableEntity, "This does not fit the task."),
        };

        IResult Problem(int status, string title) => Results.Problem(result.Message, statusCode: status, title: title);
    }

    internal sealed record Remark(string? Comment);

    internal sealed record Delegation(Guid To, string? Comment);

    internal sealed record Completion(string Outcome, string? Comment, JsonElement? Values)
    {
        public WorkCompletion ToWork() => new(Outcome, Comment, Values is { } values ? RecordJson.Read(values) as IReadOnlyDictionary<string, object?> : null);
    }
}
