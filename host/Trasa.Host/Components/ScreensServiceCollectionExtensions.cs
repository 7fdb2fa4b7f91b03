using Trasa.Activities.Publishing;
using Trasa.Designer.Workflows;
using Trasa.Designer.Workflows.Trials;
using Trasa.Host.Components.Shared;
using Trasa.Host.Components.Workflows;
using Trasa.Host.Forms;
using Trasa.Host.Leave;
using Trasa.Host.Records;
using Trasa.Host.Timelines;
using Trasa.Host.Trials;
using Trasa.Host.Work;
using Trasa.Host.Workflows;

namespace Trasa.Host.Components;

internal static class ScreensServiceCollectionExtensions
{
    /// <summary>What the pages ask for.</summary>
    public static IServiceCollection AddScreens(this IServiceCollection services) => services
        .AddSingleton<RecordStory>()
        .AddSingleton<ClientMatters>()
        .AddSingleton<Campaigns.CampaignFigures>()
        .AddSingleton<Campaigns.CampaignReaders>()
        .AddSingleton<InstanceMending>()
        .AddSingleton<InstanceWatch>()
        .AddSingleton<InstanceSample>()
        .AddSingleton<TaskSight>()
        .AddSingleton<RecordsInHand>()
        .AddSingleton<FormUses>()
        .AddSingleton<UsesComparison>()
        .AddSingleton<ProcessFigures>()
        .AddSingleton<SharedStarts>()
        .AddSingleton<PackDesk>()
        .AddSingleton<LeaveMonths>()
        .AddScoped<ScreenClock>()
        .AddScoped<Records.ConditionWords>()
        .AddSingleton<Trials.Trials>()
        .AddSingleton<ScenarioRuns>()
        .AddSingleton<IPublicationCheck, WorkflowHold>()
        .AddScoped<TrialDesk>()
        .AddScoped<ITrials>(services => services.GetRequiredService<TrialDesk>())
        .AddScoped<ITrialForms>(services => services.GetRequiredService<TrialDesk>())
        .AddScoped<ITrialEvents>(services => services.GetRequiredService<TrialDesk>())
        .AddScoped<DesignerChoices>()
        .AddScoped<IDesignerBackend, DesignerBackend>();
}
