using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Deciding.Backtesting;
using Trasa.Activities.Deciding.Publishing;
using Trasa.Activities.Definitions;
using Trasa.Activities.Expressions;
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
        services.TryAddSingleton(AuthoredFeel.Options);
        services.TryAddSingleton<PublishingOptions>();
        services.TryAddSingleton<DecisionFormat>();
        services.TryAddSingleton<SavedExamples>();
        services.TryAddSingleton<DecisionDesk>();
        services.TryAddSingleton<RowHits>();
        services.TryAddSingleton<DecisionBacktest>();
        return services.AddActivity<Decide>();
    }
}
