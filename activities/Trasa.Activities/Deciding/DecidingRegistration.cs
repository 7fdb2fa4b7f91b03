using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Engine;

namespace Trasa.Activities.Deciding;

public static class DecidingRegistration
{
    /// <summary>Decisions as a service and as a step, and the records that they leave.</summary>
    public static IServiceCollection AddDeciding(this IServiceCollection services)
    {
        services.TryAddSingleton<IDecisionRecords, DecisionRecords>();
        services.TryAddSingleton<CompiledDecisions>();
        services.TryAddSingleton<IDecisions, PublishedDecisions>();
        return services.AddActivity<Decide>();
    }
}
