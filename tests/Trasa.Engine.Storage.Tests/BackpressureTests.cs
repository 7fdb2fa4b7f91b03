using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Execution;
using Trasa.Engine.Hosting;
using Trasa.Engine.Storage.Tests.Failures;
using Trasa.Engine.Stores;
using Trasa.Store.Compliance;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests;

/// <summary>However much is due, a host takes no more into its hands than it has room for; the rest stays in the database.</summary>
public sealed class BackpressureTests
{
    private const int Room = 3;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Host_holds_no_more_bursts_than_it_may(DatabaseKind kind)
    {
        await using var database = await TestDatabase.NewAsync(kind, TestContext.Current.CancellationToken);
        await using var host = await WorkingHost.StartAsync(database.Address, services => services.Configure<RunnerOptions>(options => options.MaxParallelBursts = Room));
        using var gate = new SemaphoreSlim(0);
        await host.PublishAsync("work", "event go", "ledger");
        await host.BeginAsync("work", 50);
        var (inHand, most) = (0, 0);
        ((ScriptedExecutor)host.Get<IBurstExecutor>()).OnBurst = () =>
        {
            var now = Interlocked.Increment(ref inHand);
            for (var seen = most; now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen; seen = most);
            gate.Wait();
            Interlocked.Decrement(ref inHand);
        };

        await host.Engine.PublishAsync(new("go"), TestContext.Current.CancellationToken);
        await host.UntilAsync($"(select count(*) from stimulus where lease_until is not null) = {Room}");
        Assert.Equal(47, await host.CountAsync("select count(*) from stimulus where lease_until is null"));
        gate.Release(50);

        await host.AssertDoneAsync(50, stepsEach: 1);
        Assert.InRange(most, 1, Room);
    }
}
