using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Deciding;
using Trasa.Activities.Definitions;
using Trasa.Activities.Definitions.References;
using Trasa.Activities.Expressions;
using Trasa.Activities.Guards;
using Trasa.Activities.Http;
using Trasa.Activities.Mail.Reading;
using Trasa.Activities.Packs;
using Trasa.Activities.People;
using Trasa.Activities.Templates;
using Trasa.Activities.Waiting;
using Trasa.Engine;
using Trasa.Engine.Calendars;
using Trasa.Engine.Calendars.Published;
using Trasa.Engine.Definitions;

namespace Trasa.Activities;

public static class ActivitiesServiceCollectionExtensions
{
    /// <summary>The activity library. Needs the engine and its stores.</summary>
    public static IServiceCollection AddTrasaActivities(this IServiceCollection services)
    {
        services.AddStandaloneActivities().AddDeciding().AddPeople().AddGuards();
        services.TryAddSingleton(AuthoredFeel.Options);
        services.Replace(ServiceDescriptor.Singleton<ICalendars, PublishedCalendars>());
        return services.AddFormats().AddMailReading();
    }

    /// <summary>
    /// The activities that need nothing but the engine, all that the house has of Elsa's among them: control flow, events, timers, scripts,
    /// HTTP behind a door that is closed until a host opens it. For runs without a database, and the beginning of every other catalogue.
    /// </summary>
    public static IServiceCollection AddStandaloneActivities(this IServiceCollection services) =>
        services.AddControlActivities().AddHttpActivities().AddActivity<WaitForFirst>();

    private static IServiceCollection AddFormats(this IServiceCollection services)
    {
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IDefinitionFormat, WorkflowFormat>(),
            ServiceDescriptor.Singleton<IDefinitionFormat, DecisionFormat>(),
            ServiceDescriptor.Singleton<IDefinitionFormat, ExampleFormat>(),
            ServiceDescriptor.Singleton<IDefinitionFormat, TemplateFormat>(),
            ServiceDescriptor.Singleton<IDefinitionFormat, CalendarFormat>(),
        ]);
        services.TryAddEnumerable([ServiceDescriptor.Singleton<IReferenceSource, DefinitionReferences>(), ServiceDescriptor.Singleton<IReferenceSource, PeopleReferences>()]);
        services.TryAddSingleton<PublishingCheck>();
        services.TryAddSingleton<ExamplesCheck>();
        services.AddSingleton<IPackCheck>(provider => provider.GetRequiredService<ExamplesCheck>());
        services.TryAddSingleton<PackReader>();
        services.TryAddSingleton<PackInstaller>();
        services.TryAddSingleton<DefinitionUses>();
        services.TryAddSingleton<PackExport>();
        services.TryAddSingleton<MessageTemplates>();
        return services;
    }

    private static IServiceCollection AddMailReading(this IServiceCollection services)
    {
        services.TryAddSingleton<MailReaderOptions>();
        services.TryAddSingleton<MailReader>();
        return services;
    }
}
