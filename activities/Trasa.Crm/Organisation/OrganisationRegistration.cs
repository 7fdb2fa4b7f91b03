using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Expressions;
using Trasa.Activities.People;
using Trasa.Engine;

namespace Trasa.Crm.Organisation;

internal static class OrganisationRegistration
{
    public static IServiceCollection AddOrganisation(this IServiceCollection services)
    {
        services.TryAddSingleton<StaffReader>();
        services.TryAddSingleton<IDirectory, Directory>();
        services.TryAddSingleton<IImpactList, ImpactList>();
        services.TryAddSingleton<IFeelFacts, OrganisationFacts>();
        return services.AddActivity<CountWorkingDays>();
    }
}
