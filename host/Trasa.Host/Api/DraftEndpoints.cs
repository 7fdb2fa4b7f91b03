using System.Security.Claims;
using Trasa.Activities.Deciding;
using Trasa.Activities.Deciding.Backtesting;
using Trasa.Activities.Publishing;
using Trasa.Decisions.Comparison;
using Trasa.Decisions.Examples;
using Trasa.Decisions.Xml;
using Trasa.Engine.Definitions;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>Writing decisions with a program: drafts, examples, evidence, and coming into force.</summary>
internal static class DraftEndpoints
{
    private const DefinitionKind Kind = DefinitionKind.Decision;

    public static void Map(IEndpointRouteBuilder api)
    {
        var decisions = api.MapGroup("/decisions").WithTags("Decisions").RequireAuthorization(Policies.Rules);
        decisions.MapGet("/{key}/versions", async (string key, IDefinitionStore store, CancellationToken cancellationToken) =>
            await store.HistoryAsync(Kind, key, cancellationToken) is { Count: > 0 } versions ? versions : throw new NotThereException($"There is no decision '{key}'.")).WithSummary("All versions, newest first, the draft included.");
        decisions.MapPut("/{key}/draft", SaveAsync).WithSummary("Saves the DMN file of the body as the draft; revision= is the draft that was edited, 0 for a new one.").RequireAuthorization(Policies.WriteRules)
            .Reads("application/xml").Answers(StatusCodes.Status409Conflict).NeverAnswers(StatusCodes.Status404NotFound);
        decisions.MapGet("/{key}/draft", (string key, IDefinitionStore store, CancellationToken cancellationToken) => Drafts.FindAsync(store, Kind, key, cancellationToken)).WithSummary("The draft with its revision.");
        decisions.MapDelete("/{key}/draft", (string key, int revision, ClaimsPrincipal user, IDefinitionStore store, PublicationDesk desk, CancellationToken cancellationToken) => Drafts.DiscardAsync(Kind, key, revision, user, store, desk, cancellationToken))
            .WithSummary("Throws the draft away; revision= is the one that is meant.").RequireAuthorization(Policies.WriteRules).Answers(StatusCodes.Status204NoContent, StatusCodes.Status409Conflict);
        decisions.MapGet("/{key}/compare", CompareAsync).WithSummary("What differs row by row between two versions, from= and to=; without to= the draft.");
        decisions.MapPost("/{key}/backtest", BacktestAsync).WithSummary("Tries the draft (or version=) on the decisions of the last days= days. Ending the request stops it.");
        decisions.MapGet("/{key}/examples", (string key, SavedExamples examples, CancellationToken cancellationToken) => examples.OfAsync(key, cancellationToken)).WithSummary("The saved examples.").NeverAnswers(StatusCodes.Status404NotFound);
        decisions.MapPut("/{key}/examples", SaveExamplesAsync).WithSummary("Saves the examples of the body, a file as decisions/KEY.examples.json, in the place of those that are saved.").RequireAuthorization(Policies.WriteRules)
            .Reads("application/json").Answers(StatusCodes.Status422UnprocessableEntity).NeverAnswers(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        decisions.MapPost("/{key}/examples/run", RunAsync).WithSummary("Runs the saved examples on the draft, or on what is published; with the rows that they reach.").Answers(StatusCodes.Status400BadRequest);
        decisions.MapPost("/{key}/requests", RequestAsync).WithSummary("Hands the draft in.").RequireAuthorization(Policies.WriteRules)
            .Answers(StatusCodes.Status201Created, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        decisions.MapGet("/requests", (PublicationDesk desk, string? key = null, CancellationToken cancellationToken = default) => desk.ListAsync(Kind, key, cancellationToken)).WithSummary("What waits to be published; with key= all requests of one decision.");
        decisions.MapPost("/requests/{id:guid}/approve", (Guid id, Word word, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken) => desk.ApproveAsync(id, user.Actor(), word.Note, cancellationToken)).WithSummary("Approves what somebody else wrote.").Answers(StatusCodes.Status409Conflict);
        decisions.MapPost("/requests/{id:guid}/refuse", (Guid id, Word word, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken) => desk.RefuseAsync(id, user.Actor(), word.Note, cancellationToken)).WithSummary("Refuses.").Answers(StatusCodes.Status409Conflict);
        decisions.MapPost("/requests/{id:guid}/withdraw", (Guid id, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken) => Drafts.WithdrawAsync(Kind, null, id, user, desk, cancellationToken))
            .WithSummary("Takes back what was handed in, also when it is approved and waits for its day.").RequireAuthorization(Policies.WriteRules).Answers(StatusCodes.Status409Conflict);
        decisions.MapPost("/{key}/versions/{version:int}/return", (string key, int version, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken) => desk.ReturnToAsync(Kind, key, version, user.Actor(), cancellationToken)).WithSummary("Publishes the content of an earlier version as a new one.").Answers(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> SaveAsync(string key, HttpRequest body, ClaimsPrincipal user, PublicationDesk desk, int revision = 0, CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(body.Body);
        var content = await reader.ReadToEndAsync(cancellationToken);
        var reading = DmnReader.Read(content);
        if (reading.Definitions is not { } definitions) throw new BadRequestException(string.Join(" ", reading.Problems));
        return Results.Ok(await desk.SaveAsync(new(Kind, key, definitions.Name, content), revision, user.Actor(), cancellationToken));
    }

    private static async Task<IResult> CompareAsync(string key, int from, IDefinitionStore store, int? to = null, CancellationToken cancellationToken = default)
    {
        var before = DmnReader.Read(await ContentAsync(store, key, from, cancellationToken)).Definitions;
        var after = DmnReader.Read(await ContentAsync(store, key, to, cancellationToken)).Definitions;
        return before is null || after is null ? throw new BadRequestException("One of the two cannot be read.") : Results.Ok(DefinitionsDiff.Compare(before, after));
    }

    private static async Task<IResult> BacktestAsync(string key, IDefinitionStore store, DecisionBacktest backtests, TimeProvider time, int days = 30, int? version = null, CancellationToken cancellationToken = default)
    {
        var now = time.GetUtcNow();
        var content = await ContentAsync(store, key, version, cancellationToken);
        var report = await backtests.RunAsync(new(key, content, now.AddDays(-Math.Clamp(days, 1, 3650)), now.AddSeconds(1)), null, cancellationToken);
        return Results.Ok(new
        {
            report.From, report.Until, seconds = report.Took.TotalSeconds, report.Tally.Tried, report.Tally.Differ, report.Tally.Troubled, report.Tally.Unreadable,
            changes = report.Tally.Changes.Select(change => new { change.Change.Field, change.Change.Before, change.Change.After, change.Count }),
            rows = report.Tally.Hits,
            differing = report.Tally.Changed.Take(500).Select(changed => new { changed.Past.Id, changed.Past.Subject, changed.Past.At, changed.Before, changed.After, changed.Problem }),
            follows = report.Consequences.Select(consequence => new { consequence.Key, consequence.Asked, consequence.Tally.Differ, changes = consequence.Tally.Changes.Select(change => new { change.Change.Field, change.Change.Before, change.Change.After, change.Count }) }),
        });
    }

    /// <summary>Nothing is saved of a file with mistakes.</summary>
    private static async Task<IReadOnlyList<DecisionExample>> SaveExamplesAsync(string key, HttpRequest body, ClaimsPrincipal user, SavedExamples examples, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body.Body);
        var file = ExampleFile.Parse(await reader.ReadToEndAsync(cancellationToken));
        if (file.Problems.Count > 0) throw new FieldInvalidException("examples", string.Join(" ", file.Problems.Select(problem => $"Line {problem.Line}: {problem.Message}")));
        await examples.SaveAsync(key, file.Examples, user.Actor().Name, cancellationToken);
        return file.Examples;
    }

    private static async Task<IResult> RunAsync(string key, IDefinitionStore store, SavedExamples examples, CancellationToken cancellationToken) =>
        await examples.RunAsync(key, await ContentAsync(store, key, null, cancellationToken), cancellationToken) is { } run ? Results.Ok(run) : throw new BadRequestException($"'{key}' cannot be read.");

    private static async Task<IResult> RequestAsync(string key, Handover body, ClaimsPrincipal user, PublicationDesk desk, CancellationToken cancellationToken)
    {
        var request = await desk.RequestAsync(Kind, key, body.Revision, body.Notes, body.ValidFrom, user.Actor(), cancellationToken);
        return Results.Created($"/api/decisions/requests?key={Uri.EscapeDataString(key)}", request);
    }

    /// <summary>A published version; without a number the draft, or what is in force when there is none.</summary>
    private static async Task<string> ContentAsync(IDefinitionStore store, string key, int? version, CancellationToken cancellationToken)
    {
        var draft = version is null ? await store.FindDraftAsync(Kind, key, cancellationToken) : null;
        return (draft ?? await store.FindAsync(Kind, key, version, cancellationToken) ?? throw new NotThereException($"There is no decision '{key}'{(version is null ? "" : $" in version {version}")}.")).Content;
    }

    internal sealed record Word(string? Note);

    internal sealed record Handover(int Revision, string? Notes, DateTimeOffset? ValidFrom);
}
