using Trasa.Host.Components.Shared;

namespace Trasa.Host.Components;

internal static class ScreensServiceCollectionExtensions
{
    /// <summary>What the pages ask for.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services) => services
        .AddScoped<ScreenClock>();
}
