using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Engine;
using Trasa.Engine.Moving;

namespace Trasa.Activities.People;

public static class PeopleRegistration
{
    /// <summary>User tasks and the work inbox. Needs a directory, which the records bring.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.TryAddSingleton<WorkItemStore>();
        services.TryAddSingleton<IWorkForms, NoForms>();
        services.TryAddSingleton<TaskOffers>();
        services.TryAddSingleton<IWorkInbox, WorkInbox>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMigrationReaction, MovedWorkItems>());
        return services.AddActivity<UserTask>().AddActivity<ResolvePeople>().AddActivity<OpenWork>().AddActivity<Approvals.Approval>();
    }
}
