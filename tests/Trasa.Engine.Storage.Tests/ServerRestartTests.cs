using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.Store.Compliance;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests;

/// <summary>The server is killed and started again under a working host, which goes on by itself.</summary>
public sealed class ServerRestartTests
{
    private const int Instances = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_server_costs_no_burst_and_no_restart_of_the_host()
    {
        Assert.SkipWhen(PostgresServer.FindBinaries() is null && Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync(durable: true, Cancel);
        await using var services = Services(server);
        await PrepareAsync(services);
        var hosted = services.GetServices<IHostedService>().ToArray();
        foreach (var service in hosted) await service.StartAsync(Cancel);

        var starting = Task.Run(() => StartAllAsync(services), Cancel);
        for (var kill = 0; kill < 3; kill++)
        {
            await UntilAsync(services, $"select count(*) >= {(kill + 1) * 20} from ledger");
            await server.KillAsync(Cancel);
            await server.StartAsync(Cancel);
        }

        await starting;
        await UntilAsync(services, $"select count(*) = {Instances} from workflow_instance where status = 'Finished'");
        foreach (var service in hosted) await service.StopAsync(Cancel);

        Assert.Equal(Instances * 2, await CountAsync(services, "select count(*) from ledger"));
        Assert.Equal(Instances * 2, await CountAsync(services, "select count(*) from (select distinct instance_id, step from ledger) x"));
        Assert.Equal(0, await CountAsync(services, "select count(*) from incident"));
    }

    [Fact]
    public async Task Connections_that_are_cut_all_the_time_reach_no_workflow()
    {
        Assert.SkipWhen(PostgresServer.FindBinaries() is null && Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync(durable: false, Cancel);
        await using var services = Services(server);
        await PrepareAsync(services);
        var hosted = services.GetServices<IHostedService>().ToArray();
        foreach (var service in hosted) await service.StartAsync(Cancel);

        var starting = Task.Run(() => StartAllAsync(services), Cancel);
        while (!starting.IsCompleted)
        {
            await CountAsync(services, "select count(pg_terminate_backend(pid)) from (select pid from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' order by random() limit 1) x");
            await Task.WhenAny(starting, Task.Delay(TimeSpan.FromMilliseconds(100), Cancel));
        }

        await starting;
        await UntilAsync(services, $"select count(*) = {Instances} from workflow_instance where status = 'Finished'");
        foreach (var service in hosted) await service.StopAsync(Cancel);
        Assert.Equal(Instances * 2, await CountAsync(services, "select count(*) from ledger"));
        Assert.Equal(0, await CountAsync(services, "select count(*) from incident"));
    }

    private static ServiceProvider Services(PostgresServer server)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IBurstExecutor, ScriptedExecutor>();
        services.AddTrasaStorage(new(DatabaseKind.PostgreSql, server.ConnectionString));
        services.AddTrasaEngine();
        services.AddTrasaRunner();
        services.Configure<RunnerOptions>(options =>
        {
            options.Lease = TimeSpan.FromSeconds(2);
            options.PollInterval = TimeSpan.FromMilliseconds(100);
        });
        return services.BuildServiceProvider();
    }

    private static async Task PrepareAsync(ServiceProvider services)
    {
        await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(Cancel);
        await using (var work = await services.GetRequiredService<IDatabase>().BeginAsync(Cancel))
        {
            await work.Command("create table ledger (instance_id uuid not null, step integer not null)").ExecuteAsync(Cancel);
            await work.CommitAsync(Cancel);
        }

        await services.GetRequiredService<IDefinitionStore>().PublishAsync(ScriptedExecutor.Workflow("work", "ledger", "timer 0.2", "ledger"), "test", null, Cancel);
    }

    private static async Task StartAllAsync(ServiceProvider services)
    {
        var engine = services.GetRequiredService<IWorkflowEngine>();
        var identifiers = services.GetRequiredService<IIdentifiers>();
        await Parallel.ForAsync(0, Instances, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel }, async (_, token) =>
        {
            var result = await engine.StartAsync(new("work", InstanceId: identifiers.Next()), token);
            Assert.Equal(InstanceStatus.Suspended, result.Status);
        });
    }

    private static async Task UntilAsync(ServiceProvider services, string condition)
    {
        var database = services.GetRequiredService<IDatabase>();
        var time = TimeProvider.System;
        for (var started = time.GetTimestamp(); ;)
        {
            var holds = await database.TryAsync(async () =>
            {
                await using var connection = await database.OpenAsync(Cancel);
                return await connection.Command(condition).QueryFirstAsync(row => row.GetBoolean(0), Cancel);
            }, Cancel);
            if (holds) return;
            Assert.True(time.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "Not reached within a minute: " + condition);
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancel);
        }
    }

    private static async Task<long> CountAsync(ServiceProvider services, string sql)
    {
        var database = services.GetRequiredService<IDatabase>();
        return await database.TryAsync(async () =>
        {
            await using var connection = await database.OpenAsync(Cancel);
            return await connection.Command(sql).QueryFirstAsync(row => row.GetInt64(0), Cancel);
        }, Cancel);
    }
}
