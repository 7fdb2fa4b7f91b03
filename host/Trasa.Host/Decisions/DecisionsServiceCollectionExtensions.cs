using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Publishing;

namespace Trasa.Host.Decisions;

internal static class DecisionsServiceCollectionExtensions
{
    /// <summary>How decisions come into force here: section <c>Decisions</c>, e.g. <c>Decisions:NeedsSecondPerson=false</c>.</summary>
    public static IServiceCollection AddDecisionPublishing(this IServiceCollection services, IConfiguration configuration)
    {
        services.Replace(ServiceDescriptor.Singleton(configuration.GetSection("Decisions").Get<PublishingOptions>() ?? new()));
        return services.AddHostedService<DuePublications>();
    }
}
