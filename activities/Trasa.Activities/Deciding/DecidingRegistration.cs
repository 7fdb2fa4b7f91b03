using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Deciding.Backtesting;
using Trasa.Activities.Definitions;
using Trasa.Activities.Expressions;
using Trasa.Activities.Publishing;
using Trasa.Engine;
using Trasa.Engine.Definitions;

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
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDefinitionFormat, DecisionFormat>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPublicationCheck, ExamplesHold>());
        services.TryAddSingleton<SavedExamples>();
        services.TryAddSingleton<PublicationDesk>();
        services.TryAddSingleton<RowHits>();
        services.TryAddSingleton<DecisionBacktest>();
        return services.AddActivity<Decide>();
    }
}
