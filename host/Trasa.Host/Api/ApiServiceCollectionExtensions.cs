using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Trasa.Host.Identity;

namespace Trasa.Host.Api;

internal static class ApiServiceCollectionExtensions
{
    public static IServiceCollection AddTrasaApi(this IServiceCollection services)
    {
        services.AddApiProblems();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase)));
        services.AddOpenApi(options => options.AddDocumentTransformer(DescribeAsync).AddOperationTransformer(new OperationAnswers()));
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [Ready]).AddCheck<WorkHealth>("work", tags: [Ready]);
        return services;
    }

    public static void MapTrasaApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        routes.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();

        var api = routes.MapGroup("/api").RequireAuthorization().DisableAntiforgery();
        TokenEndpoints.Map(api);
        MailEndpoints.Map(api);
        var guarded = api.MapGroup("").AddEndpointFilter(new ApiAccess(ApiKey.Write));
        MeEndpoints.Map(guarded);
        RecordEndpoints.Map(guarded);
        CaseEndpoints.Map(guarded);
        TimelineEndpoints.Map(guarded);
        WorkEndpoints.Map(guarded);
        WorkflowEndpoints.Map(guarded);
        WorkflowDraftEndpoints.Map(guarded);
        RepairEndpoints.Map(guarded);
        OutsideEndpoints.Map(guarded);
        MoveEndpoints.Map(guarded);
        DecisionEndpoints.Map(guarded);
        DraftEndpoints.Map(guarded);
        FormEndpoints.Map(guarded);
        StatisticsEndpoints.Map(guarded);
        TrialEndpoints.Map(guarded);
        AdministrationEndpoints.Map(guarded);
        PackEndpoints.Map(guarded);
        PackEndpoints.MapFiles(routes);
    }

    private const string Ready = "ready";

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Trasa",
            Version = "v1",
            Description = "Records, work, workflows, forms and decisions. Problems are answered as RFC 9457 problem details; where fields are wrong, errors names each.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key from Administration, or a token from POST /api/tokens.",
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        return Task.CompletedTask;
    }
}
