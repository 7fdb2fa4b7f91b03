using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Publishing;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine;

namespace Trasa.Crm.Assignment;

internal static class AssignmentRegistration
{
    public static IServiceCollection AddAssignment(this IServiceCollection services)
    {
        services.TryAddSingleton<MessagingOptions>();
        services.TryAddSingleton<AssignmentRules>();
        services.TryAddSingleton<TeamReader>();
        services.TryAddSingleton<SubjectReader>();
        services.TryAddSingleton<IAvailability, StaffAvailability>();
        services.TryAddSingleton<Assignments>();
        services.TryAddSingleton<IAssignments>(provider => provider.GetRequiredService<Assignments>());
        services.TryAddSingleton<IQueue>(provider => provider.GetRequiredService<Assignments>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPublicationCheck, AssignmentRuleAnswers>());
        services.AddSingleton<IRecordReaction, AreaReaction>();
        services.AddSingleton<IRecordReaction, AssignmentReaction>();
        return services.AddActivity<AssignWork>().AddActivity<OfferNext>();
    }
}
