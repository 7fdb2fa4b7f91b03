using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Trasa.Activities.Deciding;

public static class DecidingRegistration
{
    /// <summary>Decision records.</summary>
    public static IServiceCollection AddDeciding(this IServiceCollection services)
    {
        services.TryAddSingleton<IDecisionRecords, DecisionRecords>();
        return services;
    }
}
