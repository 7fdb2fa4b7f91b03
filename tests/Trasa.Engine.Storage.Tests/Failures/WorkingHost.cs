using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.Store.Compliance;
using Trasa.TestKit.Time;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>A host with its loops running, as in the product, and scripted workflows whose steps leave a row in a ledger.</summary>
internal sealed class WorkingHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private IHostedService[] _loops = [];

    private WorkingHost(ServiceProvider services) => _services = services;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public IWorkflowEngine Engine => Get<IWorkflowEngine>();

    public IDatabase Database => Get<IDatabase>();

    public static async Task<WorkingHost> StartAsync(DatabaseAddress address, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IBurstExecutor, ScriptedExecutor>();
        configure?.Invoke(services);
        services.AddTrasaStorage(address);
        services.AddTrasaEngine();
        services.AddTrasaRunner();
        services.Configure<RunnerOptions>(options => (options.Lease, options.PollInterval) = (TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(100)));
        var host = new WorkingHost(services.BuildServiceProvider());
        await host.PrepareAsync();
        return host;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<DefinitionVersion> PublishAsync(string key, params string[] script) => Get<IDefinitionStore>().PublishAsync(ScriptedExecutor.Workflow(key, script), "test", null, Cancel);

    /// <summary>Starts instances, a few at a time; each asked for until it is answered.</summary>
    public async Task<IReadOnlyList<Guid>> BeginAsync(string key, int count, int parallel = 4)
    {
        var ids = Enumerable.Range(0, count).Select(_ => Get<IIdentifiers>().Next()).ToArray();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = Cancel }, async (id, token) =>
            Assert.NotEqual(InstanceStatus.Faulted, (await Engine.StartAsync(new(key, InstanceId: id), token)).Status));
        return ids;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var work = await Database.BeginAsync(Cancel);
        await work.Command(sql).ExecuteAsync(Cancel);
        await work.CommitAsync(Cancel);
    }

    public Task UntilAsync(string condition) =>
        Eventually.UntilAsync(async () => await CountAsync($"select case when {condition} then 1 else 0 end") == 1, "Not reached: " + condition, Cancel);

    public Task<long> CountAsync(string sql) => Database.TryAsync(async () =>
    {
        await using var connection = await Database.OpenAsync(Cancel);
        return await connection.Command(sql).QueryFirstAsync(row => row.GetInt64(0), Cancel);
    }, Cancel);

    /// <summary>Waits until so many instances have finished, and looks whether each did each of its steps once, without an incident.</summary>
    public Task AssertDoneAsync(int instances, int stepsEach) => AssertDoneWithAsync(instances, instances * stepsEach);

    public async Task AssertDoneWithAsync(int instances, int ledgerRows)
    {
        await UntilAsync($"(select count(*) from workflow_instance where status = 'Finished') = {instances}");
        // What a broken answer left behind is found to be done when its lease has ended.
        await UntilAsync("not exists (select 1 from stimulus) and not exists (select 1 from bookmark)");
        await StopAsync();
        Assert.Equal(ledgerRows, await CountAsync("select count(*) from ledger"));
        Assert.Equal(ledgerRows, await CountAsync("select count(*) from (select distinct instance_id, step from ledger) x"));
        Assert.Equal(0, await CountAsync("select count(*) from incident"));
    }

    public async Task StopAsync()
    {
        foreach (var loop in _loops) await StopAsync(loop);
        _loops = [];
    }

    private async Task StopAsync(IHostedService loop)
    {
        try
        {
            await loop.StopAsync(Cancel);
        }
        catch (AggregateException problem) when (Database.IsTransient(problem))
        {
            // The loop has ended; the driver was taking a connection down when its command was cancelled.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }

    private async Task PrepareAsync()
    {
        await Get<IDatabaseMigrator>().MigrateAsync(Cancel);
        var (uuid, now) = Database.Kind == DatabaseKind.Sqlite ? ("text", "current_timestamp") : ("uuid", "clock_timestamp()");
        await ExecuteAsync($"create table if not exists ledger (instance_id {uuid} not null, step integer not null, at {(uuid == "text" ? "text" : "timestamptz")} not null default {now})");
        _loops = [.. _services.GetServices<IHostedService>()];
        foreach (var loop in _loops) await loop.StartAsync(Cancel);
    }
}
