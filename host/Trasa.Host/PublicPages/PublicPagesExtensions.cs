namespace Trasa.Host.PublicPages;

/// <summary>The pages and addresses that need no sign-in.</summary>
internal static class PublicPagesExtensions
{
    public static IServiceCollection AddPublicPages(this IServiceCollection services) => services.AddRateLimiter(options => options
        .AddPolicy(PublicLimit.Reading, PublicLimit.ForReading)
        .AddPolicy(PublicLimit.Sending, PublicLimit.ForSending));

    public static void MapPublicPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPublicForms();
        routes.MapMailLinks();
        routes.MapAnswerLinks();
    }
}
