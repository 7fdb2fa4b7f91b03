using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trasa.Activities.Documents;
using Trasa.Activities.Mail.Reading;
using Trasa.Activities.Templates;
using Trasa.Crm.Activities;
using Trasa.Crm.Changes;
using Trasa.Crm.Intake;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Crm.Scenarios;
using Trasa.Crm.Sealing;
using Trasa.Crm.Scenarios.Steps;
using Trasa.Engine;
using Trasa.Engine.Incidents;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Cases;

internal static class CasesRegistration
{
    /// <summary>The case desk: verbs, messages in and out, notices.</summary>
    public static IServiceCollection AddCases(this IServiceCollection services)
    {
        services.TryAddSingleton<MessageTemplates>();
        services.TryAddSingleton<MessagingOptions>();
        services.Replace(ServiceDescriptor.Singleton(provider => new MailReaderOptions { LoopMark = provider.GetRequiredService<MessagingOptions>().SupportAddress }));
        services.TryAddSingleton<MailReader>();
        services.TryAddSingleton<RecordFactsReader>();
        services.TryAddSingleton<RecordAddresses>();
        services.TryAddSingleton<RecordTimes>();
        services.TryAddSingleton<SubjectReferences>();
        services.TryAddSingleton<CustomerMail>();
        services.TryAddSingleton<Notifier>();
        services.TryAddSingleton<Seals>();
        services.TryAddSingleton<TaskLinks>();
        services.TryAddSingleton<AnswerLinks>();
        services.TryAddSingleton<CaseDesk>();
        services.TryAddSingleton<CaseReport>();
        services.TryAddSingleton<RecordConversations>();
        services.TryAddSingleton<Quarantine>();
        services.TryAddSingleton<MessageSources>();
        services.TryAddSingleton<Senders>();
        services.TryAddSingleton<MailIntake>();
        services.AddSingleton<IRecordReaction, MessageReaction>();
        services.TryAddSingleton<FailedMessages>();
        services.TryAddSingleton<QuarantineRerun>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIncidentReaction, FailedSteps>());
        return services.AddDocuments()
            .AddActivity<ReadFacts>()
            .AddActivity<ReadCaseFacts>()
            .AddActivity<WaitForChange>()
            .AddActivity<SendMessageActivity>()
            .AddActivity<WriteDocument>()
            .AddActivity<NotifyActivity>()
            .AddActivity<NotifyTask>()
            .AddActivity<MakeAnswerLink>()
            .AddActivity<IdentifyContact>()
            .AddActivity<ThreadMessage>()
            .AddActivity<ForwardMessage>();
    }

    /// <summary>Scenarios on a test clock.</summary>
    public static IServiceCollection AddScenarios(this IServiceCollection services)
    {
        services.TryAddSingleton<ScenarioRunner>();
        services.TryAddSingleton(provider => new OrganisationCopy(provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<RecordTables>()));
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IScenarioStep, ClockStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, MailStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, FormStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ReaderStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, RecordStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, TaskStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, VerbStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, CaseStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, PublishStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, StartStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, EventStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ExpectWorkflowStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ExpectStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ExpectOrderStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ExpectTaskStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ExpectDecisionStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ExpectMailStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ExpectSmsStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, MailServerStep>(),
            ServiceDescriptor.Singleton<IScenarioStep, ExpectLedgerStep>(),
        ]);
        return services;
    }
}
