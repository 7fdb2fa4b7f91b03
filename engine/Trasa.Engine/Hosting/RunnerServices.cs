using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Moving;
using Trasa.Engine.Incidents;

namespace Trasa.Engine.Hosting;

internal static class RunnerServices
{
    public static void AddRunnerServices(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdentifiers, Identifiers>();
        services.TryAddSingleton<WorkSignal>();
        services.TryAddSingleton<InstanceSignal>();
        services.TryAddSingleton<InstanceLocks>();
        services.TryAddSingleton<IncidentDesk>();
        services.TryAddSingleton<BurstRunner>();
        services.TryAddSingleton<GivenAnswers>();
        services.TryAddSingleton<StimulusDelivery>();
        services.TryAddSingleton<MessageDelivery>();
        services.TryAddSingleton<WorkDelivery>();
        services.TryAddSingleton<IWorkflowEngine, WorkflowEngine>();
        services.TryAddSingleton<IInstanceMigration, InstanceMigration>();
        services.TryAddSingleton<TriggerActivities>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITriggerExtractor, EventTriggers>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITriggerExtractor, ScheduleTriggers>());
    }
}
