using System.Security.Claims;
using System.Text.Json;
using Trasa.Crm.Scenarios;
using Trasa.Designer.Workflows.Trials;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Host.Identity;
using Trasa.Host.Trials;

namespace Trasa.Host.Api;

/// <summary>
/// Trying a workflow step by step on a test clock, as the designer does: each trial is an installation of its own, seen by who
/// began it alone, and thrown away after half an hour without a step.
/// </summary>
internal static class TrialEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/workflows/{key}/trials", BeginAsync).WithTags("Workflows").RequireAuthorization(Policies.Processes)
            .WithSummary("Begins a trial of the draft, or of what is in force without one; content tries another definition, start says when its clock begins (2026-04-24 09:00).")
            .Answers(StatusCodes.Status201Created, StatusCodes.Status422UnprocessableEntity);
        var trial = api.MapGroup("/trials/{id:guid}").WithTags("Workflows").RequireAuthorization(Policies.Processes);
        trial.MapGet("", SeeAsync).WithSummary("How the trial stands: instances, what happened, what is waited for, tasks, what would have been sent.");
        trial.MapPost("/steps", DoAsync).WithSummary("Does one step, as a scenario of cases.json says it, and answers how things stand then.")
            .Answers(StatusCodes.Status422UnprocessableEntity);
        trial.MapGet("/tasks/{task:guid}/form", FormAsync).WithSummary("The form of a task that waits in the trial, as as=LOGIN sees it.").Answers(StatusCodes.Status422UnprocessableEntity);
        trial.MapDelete("", CloseAsync).WithSummary("Throws the trial away.").Answers(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> BeginAsync(string key, Beginning? body, ClaimsPrincipal user, IDefinitionStore store, Trials.Trials trials, CancellationToken cancellationToken)
    {
        var content = body?.Content is { } given ? given.GetRawText() : await InHandAsync(key, store, cancellationToken);
        var draft = TriedDraft.Read(key, content, out var problem) ?? throw new FieldInvalidException("content", problem ?? "It is no workflow.");
        try
        {
            var state = await trials.OpenAsync(draft, body?.Start, user.Actor(), cancellationToken);
            return Results.Created($"/api/trials/{state.Trial}", state);
        }
        catch (ScenarioInvalidException wrong)
        {
            throw new FieldInvalidException("start", wrong.Message);
        }
    }

    private static async Task<IResult> SeeAsync(Guid id, ClaimsPrincipal user, Trials.Trials trials, CancellationToken cancellationToken) =>
        Results.Ok(Standing(id, await Mine(id, user.Actor(), trials).SeeAsync(cancellationToken)));

    private static async Task<IResult> DoAsync(Guid id, JsonElement body, ClaimsPrincipal user, Trials.Trials trials, CancellationToken cancellationToken)
    {
        var state = Standing(id, await Mine(id, user.Actor(), trials).DoAsync(body.GetRawText(), cancellationToken));
        return state.Problem is { } problem ? throw new FieldInvalidException("step", problem) : Results.Ok(state);
    }

    private static async Task<IResult> FormAsync(Guid id, Guid task, string @as, ClaimsPrincipal user, Trials.Trials trials, CancellationToken cancellationToken)
    {
        var trial = Mine(id, user.Actor(), trials);
        try
        {
            var form = await trial.AskAsync(world => new TrialForms(world).OpenAsync(task, @as, cancellationToken), cancellationToken);
            return Results.Ok((form ?? throw new NotThereException($"No task {task} with a form waits in this trial.")).View);
        }
        catch (ScenarioFailedException nobody)
        {
            throw new FieldInvalidException("as", nobody.Message);
        }
    }

    private static async Task<IResult> CloseAsync(Guid id, ClaimsPrincipal user, Trials.Trials trials)
    {
        await trials.CloseAsync(Mine(id, user.Actor(), trials).Id);
        return Results.NoContent();
    }

    /// <summary>The draft, or what is in force without one, as the designer opens it.</summary>
    private static async Task<string> InHandAsync(string key, IDefinitionStore store, CancellationToken cancellationToken)
    {
        var shown = await store.FindDraftAsync(DefinitionKind.Workflow, key, cancellationToken) ?? await store.FindAsync(DefinitionKind.Workflow, key, null, cancellationToken);
        return shown?.Content ?? throw new NotThereException($"There is no workflow '{key}'.");
    }

    private static Trial Mine(Guid id, Actor owner, Trials.Trials trials) => trials.Find(id, owner) ?? throw Over(id);

    /// <summary>A trial may end between being found and being asked.</summary>
    private static TrialState Standing(Guid id, TrialState state) => ReferenceEquals(state, Trials.Trials.Gone) ? throw Over(id) : state;

    private static NotThereException Over(Guid id) => new($"There is no trial {id}, or it is over.");

    /// <param name="Start">Local time, or null for now.</param>
    /// <param name="Content">The definition, or null for the draft.</param>
    internal sealed record Beginning(string? Start = null, JsonElement? Content = null);
}
