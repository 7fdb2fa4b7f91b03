using System.Security.Claims;
using Trasa.Activities.Publishing;
using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;
using Trasa.Engine.Definitions;
using Trasa.Host.Forms;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>What user tasks and public pages ask for: reading forms, writing them with a program, and coming into force.</summary>
internal static class FormEndpoints
{
    private const DefinitionKind Kind = DefinitionKind.Form;

    public static void Map(IEndpointRouteBuilder api)
    {
        var forms = api.MapGroup("/forms").WithTags("Forms").RequireAuthorization(Policies.Processes);
        forms.MapGet("/", (IDefinitionStore store, CancellationToken cancellationToken) => store.ListAsync(Kind, cancellationToken)).WithSummary("The latest version of every form.");
        var form = forms.MapGroup("/{key}");
        form.MapGet("", FindAsync).WithSummary("The form, as a file; version= asks for one, else the latest published.");
        form.MapGet("/versions", VersionsAsync).WithSummary("All versions, newest first, the draft included.");
        form.MapGet("/uses", UsesAsync).WithSummary("The steps of workflows that show it, with their buttons and what they fill in.").NeverAnswers(StatusCodes.Status404NotFound);
        form.MapPut("/draft", SaveAsync).WithSummary("Saves the form of the body as the draft; revision= is the draft that was edited, 0 for a new one.")
            .Reads("application/json").Answers(StatusCodes.Status409Conflict).NeverAnswers(StatusCodes.Status404NotFound);
        form.MapGet("/draft/problems", ProblemsAsync).WithSummary("What is wrong with the draft, and between it and the steps that show it.");
        Drafts.Map(form, Kind, "/api/forms");
    }

    private static async Task<IResult> FindAsync(string key, IDefinitionStore store, int? version = null, CancellationToken cancellationToken = default) =>
        await store.FindAsync(Kind, key, version, cancellationToken) is { } found
            ? Results.Text(found.Content, "application/json")
            : throw new NotThereException($"There is no published form '{key}'{(version is null ? "" : $" in version {version}")}.");

    private static async Task<IReadOnlyList<DefinitionVersion>> VersionsAsync(string key, IDefinitionStore store, CancellationToken cancellationToken) =>
        await store.HistoryAsync(Kind, key, cancellationToken) is { Count: > 0 } versions ? versions : throw new NotThereException($"There is no form '{key}'.");

    private static async Task<IReadOnlyList<Use>> UsesAsync(string key, FormUses uses, CancellationToken cancellationToken) =>
        [.. from use in await uses.AllAsync(cancellationToken) where use.Form == key select new Use(use.Workflow, use.WorkflowName, use.Step, use.Outcomes, use.Unconnected, use.Given)];

    private static async Task<DefinitionVersion> SaveAsync(
        string key, HttpRequest body, ClaimsPrincipal user, IRecordTypes types, IDefinitionStore store, PublicationDesk desk, int revision = 0, CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(body.Body);
        var content = await reader.ReadToEndAsync(cancellationToken);
        var reading = FormText.Read(key, content, types.Current);
        if (reading.Form is not { } form) throw new BadRequestException(string.Join(" ", reading.Problems.Select(problem => $"Line {problem.Line}: {problem.Message}")));
        var shown = await store.FindDraftAsync(Kind, key, cancellationToken) ?? await store.FindAsync(Kind, key, null, cancellationToken);
        return await desk.SaveAsync(new(Kind, key, form.Name, content, shown?.Pack), revision, user.Actor(), cancellationToken);
    }

    private static async Task<IReadOnlyList<FormProblem>> ProblemsAsync(string key, IDefinitionStore store, IRecordTypes types, FormUses uses, CancellationToken cancellationToken)
    {
        var draft = await Drafts.FindAsync(store, Kind, key, cancellationToken);
        var reading = FormText.Read(key, draft.Content, types.Current);
        var problems = reading.Problems.Select(problem => new FormProblem(problem.Path, problem.Message, IsError: true)).ToList();
        if (reading.Form is not { } form) return problems;
        var shownBy = (await uses.AllAsync(cancellationToken)).Where(use => use.Form == key).ToList();
        problems.AddRange(FormSketch.Problems(form, shownBy).Select(text => new FormProblem("", text, IsError: false)));
        return problems;
    }

    internal sealed record Use(
        string Workflow, string WorkflowName, string Step, IReadOnlyList<string> Outcomes, IReadOnlyList<string> Unconnected, IReadOnlyList<string> Given);

    /// <param name="Path">Where in the form, e.g. <c>fields[2].type</c>; empty for the whole.</param>
    /// <param name="Message">What is wrong and what would be right.</param>
    /// <param name="IsError">Whether it cannot be published with this.</param>
    internal sealed record FormProblem(string Path, string Message, bool IsError);
}
