using Trasa.Activities;
using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Crm;
using Trasa.Crm.Scenarios;
using Trasa.Engine;
using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;
using Trasa.Host.Channels;

namespace Trasa.Host.Hosting;

/// <summary>The rooms of the house, on one database.</summary>
internal static class Rooms
{
    /// <summary>Everything but what runs by itself: the host adds the runner and the channels, commands and scenarios drive it by hand.</summary>
    public static IServiceCollection AddTrasaRooms(this IServiceCollection services, DatabaseAddress database) => services
        .AddLogging()
        .AddTrasaEngine()
        .AddTrasaStorage(database)
        .AddTrasaActivities()
        .AddTrasaCrm()
        .AddSingleton<SampleProgress>()
        .AddSingleton<SampleStory>()
        .AddSingleton<SampleOrganisation>()
        .AddSingleton<Preparation>();

    /// <summary>A house of its own for one command, on the clock given.</summary>
    public static ServiceProvider Build(HostSettings settings, TimeProvider? time = null, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(settings).AddSingleton(time ?? TimeProvider.System).AddSingleton<IIdentifiers, Identifiers>();
        services.AddTrasaRooms(settings.Database).AddOutgoing(settings, new ConfigurationBuilder().AddEnvironmentVariables("TRASA_").Build());
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>A house that nothing leaves: mail and text messages are collected, whatever the configuration says.</summary>
    public static ServiceProvider BuildClosed(HostSettings settings, SimulatedTime time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(settings).AddSingleton<TimeProvider>(time).AddSingleton<IIdentifiers, Identifiers>();
        services.AddTrasaRooms(settings.Database)
            .AddSingleton<CollectedMail>().AddSingleton<IMailSender>(provider => provider.GetRequiredService<CollectedMail>()).AddSingleton<IOutboxChannel, MailChannel>()
            .AddSingleton<CollectedSms>().AddSingleton<IOutboxChannel>(provider => provider.GetRequiredService<CollectedSms>());
        return services.BuildServiceProvider();
    }
}
