using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Execution;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;

namespace Trasa.Store.Compliance;

/// <summary>A test host with scripted workflows and a ledger that their bursts write to.</summary>
public abstract class EngineCompliance(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase? _database;

    protected ScriptedExecutor Executor { get; } = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is not null) await _database.DisposeAsync();
    }

    protected async Task<EngineTestHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        _database ??= await TestDatabase.NewAsync(kind, Cancel);
        var host = await EngineTestHost.StartAsync(
            services =>
            {
                services.AddSingleton<IBurstExecutor>(Executor);
                configure?.Invoke(services);
            },
            _database, cancellationToken: Cancel);
        await using var work = await host.Database.BeginAsync(Cancel);
        var number = kind == DatabaseKind.Sqlite ? "integer primary key autoincrement" : "bigserial primary key";
        await work.Command($"create table if not exists ledger (number {number}, instance_id {(kind == DatabaseKind.Sqlite ? "text" : "uuid")} not null, step integer not null)").ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
        return host;
    }

    protected static Task PublishAsync(EngineTestHost host, string key, params string[] script) =>
        host.Definitions.PublishAsync(ScriptedExecutor.Workflow(key, script), "test", notes: null, Cancel);

    protected static async Task<Guid> BeginAsync(EngineTestHost host, params string[] script)
    {
        var key = string.Join(',', script);
        await PublishAsync(host, key, script);
        return (await host.StartWorkflowAsync(key, cancellationToken: Cancel)).InstanceId;
    }

    protected static async Task<long> CountAsync(EngineTestHost host, string table)
    {
        await using var connection = await host.Database.OpenAsync(Cancel);
        return await connection.Command($"select count(*) from {table}").QueryFirstAsync(row => row.GetInt64(0), Cancel);
    }
}
