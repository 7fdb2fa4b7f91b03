using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Crm.Mailings;
using Trasa.Crm.Matching;
using Trasa.Crm.Sealing;
using Trasa.Crm.Silence;
using Trasa.Engine;

namespace Trasa.Crm.PublicForms;

internal static class PublicFormsRegistration
{
    /// <summary>What strangers send and read, finding out whether we know them, and not forgetting them.</summary>
    public static IServiceCollection AddPublicForms(this IServiceCollection services)
    {
        services.TryAddSingleton<Seals>();
        services.TryAddSingleton<FormIntake>();
        services.TryAddSingleton<TrackedTokens>();
        services.TryAddSingleton<TrackedMail>();
        services.TryAddSingleton<Reactions>();
        services.TryAddSingleton<LastActivity>();
        return services.AddActivity<FindMatches>().AddActivity<WaitForSilence>().AddActivity<SendTracked>();
    }
}
