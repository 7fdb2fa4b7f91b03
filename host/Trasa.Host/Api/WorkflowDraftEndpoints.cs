using System.Security.Claims;
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
        var workflow = api.MapGroup("/workflows/{key}").WithTags("Workflows").RequireAuthorization(Policies.Processes);
        workflow.MapPut("/draft", SaveAsync).WithSummary("Saves the definition of the body as the draft; revision= is the draft that was edited, 0 for a new one.")
            .Reads("application/json").Answers(StatusCodes.Status409Conflict).NeverAnswers(StatusCodes.Status404NotFound);
        workflow.MapGet("/draft/problems", ProblemsAsync).WithSummary("What the validation finds in the draft, each with its activity.");
        workflow.MapGet("/draft/scenarios", ScenariosAsync).WithSummary("Runs the scenarios that the draft carries, on the test clock.");
        Drafts.Map(workflow, Kind, "/api/workflows");
    }

    private static async Task<DefinitionVersion> SaveAsync(string key, HttpRequest body, ClaimsPrincipal user, PublicationDesk desk, int revision = 0, CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(body.Body);
        var content = await reader.ReadToEndAsync(cancellationToken);
        var reading = DefinitionReader.Read(content);
        if (reading.Definition is not { } definition) throw new BadRequestException(string.Join(" ", reading.Problems.Select(problem => problem.Message)));
        return await desk.SaveAsync(new(Kind, key, definition.Name, content), revision, user.Actor(), cancellationToken);
    }

    private static async Task<IReadOnlyList<DefinitionProblem>> ProblemsAsync(string key, IDefinitionStore store, PublishingCheck check, CancellationToken cancellationToken) =>
        await check.CheckAsync((await Drafts.FindAsync(store, Kind, key, cancellationToken)).Content, cancellationToken);

    private static async Task<IReadOnlyList<TrialVerdict>> ScenariosAsync(string key, ClaimsPrincipal user, IDefinitionStore store, ScenarioRuns scenarios, CancellationToken cancellationToken) =>
        await scenarios.RunAsync(key, (await Drafts.FindAsync(store, Kind, key, cancellationToken)).Content, user.Actor(), cancellationToken);
}
