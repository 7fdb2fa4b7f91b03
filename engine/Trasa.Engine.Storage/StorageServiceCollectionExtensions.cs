using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Storage.Definitions;
using Trasa.Engine.Storage.Hosting;
using Trasa.Engine.Storage.Instances;
using Trasa.Engine.Storage.Outbox;
using Trasa.Engine.Storage.Schema;
using Trasa.Engine.Storage.Stimuli;
using Trasa.Engine.Statistics;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage;

public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// The stores over one database. Call <see cref="IDatabaseMigrator.MigrateAsync"/> before anything else uses them;
    /// the provider must be disposed of asynchronously, so that bursts in flight are committed.
    /// </summary>
    public static IServiceCollection AddTrasaStorage(this IServiceCollection services, DatabaseAddress address)
    {
        services.AddLogging();
        services.AddOptions();
        if (address.Kind == DatabaseKind.PostgreSql) services.AddPostgres();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IIdentifiers, Identifiers>();
        services.TryAddSingleton<WorkSignal>();
        services.TryAddSingleton<IDatabase>(_ => address.Kind switch
        {
            DatabaseKind.Sqlite => new SqliteDatabase(address.Value),
            DatabaseKind.PostgreSql => new PostgresDatabase(address.Value),
        });
        services.TryAddSingleton<IDatabaseMigrator, DatabaseMigrator>();
        services.TryAddSingleton<IBurstWriter>(provider => provider.GetRequiredService<IDatabase>().Kind switch
        {
            DatabaseKind.Sqlite => new SqliteBurstWriter(),
            DatabaseKind.PostgreSql => new PostgresBurstWriter(provider.GetRequiredService<HostLease>()),
        });
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<CommitGroup>(provider, ByIndex(provider)));
        services.TryAddSingleton<HotInstances>();
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<EventDeliverer>(provider, ByIndex(provider)));
        services.TryAddSingleton<IInstanceStore>(provider => ActivatorUtilities.CreateInstance<InstanceStore>(provider, ByIndex(provider)));
        services.TryAddSingleton<IInstanceQueries, InstanceQueries>();
        services.TryAddSingleton<IProcessHistory, ProcessHistoryReader>();
        services.TryAddSingleton<PublicationEvent>();
        services.TryAddSingleton<IDefinitionStore, DefinitionStore>();
        services.TryAddSingleton<IStimulusQueue, StimulusQueue>();
        services.TryAddSingleton<IOutbox, OutboxStore>();
        services.TryAddSingleton<IWorkQueue>(provider => ActivatorUtilities.CreateInstance<WorkQueue>(provider, ByIndex(provider)));
        return services;
    }

    private static IDatabase ByIndex(IServiceProvider services) => services.GetRequiredService<IDatabase>() is var database && database is PostgresDatabase { ByIndex: { } byIndex } ? byIndex : database;

    /// <summary>The key of the clock of the machine, which need not be right.</summary>
    internal const string MachineClock = "machine";

    /// <summary>What only a database that several hosts share needs.</summary>
    private static void AddPostgres(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => (PostgresDatabase)provider.GetRequiredService<IDatabase>());
        services.TryAddSingleton<HostLease>();
        services.TryAddKeyedSingleton(MachineClock, TimeProvider.System);
        services.TryAddSingleton(provider => new DatabaseTime(provider.GetRequiredKeyedService<TimeProvider>(MachineClock)));
        services.TryAddSingleton<TimeProvider>(provider => provider.GetRequiredService<DatabaseTime>());
        services.TryAddSingleton<WaitingLoader>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WakeUps>());
    }
}
