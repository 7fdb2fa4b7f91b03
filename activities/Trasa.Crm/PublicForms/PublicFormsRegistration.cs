using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Crm.Mailings;
using Trasa.Crm.Matching;
using Trasa.Crm.Sealing;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Crm.Silence;
using Trasa.Engine;
using Trasa.Engine.Outbox;

namespace Trasa.Crm.PublicForms;

internal static class PublicFormsRegistration
{
    /// <summary>What strangers send and read, finding out whether we know them, and not forgetting them.</summary>
    public static IServiceCollection AddPublicForms(this IServiceCollection services)
    {
        services.TryAddSingleton<Seals>();
        services.TryAddSingleton<FormIntake>();
        services.TryAddSingleton<TrackedTokens>();
        services.TryAddSingleton<MailingFile>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMailingChannel, TrackedMail>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMailingChannel, TrackedSms>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMailingChannel, PrintedLetter>());
        services.TryAddSingleton(provider => new MailingDesk(
            provider.GetServices<IMailingChannel>(), provider.GetRequiredService<IRecords>(), provider.GetRequiredService<RecordFactsReader>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<MessagingOptions>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRefusalListener, RefusedMessages>());
        services.TryAddSingleton<Reactions>();
        services.TryAddSingleton<LastActivity>();
        return services.AddActivity<FindMatches>().AddActivity<WaitForSilence>().AddActivity<SendTracked>().AddActivity<CollectLetters>();
    }
}
