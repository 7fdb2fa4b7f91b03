using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Trasa.Activities.Definitions.References;
using Trasa.Activities.Publishing;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Definitions;
using Trasa.Host.Identity;
using Trasa.Host.Trials;
using Trasa.Model.Workflows;

namespace Trasa.Host.Api;

/// <summary>Drawing workflows with a program: drafts, what is wrong with them, and coming into force.</summary>
internal static class WorkflowDraftEndpoints
{
    private const DefinitionKind Kind = DefinitionKind.Workflow;

    public static void Map(IEndpointRouteBuilder api)
    {
        var workflows = api.MapGroup("/workflows/{key}").WithTags("Workflows").RequireAuthorization(Policies.Processes).AddEndpointFilter(SignedInAsync);
        workflows.MapGet("/draft", DraftAsync).WithSummary("The draft with its revision.");
        workflows.MapPut("/draft", SaveAsync).WithSummary("Saves the definition of the body as the draft; revision= is the draft that was edited, 0 for a new one.");
        workflows.MapDelete("/draft", DiscardAsync).WithSummary("Throws the draft away; revision= is the one that is meant.");
        workflows.MapGet("/draft/problems", ProblemsAsync).WithSummary("What the validation finds in the draft, each with its activity.");
        workflows.MapGet("/draft/scenarios", ScenariosAsync).WithSummary("Runs the scenarios that the draft carries, on the test clock.");
        workflows.MapPost("/requests", PublishAsync).WithSummary("Publishes the draft, now or from validFrom on; despite publishes it with scenarios that fail, and needs notes.");
        workflows.MapPost("/versions/{version:int}/return", (string key, int version, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken) =>
            desk.ReturnToAsync(Kind, key, version, user.Actor(), cancellationToken)).WithSummary("Publishes the content of an earlier version as a new one.");
    }

    /// <summary>Trials ask who is signed in as the screens do.</summary>
    private static ValueTask<object?> SignedInAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (context.HttpContext.RequestServices.GetRequiredService<AuthenticationStateProvider>() is IHostEnvironmentAuthenticationStateProvider screens)
            screens.SetAuthenticationState(Task.FromResult(new AuthenticationState(context.HttpContext.User)));
        return next(context);
    }

    private static Task<DefinitionVersion> DraftAsync(string key, IDefinitionStore store, CancellationToken cancellationToken) => FindAsync(store, key, cancellationToken);

    private static async Task<DefinitionVersion> SaveAsync(string key, HttpRequest body, ClaimsPrincipal user, PublicationDesk desk, int revision = 0, CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(body.Body);
        var content = await reader.ReadToEndAsync(cancellationToken);
        var reading = DefinitionReader.Read(content);
        if (reading.Definition is not { } definition) throw new BadRequestException(string.Join(" ", reading.Problems.Select(problem => problem.Message)));
        return await desk.SaveAsync(new(Kind, key, definition.Name, content), revision, user.Actor(), cancellationToken);
    }

    private static async Task<IResult> DiscardAsync(string key, int revision, ClaimsPrincipal user, IDefinitionStore store, PublicationDesk desk, CancellationToken cancellationToken)
    {
        var draft = await FindAsync(store, key, cancellationToken);
        if (draft.Revision != revision) throw new PublicationRefusedException("PUB-002", $"Somebody saved the draft in between; it has revision {draft.Revision}.");
        await desk.DiscardAsync(Kind, key, user.Actor(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IReadOnlyList<DefinitionProblem>> ProblemsAsync(string key, IDefinitionStore store, PublishingCheck check, CancellationToken cancellationToken) =>
        await check.CheckAsync((await FindAsync(store, key, cancellationToken)).Content, cancellationToken);

    private static async Task<IReadOnlyList<TrialVerdict>> ScenariosAsync(string key, IDefinitionStore store, ITrials trials, CancellationToken cancellationToken) =>
        await trials.VerdictsAsync(key, (await FindAsync(store, key, cancellationToken)).Content, cancellationToken);

    private static async Task<IResult> PublishAsync(
        string key, Handover body, ClaimsPrincipal user, IDefinitionStore store, PublishingCheck check, ITrials trials, PublicationDesk desk, CancellationToken cancellationToken)
    {
        var draft = await FindAsync(store, key, cancellationToken);
        var errors = (await check.CheckAsync(draft.Content, cancellationToken)).Where(problem => problem.IsError).ToList();
        if (errors.Count > 0) throw new PublicationRefusedException("PUB-003", $"The draft has errors: {string.Join(" ", errors.Take(3).Select(problem => problem.Message))}");
        var isExcused = body.Despite && !string.IsNullOrWhiteSpace(body.Notes);
        if (!isExcused && await trials.FailedAsync(key, draft.Content, cancellationToken) is { } failed) throw new PublicationRefusedException("PUB-009", failed);
        var publication = await desk.RequestAsync(Kind, key, body.Revision, body.Notes, body.ValidFrom, user.Actor(), cancellationToken);
        return Results.Created($"/api/workflows/{Uri.EscapeDataString(key)}", publication);
    }

    private static async Task<DefinitionVersion> FindAsync(IDefinitionStore store, string key, CancellationToken cancellationToken) =>
        await store.FindDraftAsync(Kind, key, cancellationToken) ?? throw new NotThereException($"There is no draft of the workflow '{key}'.");

    internal sealed record Handover(int Revision, string? Notes, DateTimeOffset? ValidFrom, bool Despite = false);
}
