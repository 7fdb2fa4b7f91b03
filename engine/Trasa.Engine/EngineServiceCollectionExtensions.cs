using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Trasa.Engine.Execution;
using Trasa.Engine.Expressions;
using Trasa.Engine.Hosting;

namespace Trasa.Engine;

public static class EngineServiceCollectionExtensions
{
    /// <summary>The engine as a service that works when it is called: the execution core with the control activities, and what delivers to it. Needs the stores (<c>AddTrasaStorage</c>).</summary>
    public static IServiceCollection AddTrasaEngine(this IServiceCollection services, Action<EngineOptions>? configure = null)
    {
        var options = services.AddOptions<EngineOptions>();
        if (configure is not null) options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Doors.IIdentifiers, Doors.Identifiers>();
        services.AddExecution();
        services.AddRunnerServices();
        return services;
    }

    /// <summary>Runs what is due in the background of the host: timers, stimuli, messages.</summary>
    public static IServiceCollection AddTrasaRunner(this IServiceCollection services)
    {
        services.AddRunnerServices();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WorkflowRunner>());
        return services;
    }

    /// <summary>Registers an activity type.</summary>
    public static IServiceCollection AddActivity<TActivity>(this IServiceCollection services)
        where TActivity : Activity
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Activity, TActivity>());
        return services;
    }

    /// <summary>Registers an expression language.</summary>
    public static IServiceCollection AddExpressionLanguage<TEvaluator>(this IServiceCollection services)
        where TEvaluator : class, IExpressionEvaluator
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IExpressionEvaluator, TEvaluator>());
        return services;
    }
}
