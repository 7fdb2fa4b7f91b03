using System.Security.Claims;
using Trasa.Engine.Definitions;
using Trasa.Engine.Moving;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

/// <summary>Running instances on another version of their definition: what becomes what, what would happen, and doing it.</summary>
internal static class MoveEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var moves = api.MapGroup("/workflows/{key}/moves").WithTags("Workflows").RequireAuthorization(Policies.Processes);
        moves.MapPost("/map", MapAsync).WithSummary("Which step of the new version each step of the old one becomes.");
        moves.MapPost("/dry-run", (string key, Move body, IInstanceMigration migration, CancellationToken cancellationToken) => migration.DryRunAsync(body.Of(key), cancellationToken))
            .WithSummary("What would become of every instance; changes nothing.");
        moves.MapPost("/", (string key, Move body, ClaimsPrincipal user, IInstanceMigration migration, CancellationToken cancellationToken) => migration.RunAsync(body.Of(key), user.Actor(), cancellationToken))
            .WithSummary("Moves the instances that can be moved, and says of each what became of it.");
    }

    private static async Task<IResult> MapAsync(string key, Move body, IDefinitionStore definitions, IInstanceMigration migration, CancellationToken cancellationToken)
    {
        var request = body.Of(key);
        var from = await definitions.FindAsync(DefinitionKind.Workflow, key, request.FromVersion, cancellationToken) ?? throw new DefinitionNotFoundException(DefinitionKind.Workflow, key, request.FromVersion);
        var to = await definitions.FindAsync(DefinitionKind.Workflow, key, request.ToVersion, cancellationToken) ?? throw new DefinitionNotFoundException(DefinitionKind.Workflow, key, request.ToVersion);
        return Results.Ok(migration.Map(from, to, request.Chosen));
    }

    /// <param name="From">The version that they run.</param>
    /// <param name="To">The version that they shall run.</param>
    /// <param name="Steps">Old step to new step where the ids differ.</param>
    /// <param name="Instances">Only these, or null for all.</param>
    /// <param name="Note">Why; it stands in the journal.</param>
    internal sealed record Move(int? From, int? To, IReadOnlyDictionary<string, string>? Steps = null, IReadOnlyList<Guid>? Instances = null, string? Note = null)
    {
        public MigrationRequest Of(string key) => new(
            key,
            From ?? throw new BadRequestException("from is the number of the version that the instances run."),
            To ?? throw new BadRequestException("to is the number of the version that they shall run."),
            Steps, Instances, Note);
    }
}
