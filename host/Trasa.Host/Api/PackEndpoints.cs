using System.Security.Claims;
using Trasa.Activities.Packs;
using Trasa.Engine.Definitions;
using Trasa.Host.Identity;
using Trasa.Host.Workflows;

namespace Trasa.Host.Api;

/// <summary>Process packs as zip files: what is installed, out, and in.</summary>
internal static class PackEndpoints
{
    private const string Zip = "application/zip";

    public static void Map(IEndpointRouteBuilder api)
    {
        var packs = api.MapGroup("/packs").WithTags("Packs").RequireAuthorization(Policies.Processes);
        packs.MapGet("/", (IDefinitionStore store, CancellationToken cancellationToken) => ListAsync(store, cancellationToken)).WithSummary("The packs that are installed.");
        packs.MapGet("/{key}/zip", async (string key, PackExport export, CancellationToken cancellationToken) => await ZipAsync(await export.OfPackAsync(key, cancellationToken), key, cancellationToken))
            .WithSummary("An installed pack as it is in force now.");
        packs.MapGet("/of-workflow/{key}/zip", async (string key, PackExport export, CancellationToken cancellationToken) => await ZipAsync(await export.OfWorkflowAsync(key, cancellationToken), key, cancellationToken))
            .WithSummary("A workflow with the decisions, forms, templates, calendars, record types and workflows that it uses.");
        packs.MapPost("/plan", PlanAsync).WithSummary("What the zip of the body would bring: new, changed, in conflict. Nothing is written.").Accepts<Stream>(Zip);
        packs.MapPost("/", InstallAsync).WithSummary("Installs the zip of the body, whole or not at all; replace=true also replaces what is in conflict.").Accepts<Stream>(Zip);
    }

    /// <summary>The zip that the pages offer, for whoever is signed in.</summary>
    public static void MapFiles(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/export/pack/{key}.zip", async (string key, PackExport export, CancellationToken cancellationToken) => await ZipAsync(await export.OfPackAsync(key, cancellationToken), key, cancellationToken))
            .RequireAuthorization(Policies.Processes).ExcludeFromDescription();
        routes.MapGet("/export/workflow/{key}.zip", async (string key, PackExport export, CancellationToken cancellationToken) => await ZipAsync(await export.OfWorkflowAsync(key, cancellationToken), key, cancellationToken))
            .RequireAuthorization(Policies.Processes).ExcludeFromDescription();
    }

    private static async Task<IResult> ListAsync(IDefinitionStore store, CancellationToken cancellationToken) =>
        Results.Ok((await store.ListAsync(DefinitionKind.Pack, cancellationToken)).Select(pack => new { pack.Key, pack.Name, pack.Version, pack.PublishedAt, pack.PublishedBy }));

    private static async Task<IResult> ZipAsync(ProcessPack? pack, string key, CancellationToken cancellationToken)
    {
        if (pack is null) throw new NotThereException($"There is no '{key}' to make a pack of.");
        using var zip = new MemoryStream();
        await PackZip.WriteAsync(pack, zip, cancellationToken);
        return Results.File(zip.ToArray(), Zip, $"{key}.zip");
    }

    private static async Task<IResult> PlanAsync(HttpRequest request, PackDesk desk, CancellationToken cancellationToken)
    {
        var plan = await GuardAsync(async () => await desk.PlanAsync("the zip", await BodyAsync(request, cancellationToken), cancellationToken));
        return Results.Ok(Shown(plan));
    }

    private static async Task<IResult> InstallAsync(HttpRequest request, ClaimsPrincipal user, PackDesk desk, bool replace = false, CancellationToken cancellationToken = default)
    {
        var plan = await GuardAsync(async () =>
        {
            var pack = await ProcessPack.ReadAsync("the zip", await BodyAsync(request, cancellationToken), cancellationToken);
            return await desk.InstallAsync(pack, replace, user.Actor().Name, cancellationToken);
        });
        return Results.Ok(Shown(plan));
    }

    private static object Shown(PackPlan plan) => new
    {
        plan.Pack.Manifest,
        plan.IsValid,
        definitions = plan.Definitions.Select(one => new { kind = one.Kind.ToString(), one.Key, one.Name, change = one.Change.ToString(), one.Version, one.Conflict }),
        problems = plan.Problems.Select(problem => new { problem.File, problem.Line, problem.Code, problem.Message, problem.IsError }),
    };

    private static async Task<PackPlan> GuardAsync(Func<Task<PackPlan>> act)
    {
        try
        {
            return await act();
        }
        catch (PackInvalidException problem)
        {
            throw new BadRequestException(problem.Message);
        }
        catch (Trasa.Crm.Seeding.SeedInvalidException problem)
        {
            throw new BadRequestException($"The definitions are in force, its records are not: {problem.Message}");
        }
    }

    /// <summary>Kept whole: a zip is read from its end.</summary>
    private static async Task<MemoryStream> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > ProcessPack.MaximumBytes) throw new BadRequestException($"The zip is larger than {ProcessPack.MaximumBytes / (1024 * 1024)} MB.");
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        body.Position = 0;
        return body;
    }
}
