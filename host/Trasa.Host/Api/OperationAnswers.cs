using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace Trasa.Host.Api;

/// <summary>
/// What every operation answers, in the OpenAPI document. Most of it follows from its form: who must say who they are may be
/// refused, a path with a parameter may lead nowhere, a query or a body may be unreadable. The rest an operation says itself,
/// where it is mapped.
/// </summary>
internal sealed class OperationAnswers : IOpenApiOperationTransformer
{
    private const string ProblemJson = "application/problem+json";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RawBody>().LastOrDefault() is { } raw)
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [raw.ContentType] = new() } };
        var said = metadata.OfType<Answers>().ToList();
        var statuses = OfForm(operation, context, metadata)
            .Concat(said.Where(answers => !answers.Never).SelectMany(answers => answers.Statuses))
            .Except(said.Where(answers => answers.Never).SelectMany(answers => answers.Statuses))
            .Order().ToList();
        var responses = operation.Responses ??= new();
        Succeed(responses, statuses.Where(status => status < 300).ToList());
        foreach (var status in statuses.Where(status => status >= 400))
            responses[Name(status)] = new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(status), Content = await ProblemAsync(status, context, cancellationToken) };
    }

    private static IEnumerable<int> OfForm(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata)
    {
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            yield return StatusCodes.Status401Unauthorized;
            yield return StatusCodes.Status403Forbidden;
        }

        if (context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true) yield return StatusCodes.Status404NotFound;
        if (operation.Parameters?.Any(parameter => parameter.In == ParameterLocation.Query) == true) yield return StatusCodes.Status400BadRequest;
        var isRaw = metadata.OfType<RawBody>().Any();
        if (!isRaw && operation.RequestBody is null && !metadata.OfType<IAcceptsMetadata>().Any()) yield break;
        yield return StatusCodes.Status400BadRequest;
        yield return StatusCodes.Status413PayloadTooLarge;
        if (!isRaw) yield return StatusCodes.Status415UnsupportedMediaType;
    }

    /// <summary>What the framework takes for 200 is the content of whatever success it really is; some successes have none.</summary>
    private static void Succeed(OpenApiResponses responses, List<int> successes)
    {
        if (successes.Count == 0) return;
        responses.Remove("200", out var shown);
        foreach (var status in successes)
        {
            var isEmpty = status is StatusCodes.Status202Accepted or StatusCodes.Status204NoContent;
            responses[Name(status)] = new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(status), Content = isEmpty ? null : shown?.Content };
        }
    }

    private static async Task<Dictionary<string, OpenApiMediaType>> ProblemAsync(int status, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var type = status == StatusCodes.Status422UnprocessableEntity ? typeof(HttpValidationProblemDetails) : typeof(ProblemDetails);
        if (context.Document is not { } document) return new() { [ProblemJson] = new() };
        if (document.Components?.Schemas?.ContainsKey(type.Name) != true)
            document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, null, cancellationToken));
        return new() { [ProblemJson] = new() { Schema = new OpenApiSchemaReference(type.Name, document) } };
    }

    private static string Name(int status) => status.ToString(CultureInfo.InvariantCulture);
}
