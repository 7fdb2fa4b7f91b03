using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Crm.Records;
using Trasa.Crm.Sla.Activities;
using Trasa.Engine;

namespace Trasa.Crm.Sla;

internal static class SlaRegistration
{
    public static IServiceCollection AddSla(this IServiceCollection services)
    {
        services.TryAddSingleton<SlaNews>();
        services.TryAddSingleton<SlaStamp>();
        services.TryAddSingleton<SlaSubjects>();
        services.TryAddSingleton<ISlaClocks, SlaClocks>();
        services.TryAddSingleton<ISlaPolicies, SlaPolicies>();
        services.AddSingleton<IRecordReaction, SlaReaction>();
        return services
            .AddActivity<StartSla>()
            .AddActivity<PauseSla>()
            .AddActivity<ResumeSla>()
            .AddActivity<RetargetSla>()
            .AddActivity<RecalculateSla>()
            .AddActivity<WarnSla>()
            .AddActivity<BreachSla>()
            .AddActivity<AcknowledgeSla>()
            .AddActivity<MeetSla>()
            .AddActivity<CancelSla>()
            .AddActivity<GetSla>();
    }
}
