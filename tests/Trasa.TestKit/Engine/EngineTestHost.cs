using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Time;

namespace Trasa.TestKit.Engine;

/// <summary>
/// A real engine on a real database with a clock that the test moves. Nothing runs in the background: work is done inside
/// the calls, one piece after the other, so a run is the same every time.
/// </summary>
public sealed class EngineTestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TestDatabase? _ownDatabase;

    private EngineTestHost(ServiceProvider services, ManualTime time, TestDatabase? ownDatabase)
    {
        _services = services;
        _ownDatabase = ownDatabase;
        Time = time;
    }

    public ManualTime Time { get; }

    public IServiceProvider Services => _services;

    public IWorkflowEngine Engine => Get<IWorkflowEngine>();

    public IDefinitionStore Definitions => Get<IDefinitionStore>();

    public IInstanceStore Instances => Get<IInstanceStore>();

    public IDatabase Database => Get<IDatabase>();

    /// <param name="configure">Adds activities, channels, stores of the test.</param>
    /// <param name="database">The database, which the caller disposes of; without one, a temporary SQLite file.</param>
    /// <param name="time">The clock; without one, a Monday morning.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<EngineTestHost> StartAsync(
        Action<IServiceCollection>? configure = null, TestDatabase? database = null, ManualTime? time = null, CancellationToken cancellationToken = default)
    {
        var own = database is null ? await TestDatabase.NewPreparedAsync(DatabaseKind.Sqlite, "tables", MigrateAsync, cancellationToken).ConfigureAwait(false) : null;
        var seed = time is null ? 1 : 2; // a second host on the same clock makes identifiers of its own
        time ??= new();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(time);
        services.AddSingleton<IIdentifiers>(new SeededIdentifiers(time, seed));
        configure?.Invoke(services);
        services.AddTrasaStorage((own ?? database)!.Address);
        services.AddTrasaEngine();

        var host = new EngineTestHost(services.BuildServiceProvider(), time, own);
        await host.Get<IDatabaseMigrator>().MigrateAsync(cancellationToken).ConfigureAwait(false);
        return host;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Publishes a workflow from its JSON.</summary>
    public Task<DefinitionVersion> PublishAsync(string key, string json, CancellationToken cancellationToken = default) =>
        Definitions.PublishAsync(new(DefinitionKind.Workflow, key, key, json), "test", notes: null, cancellationToken);

    public Task<StartResult> StartWorkflowAsync(string key, IReadOnlyDictionary<string, object?>? input = null, CancellationToken cancellationToken = default) =>
        Engine.StartAsync(new(key, input), cancellationToken);

    /// <summary>Does everything that is due at this instant.</summary>
    public Task<int> RunUntilIdleAsync(CancellationToken cancellationToken = default) => Engine.RunDueAsync(cancellationToken);

    public Task AdvanceAsync(TimeSpan by, CancellationToken cancellationToken = default) => AdvanceToAsync(Time.GetUtcNow() + by, cancellationToken);

    /// <summary>Moves the clock from one due time to the next, doing at each what is due, and ends at <paramref name="instant"/>.</summary>
    public async Task AdvanceToAsync(DateTimeOffset instant, CancellationToken cancellationToken = default)
    {
        await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        while (await Engine.NextDueAsync(cancellationToken).ConfigureAwait(false) is { } due && due <= instant)
        {
            if (due > Time.GetUtcNow()) Time.AdvanceTo(due);
            await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
        }

        Time.AdvanceTo(instant);
        await RunUntilIdleAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task<StoredInstance> InstanceAsync(Guid id, CancellationToken cancellationToken = default) =>
        await Instances.LoadAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"There is no instance {id}.");

    public Task<IReadOnlyList<Bookmark>> BookmarksAsync(Guid instanceId, CancellationToken cancellationToken = default) =>
        Instances.BookmarksAsync(instanceId, cancellationToken);

    /// <summary>The fixed tables in an empty database.</summary>
    public static async Task MigrateAsync(DatabaseAddress address)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddTrasaStorage(address).BuildServiceProvider();
        await using var _ = services.ConfigureAwait(false);
        await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(CancellationToken.None).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync().ConfigureAwait(false);
        if (_ownDatabase is not null) await _ownDatabase.DisposeAsync().ConfigureAwait(false);
    }
}
