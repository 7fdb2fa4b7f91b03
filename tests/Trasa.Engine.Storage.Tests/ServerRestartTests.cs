using Trasa.Engine.Storage.Tests.Failures;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests;

/// <summary>The server is killed and started again under a working host, which goes on by itself. Failure tests 3 and 4.</summary>
public sealed class ServerRestartTests
{
    private const int Instances = 200;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_server_costs_no_burst_and_no_restart_of_the_host()
    {
        await using var server = await ServerAsync(durable: true);
        await using var host = await StartAsync(server);

        var starting = host.BeginAsync("work", Instances);
        for (var kill = 0; kill < 3; kill++)
        {
            await host.UntilAsync($"(select count(*) from ledger) >= {(kill + 1) * 20}");
            await server.KillAsync(Cancel);
            await server.StartAsync(Cancel);
        }

        await starting;
        await host.AssertDoneAsync(Instances, stepsEach: 2);
    }

    [Fact]
    public async Task Connections_that_are_cut_all_the_time_reach_no_workflow()
    {
        await using var server = await ServerAsync(durable: false);
        await using var host = await StartAsync(server);

        var starting = host.BeginAsync("work", Instances);
        while (!starting.IsCompleted)
        {
            await host.CountAsync("select count(pg_terminate_backend(pid)) from (select pid from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' order by random() limit 1) x");
            await Task.WhenAny(starting, Task.Delay(TimeSpan.FromMilliseconds(100), Cancel));
        }

        await starting;
        await host.AssertDoneAsync(Instances, stepsEach: 2);
    }

    private static Task<PostgresServer> ServerAsync(bool durable)
    {
        Assert.SkipWhen(PostgresServer.FindBinaries() is null && Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL is not installed.");
        return PostgresServer.StartAsync(durable, Cancel);
    }

    private static async Task<WorkingHost> StartAsync(PostgresServer server)
    {
        var host = await WorkingHost.StartAsync(new(DatabaseKind.PostgreSql, server.ConnectionString));
        await host.PublishAsync("work", "ledger", "timer 0.2", "ledger");
        return host;
    }
}
