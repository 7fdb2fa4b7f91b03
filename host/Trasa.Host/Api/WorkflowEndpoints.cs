using System.Security.Claims;
using System.Text.Json;
using Trasa.Engine.Definitions;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>Definitions, instances, journals and incidents.</summary>
internal static class WorkflowEndpoints
{
    private const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows").WithTags("Workflows").RequireAuthorization(Policies.Processes);
        workflows.MapGet("/", (IDefinitionStore store, CancellationToken cancellationToken) => store.ListAsync(DefinitionKind.Workflow, cancellationToken))
            .WithSummary("The latest version of every workflow.");
        workflows.MapGet("/{key}", FindAsync).WithSummary("The definition, as a file; version= asks for one, else the latest published.");
        workflows.MapGet("/{key}/versions", async (string key, IDefinitionStore store, CancellationToken cancellationToken) =>
                await store.HistoryAsync(DefinitionKind.Workflow, key, cancellationToken) is { Count: > 0 } versions ? versions : throw new NotThereException($"There is no workflow '{key}'."))
            .WithSummary("All versions, newest first.");
        workflows.MapPost("/{key}/start", StartAsync).WithSummary("Starts an instance with the given input.").Answers(StatusCodes.Status201Created);

        var instances = api.MapGroup("/instances").WithTags("Workflows").RequireAuthorization(Policies.Processes);
        instances.MapGet("/", SearchAsync).WithSummary("Instances, newest first.");
        instances.MapGet("/{id:guid}", InstanceAsync).WithSummary("One instance and what it waits for.");
        instances.MapGet("/{id:guid}/journal", async (Guid id, IInstanceQueries queries, int after = 0, int take = MostAtOnce, CancellationToken cancellationToken = default) =>
            await (await ThereAsync(queries, id, cancellationToken)).JournalAsync(id, after, Math.Clamp(take, 1, 1_000), cancellationToken)).WithSummary("What happened, in order.");
        instances.MapGet("/{id:guid}/incidents", async (Guid id, IInstanceQueries queries, CancellationToken cancellationToken) =>
                await (await ThereAsync(queries, id, cancellationToken)).IncidentsAsync(id, cancellationToken))
            .WithSummary("What went wrong.");
        instances.MapPost("/{id:guid}/cancel", CancelAsync).WithSummary("Cancels the instance; a reason is required.").Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict);
        api.MapGet("/incidents", (IInstanceQueries queries, string? definition = null, int skip = 0, int take = 50, CancellationToken cancellationToken = default) =>
                queries.OpenIncidentsAsync(definition, skip, Math.Clamp(take, 1, MostAtOnce), cancellationToken))
            .WithTags("Workflows").WithSummary("Incidents that nobody has settled, newest first.").RequireAuthorization(Policies.Processes);
    }

    private static async Task<IInstanceQueries> ThereAsync(IInstanceQueries queries, Guid id, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is null ? throw new NotThereException($"There is no instance {id}.") : queries;

    private static async Task<IResult> FindAsync(string key, IDefinitionStore store, int? version = null, CancellationToken cancellationToken = default) =>
        await store.FindAsync(DefinitionKind.Workflow, key, version, cancellationToken) is { } found
            ? Results.Text(found.Content, "application/json")
            : Results.Problem($"There is no published workflow '{key}'{(version is null ? "" : $" in version {version}")}.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    private static async Task<IResult> StartAsync(string key, JsonElement body, ClaimsPrincipal user, IDefinitionStore store, IWorkflowEngine engine, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(DefinitionKind.Workflow, key, null, cancellationToken) is null)
            return Results.Problem($"There is no published workflow '{key}'.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");
        var input = JsonBody.Members(body, "the inputs by name");
        var started = await engine.StartAsync(new StartRequest(key, input, Actor: user.Actor()), cancellationToken);
        return Results.Created($"/api/instances/{started.InstanceId}", started);
    }

    private static Task<InstancePage> SearchAsync(
        IInstanceQueries queries, string? definition = null, int? version = null, string? status = null, string? about = null, bool? incident = null, string? activity = null,
        Guid? parent = null, string? q = null, int skip = 0, int take = 50, CancellationToken cancellationToken = default)
    {
        InstanceStatus? state = null;
        if (status is not null)
            state = Enum.TryParse<InstanceStatus>(status, ignoreCase: true, out var known) ? known : throw new BadRequestException($"status is one of {string.Join(", ", Enum.GetNames<InstanceStatus>())}; got '{status}'.");
        var filter = new InstanceFilter(definition, version, state, about, parent, incident, activity, q);
        return queries.SearchAsync(filter, skip, Math.Clamp(take, 1, MostAtOnce), cancellationToken);
    }

    private static async Task<IResult> InstanceAsync(Guid id, IInstanceQueries queries, IInstanceStore store, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, cancellationToken) is { } instance
            ? Results.Ok(new { instance, waitsFor = await store.BookmarksAsync(id, cancellationToken) })
            : Results.Problem($"There is no instance {id}.", statusCode: StatusCodes.Status404NotFound, title: "Not found.");

    private static async Task<IResult> CancelAsync(Guid id, Cancellation body, ClaimsPrincipal user, IWorkflowEngine engine, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(body.Reason)) throw new BadRequestException("reason says why it is cancelled; it stands in the journal.");
        return await engine.CancelAsync(id, body.Reason, user.Actor(), cancellationToken)
            ? Results.NoContent()
            : Results.Problem("It has ended, or there is no such instance.", statusCode: StatusCodes.Status409Conflict, title: "Nothing to cancel.");
    }

    internal sealed record Cancellation(string? Reason);
}
