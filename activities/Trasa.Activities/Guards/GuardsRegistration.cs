using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Engine;

namespace Trasa.Activities.Guards;

public static class GuardsRegistration
{
    /// <summary>Guards that let the first through and nobody after it.</summary>
    public static IServiceCollection AddGuards(this IServiceCollection services)
    {
        services.TryAddSingleton<IOnceGuards, OnceGuards>();
        return services.AddActivity<Once>();
    }
}
