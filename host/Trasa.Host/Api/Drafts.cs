using System.Security.Claims;
using Trasa.Activities.Publishing;
using Trasa.Engine.Definitions;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>What programs do with a draft and its versions, whatever kind of definition it is, as the screens do it.</summary>
internal static class Drafts
{
    /// <param name="one">The group of one definition; its path has a parameter <c>key</c>.</param>
    /// <param name="kind">Which kind.</param>
    /// <param name="path">Where definitions of the kind are, e.g. <c>/api/forms</c>.</param>
    public static void Map(IEndpointRouteBuilder one, DefinitionKind kind, string path)
    {
        one.MapGet("/draft", (string key, IDefinitionStore store, CancellationToken cancellationToken) => FindAsync(store, kind, key, cancellationToken)).WithSummary("The draft with its revision.");
        one.MapDelete("/draft", (string key, int revision, ClaimsPrincipal user, IDefinitionStore store, PublicationDesk desk, CancellationToken cancellationToken) => DiscardAsync(kind, key, revision, user, store, desk, cancellationToken))
            .WithSummary("Throws the draft away; revision= is the one that is meant.").Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict);
        one.MapGet("/requests", (string key, PublicationDesk desk, CancellationToken cancellationToken) => desk.ListAsync(kind, key, cancellationToken))
            .WithSummary("What was handed in, newest first, with what became of it.").NeverAnswers(StatusCodes.Status404NotFound);
        one.MapPost("/requests", async (string key, DraftHandover body, ClaimsPrincipal user, IDefinitionStore store, PublicationDesk desk, CancellationToken cancellationToken) =>
        {
            await FindAsync(store, kind, key, cancellationToken);
            var publication = await desk.RequestAsync(kind, key, body.Revision, body.Notes, body.ValidFrom, body.Despite, user.Actor(), cancellationToken);
            return Results.Created($"{path}/{Uri.EscapeDataString(key)}", publication);
        }).WithSummary("Publishes the draft, now or from validFrom on; despite publishes it with scenarios that fail, and needs notes.").Answers(StatusCodes.Status201Created, StatusCodes.Status409Conflict);
        one.MapPost("/requests/{id:guid}/withdraw", (string key, Guid id, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken) => WithdrawAsync(kind, key, id, user, desk, cancellationToken))
            .WithSummary("Takes back what was handed in and waits for its day.").Answers(StatusCodes.Status409Conflict);
        one.MapPost("/versions/{version:int}/return", (string key, int version, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken) => desk.ReturnToAsync(kind, key, version, user.Actor(), cancellationToken))
            .WithSummary("Publishes the content of an earlier version as a new one.").Answers(StatusCodes.Status409Conflict);
    }

    /// <exception cref="NotThereException">There is none.</exception>
    public static async Task<DefinitionVersion> FindAsync(IDefinitionStore store, DefinitionKind kind, string key, CancellationToken cancellationToken) =>
        await store.FindDraftAsync(kind, key, cancellationToken) ?? throw new NotThereException($"There is no draft of '{key}'.");

    public static async Task<IResult> DiscardAsync(DefinitionKind kind, string key, int revision, ClaimsPrincipal user, IDefinitionStore store, PublicationDesk desk, CancellationToken cancellationToken)
    {
        var draft = await FindAsync(store, kind, key, cancellationToken);
        if (draft.Revision != revision) throw new PublicationRefusedException("PUB-002", $"Somebody saved the draft in between; it has revision {draft.Revision}.");
        await desk.DiscardAsync(kind, key, user.Actor(), cancellationToken);
        return Results.NoContent();
    }

    /// <param name="kind">A request for another kind needs other rights, so it is not there.</param>
    /// <param name="key">The same for a definition, or null for any of the kind.</param>
    /// <param name="id">The request.</param>
    /// <param name="user">Who takes it back.</param>
    /// <param name="desk">Where it lies.</param>
    /// <param name="cancellationToken">Stops before it is taken back.</param>
    public static async Task<Publication> WithdrawAsync(DefinitionKind kind, string? key, Guid id, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken) =>
        await desk.FindAsync(id, cancellationToken) is { } request && request.Kind == kind && (key is null || request.Key == key)
            ? await desk.WithdrawAsync(id, user.Actor(), cancellationToken)
            : throw new NotThereException($"There is no request {id}.");

    /// <param name="Revision">The draft that is meant.</param>
    /// <param name="Notes">What changes, and why.</param>
    /// <param name="ValidFrom">Not before, or null for at once.</param>
    /// <param name="Despite">Also when what shows it right fails.</param>
    internal sealed record DraftHandover(int Revision, string? Notes, DateTimeOffset? ValidFrom, bool Despite = false);
}
