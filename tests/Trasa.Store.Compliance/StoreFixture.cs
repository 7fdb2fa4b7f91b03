using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Doors;
using Trasa.Engine.Storage;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Time;

namespace Trasa.Store.Compliance;

/// <summary>The stores over one empty database for a test class. Opened by the first test, so that a missing server skips the tests.</summary>
public abstract class StoreFixture(DatabaseKind kind) : IAsyncLifetime
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private TestDatabase? _database;
    private ServiceProvider? _services;

    public ManualTime Time { get; } = new();

    public DatabaseKind Kind => kind;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async Task<IServiceProvider> OpenAsync()
    {
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            return _services ??= await StartAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_services is not null) await _services.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        _gate.Dispose();
    }

    private async Task<ServiceProvider> StartAsync()
    {
        _database = await TestDatabase.NewAsync(kind, CancellationToken.None);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IIdentifiers, SeededIdentifiers>();
        services.AddTrasaStorage(_database.Address);
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IDatabaseMigrator>().MigrateAsync(CancellationToken.None);
        return provider;
    }
}
