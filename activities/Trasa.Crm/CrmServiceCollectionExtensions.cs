using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Definitions.References;
using Trasa.Activities.Packs;
using Trasa.Activities.People;
using Trasa.Crm.Activities;
using Trasa.Crm.Assignment;
using Trasa.Crm.Attachments;
using Trasa.Crm.Cases;
using Trasa.Crm.ChangeLog;
using Trasa.Crm.Forms;
using Trasa.Crm.Metadata;
using Trasa.Crm.Organisation;
using Trasa.Crm.PublicForms;
using Trasa.Crm.Records;
using Trasa.Crm.Seeding;
using Trasa.Crm.Sla;
using Trasa.Crm.Timeline;
using Trasa.Crm.Views;
using Trasa.Engine.Catalogue;
using Trasa.Engine.Definitions;

namespace Trasa.Crm;

public static class CrmServiceCollectionExtensions
{
    /// <summary>The records and what is built on them. Needs the database, the stimulus queue, the clock and the identifiers.</summary>
    public static IServiceCollection AddTrasaCrm(this IServiceCollection services) => services
        .AddRecords()
        .AddOrganisation()
        .AddAssignment()
        .AddSla()
        .AddCases()
        .AddPublicForms()
        .AddScenarios();

    private static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.TryAddSingleton<IRecordTypes, RecordTypes>();
        services.TryAddSingleton<ChangeCauses>();
        services.TryAddSingleton<RecordEvents>();
        services.TryAddSingleton<RecordTables>();
        services.TryAddSingleton(provider => new RecordReactions(provider.GetServices<IRecordReaction>));
        services.TryAddSingleton<RecordWriter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRecordReaction, RollUps>());
        services.TryAddSingleton<IRecords, RecordServices>();
        services.TryAddSingleton<IRecordVerbs, RecordVerbs>();
        services.TryAddSingleton<IRecordAbilities, ActorAbilities>();
        services.TryAddSingleton<IRecordTitles, RecordTitles>();
        services.TryAddSingleton<IChangeLog, RecordChangeLog>();
        services.TryAddSingleton<IAttachments, RecordAttachments>();
        services.TryAddSingleton<IRecordSeed, RecordSeed>();
        services.TryAddSingleton<ITimeline, RecordTimeline>();
        services.TryAddSingleton<IRecordExport, RecordExport>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActivitySource, RecordActivities>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IReferenceSource, RecordTypeReferences>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDefinitionFormat, RecordTypeFormat>());
        services.TryAddSingleton<FormRights>();
        services.TryAddSingleton<TaskForms>();
        services.TryAddSingleton<TaskFiles>();
        services.TryAddSingleton<ITaskForms>(provider => provider.GetRequiredService<TaskForms>());
        services.Replace(ServiceDescriptor.Singleton<IWorkForms>(provider => provider.GetRequiredService<TaskForms>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IDefinitionFormat, FormFormat>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPackContent, RecordTypePackContent>());
        return services;
    }
}
