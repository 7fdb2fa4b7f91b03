using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Engine.Execution;

namespace Trasa.Engine;

public static class EngineServiceCollectionExtensions
{
    /// <summary>The execution core with the control activities. Stores and runner are added by the storage.</summary>
    public static IServiceCollection AddTrasaEngine(this IServiceCollection services, Action<EngineOptions>? configure = null)
    {
        var options = services.AddOptions<EngineOptions>();
        if (configure is not null) options.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Doors.IIdentifiers, Doors.Identifiers>();
        services.AddExecution();
        return services;
    }

    /// <summary>Registers an activity type.</summary>
    public static IServiceCollection AddActivity<TActivity>(this IServiceCollection services)
        where TActivity : Activity
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<Activity, TActivity>());
        return services;
    }
}
