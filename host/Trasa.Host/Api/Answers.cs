namespace Trasa.Host.Api;

/// <summary>What an operation answers beyond what follows from its form; <see cref="OperationAnswers"/> writes both into the OpenAPI document.</summary>
/// <param name="Statuses">A success among them takes the place of 200.</param>
/// <param name="Never">Whether it never answers these, though its form says so.</param>
internal sealed record Answers(IReadOnlyList<int> Statuses, bool Never = false);

/// <summary>The body is taken as it comes, whatever its content type.</summary>
/// <param name="ContentType">What is meant to come.</param>
internal sealed record RawBody(string ContentType);

internal static class AnswersExtensions
{
    public static TBuilder Answers<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Answers(statuses));

    public static TBuilder NeverAnswers<TBuilder>(this TBuilder builder, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new Answers(statuses, Never: true));

    public static TBuilder Reads<TBuilder>(this TBuilder builder, string contentType)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RawBody(contentType));
}
