using System.Security.Claims;
using System.Text.Json;
using Trasa.Activities.Deciding;
using Trasa.Crm.Records;
using Trasa.Decisions.Graph;
using Trasa.Engine.Definitions;
using Trasa.Feel.Values;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>Published decisions: reading them, trying them, and why something was decided.</summary>
internal static class DecisionEndpoints
{
    private const int MostAtOnce = 200;

    public static void Map(IEndpointRouteBuilder api)
    {
        var decisions = api.MapGroup("/decisions").WithTags("Decisions");
        decisions.MapGet("/", (IDefinitionStore store, CancellationToken cancellationToken) => store.ListAsync(DefinitionKind.Decision, cancellationToken))
            .WithSummary("The latest version of every decision.").RequireAuthorization(Policies.Rules);
        decisions.MapGet("/{key}", FindAsync).WithSummary("The DMN file; version= asks for one, else the latest published.").RequireAuthorization(Policies.Rules);
        decisions.MapPost("/{key}/try", TryAsync).WithSummary("Evaluates with the inputs of the body and explains; nothing is stored.").RequireAuthorization(Policies.Rules).Answers(StatusCodes.Status422UnprocessableEntity);
        decisions.MapGet("/records", RecordsAsync).WithSummary("Why it was decided so: decision records about a record (about=case:ID), newest first.").Answers(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> FindAsync(string key, IDefinitionStore store, int? version = null, CancellationToken cancellationToken = default) =>
        Results.Text((await ReadAsync(store, key, version, cancellationToken)).Content, "application/xml");

    private static async Task<IResult> TryAsync(string key, JsonElement body, CompiledDecisions decisions, string? decision = null, int? version = null, CancellationToken cancellationToken = default)
    {
        var inputs = JsonBody.Members(body, "the inputs by name");
        var model = await ModelAsync(decisions, key, version, cancellationToken);
        var asked = (decision is null ? CompiledDecisions.Answer(model, key) : model.Find(decision))
            ?? throw new BadRequestException($"Say which decision of '{key}' is asked: {string.Join(", ", model.Decisions.Select(one => one.Name))}.");
        CheckNames(asked, inputs.Keys);
        var outcome = asked.Evaluate(inputs);
        return Results.Ok(new Trial(
            asked.Name, model.Version, FeelJson.ToNode(outcome.Feel),
            [.. outcome.Trace.Tables.SelectMany(table => table.Matched.Select(row => new Row(table.Source, row.Index + 1, row.RuleId, row.Comment, null)))],
            [.. outcome.Trace.Tables.SelectMany(table => table.NearMisses().Select(row => new Row(table.Source, row.Index + 1, row.RuleId, row.Comment, $"{row.Column}: {row.CellText}")))],
            [.. outcome.Diagnostics.Select(diagnostic => Trasa.Decisions.Records.RecordedDiagnostic.Of(diagnostic).ToString())]));
    }

    /// <summary>A name that the decision does not take would be passed over in silence, and the answer would be for another question.</summary>
    private static void CheckNames(Decision asked, IEnumerable<string> given)
    {
        var known = asked.InputNames;
        // A fact is given by the text of its call: load of("anna").
        string[] unknown = [.. given.Where(name => !name.Contains('(', StringComparison.Ordinal) && !known.Contains(Plain(name), StringComparer.Ordinal))];
        if (unknown.Length == 0) return;
        var names = string.Join(", ", unknown.Select(name => $"'{name}'"));
        throw new FieldInvalidException(
            unknown[0],
            $"{names} {(unknown.Length == 1 ? "is no input" : "are no inputs")} of '{asked.Name}'; {(known.Count == 0 ? "it takes none" : $"it takes {string.Join(", ", known)}, as members of the body itself")}.");
    }

    /// <summary>Names in files may differ from the caller's in white space.</summary>
    private static string Plain(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<IResult> RecordsAsync(
        ClaimsPrincipal user, IDecisionRecords records, IRecords data, string about, int skip = 0, int take = 50, CancellationToken cancellationToken = default)
    {
        if (!RecordReference.TryParse(about, out var reference)) throw new BadRequestException($"about is a record, type:id; got '{about}'.");
        _ = await data.FindAsync(null, reference.Type, reference.Id, user.Actor(), cancellationToken) ?? throw new RecordNotFoundException(reference);
        return Results.Ok(await records.QueryAsync(new(Subject: about, Skip: skip, Take: Math.Clamp(take, 1, MostAtOnce)), cancellationToken));
    }

    private static async Task<DecisionModel> ModelAsync(CompiledDecisions decisions, string key, int? version, CancellationToken cancellationToken)
    {
        try
        {
            return await decisions.FindAsync(key, version, cancellationToken);
        }
        catch (DecisionNotFoundException problem)
        {
            throw new NotThereException(problem.Message);
        }
    }

    private static async Task<DefinitionVersion> ReadAsync(IDefinitionStore store, string key, int? version, CancellationToken cancellationToken) =>
        await store.FindAsync(DefinitionKind.Decision, key, version, cancellationToken)
        ?? throw new NotThereException($"There is no published decision '{key}'{(version is null ? "" : $" in version {version}")}.");

    internal sealed record Trial(string Decision, int Version, System.Text.Json.Nodes.JsonNode? Result, IReadOnlyList<Row> Matched, IReadOnlyList<Row> NearMisses, IReadOnlyList<string> Diagnostics);

    internal sealed record Row(string Table, int Number, string Id, string? Comment, string? Failed);
}
