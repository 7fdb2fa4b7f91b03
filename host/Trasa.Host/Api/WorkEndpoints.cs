using System.Security.Claims;
using System.Text.Json;
using Trasa.Activities.People;
using Trasa.Crm.Forms;
using Trasa.Crm.Records;
using Trasa.Host.Identity;
using Trasa.Host.Work;

namespace Trasa.Host.Api;

/// <summary>User tasks of the caller.</summary>
internal static class WorkEndpoints
{
    private const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var work = api.MapGroup("/work").WithTags("Work");
        var acts = work.MapGroup("").Answers(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        work.MapGet("/", ListAsync).WithSummary("User tasks of the caller. view: offered, mine, team or done.");
        work.MapGet("/counts", (ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) => inbox.CountAsync(user.Actor().UserId!.Value, cancellationToken))
            .WithSummary("How many tasks wait.");
        work.MapGet("/{id:guid}", FindAsync).WithSummary("One task with its form and files, who can act on it and what happened to it.");
        work.MapPost("/{id:guid}/files", AttachAsync).WithSummary("Attaches a file to a task (multipart form, field 'file').").Answers(StatusCodes.Status201Created, StatusCodes.Status422UnprocessableEntity);
        work.MapGet("/{id:guid}/files/{file:guid}", OpenFileAsync).WithSummary("A file of a task.");
        acts.MapPost("/{id:guid}/take", (Guid id, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(inbox.TakeAsync(id, user.Actor(), cancellationToken))).WithSummary("Takes a task. Of two at once one gets it.");
        acts.MapPost("/{id:guid}/release", (Guid id, Remark? body, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(inbox.ReleaseAsync(id, body?.Comment, user.Actor(), cancellationToken))).WithSummary("Gives it back to everybody it was offered to.");
        acts.MapPost("/{id:guid}/delegate", (Guid id, Delegation body, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(inbox.DelegateAsync(id, body.To, body.Comment, user.Actor(), cancellationToken))).WithSummary("Passes it on.");
        acts.MapPost("/{id:guid}/complete", (Guid id, Completion body, HttpRequest request, ClaimsPrincipal user, IWorkInbox inbox, CancellationToken cancellationToken) =>
            AnswerAsync(inbox.CompleteAsync(id, body.ToWork(IdempotencyKey.Of(request, body.IdempotencyKey)), user.Actor(), cancellationToken))).WithSummary("Completes it with one of its outcomes; the workflow goes on. Sent again with the same Idempotency-Key it is answered as the first time.");
    }

    private static Task<WorkPage> ListAsync(ClaimsPrincipal user, IWorkInbox inbox, string view = "offered", string? q = null, int skip = 0, int take = 50, CancellationToken cancellationToken = default)
    {
        if (!Enum.TryParse<WorkView>(view, ignoreCase: true, out var part)) throw new BadRequestException($"view is offered, mine, team or done; got '{view}'.");
        if (take is < 1 or > MostAtOnce) throw new BadRequestException($"take is between 1 and {MostAtOnce}; got {take}.");
        return inbox.ListAsync(new WorkQuery(user.Actor().UserId!.Value, part, Search: q, Skip: skip, Take: take), cancellationToken);
    }

    private static async Task<IResult> FindAsync(Guid id, ClaimsPrincipal user, IWorkInbox inbox, TaskSight sight, ITaskForms forms, TaskFiles files, CancellationToken cancellationToken)
    {
        if (await sight.OfAsync(id, user, cancellationToken) is not { } seen) return NotThere(id);
        var form = await forms.OpenAsync(seen.Item, user.Actor() with { OnBehalfOf = seen.Viewer?.OnBehalfOf?.Id }, cancellationToken);
        var attached = await files.ListAsync(id, cancellationToken);
        return Results.Ok(new
        {
            item = seen.Item,
            who = seen.Who,
            history = await inbox.HistoryAsync(id, cancellationToken),
            form,
            files = attached.Select(file => new { file.Id, name = file.Text("fileName"), size = file["size"] }),
        });
    }

    private static async Task<IResult> AttachAsync(Guid id, IFormFile file, ClaimsPrincipal user, TaskSight sight, TaskFiles files, CancellationToken cancellationToken)
    {
        if (await sight.OfAsync(id, user, cancellationToken) is not { MayAct: true } seen) return NotThere(id);
        using var content = new MemoryStream();
        await file.CopyToAsync(content, cancellationToken);
        var added = await files.AddAsync(seen.Item, new(file.FileName, file.ContentType, content.ToArray()), user.Actor(), cancellationToken);
        return Results.Created($"/api/work/{id}/files/{added.Id}", new { added.Id, name = added.Text("fileName"), size = added["size"] });
    }

    private static async Task<IResult> OpenFileAsync(Guid id, Guid file, ClaimsPrincipal user, TaskSight sight, TaskFiles files, CancellationToken cancellationToken) =>
        await sight.OfAsync(id, user, cancellationToken) is not null && await files.OpenAsync(id, file, cancellationToken) is { } found
            ? Results.File(found.Content.ToArray(), "application/octet-stream", found.Name)
            : NotThere(id);

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
            WorkOutcome.OnHold => Problem(StatusCodes.Status409Conflict, "It is on hold."),
            WorkOutcome.Invalid => Problem(StatusCodes.Status422UnprocessableEntity, "This does not fit the task."),
        };

        IResult Problem(int status, string title) => Results.Problem(result.Message, statusCode: status, title: title, extensions: result.Flaws is { Count: > 0 } flaws
            ? new Dictionary<string, object?> { ["errors"] = flaws.GroupBy(flaw => flaw.Field).ToDictionary(field => field.Key, field => field.Select(flaw => flaw.Message).ToArray()) }
            : null);
    }

    internal sealed record Remark(string? Comment);

    internal sealed record Delegation(Guid To, string? Comment);

    internal sealed record Completion(string Outcome, string? Comment, JsonElement? Values, string? IdempotencyKey = null)
    {
        public WorkCompletion ToWork(string? key) => new(Outcome, Comment, Values is { } values ? RecordJson.Read(values) as IReadOnlyDictionary<string, object?> : null, key);
    }
}
