using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;
using Trasa.TestKit.Engine;

namespace Trasa.Store.Compliance;

/// <summary>Long-lived instances that wait for each other's events.</summary>
public abstract class EventDepthCompliance(DatabaseKind kind) : EngineCompliance(kind)
{
    private const int Limit = 6;

    [Theory]
    [InlineData("publish pong")]
    [InlineData("ledger", "publish pong")]
    [InlineData("commit", "publish pong")]
    public async Task Two_that_answer_each_other_for_ever_are_stopped(params string[] answer)
    {
        await using var host = await StartLimitedAsync();
        await BeginAsync(host, ["event ping", .. answer, "again"]);
        await BeginAsync(host, "event pong", "ledger", "publish ping", "again");

        await host.Engine.PublishAsync(new("ping"), Cancel);
        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancel);

        var parked = Assert.Single(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel));
        Assert.Equal("pong", parked.Name);
        Assert.Contains("EventDepth", parked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_that_somebody_delivers_again_counts_anew()
    {
        await using var host = await StartLimitedAsync();
        await BeginAsync(host, "event ping", "publish pong", "again");
        await BeginAsync(host, "event pong", "ledger", "publish ping", "again");
        await host.Engine.PublishAsync(new("ping"), Cancel);
        await host.RunUntilIdleAsync(Cancel);
        var before = await CountAsync(host, "ledger");

        var parked = Assert.Single(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel));
        await host.Get<IWorkQueue>().ReplayAsync(parked.Kind, parked.Id, host.Time.GetUtcNow(), Cancel);
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(before + (Limit / 2) + 1, await CountAsync(host, "ledger"));
        Assert.Single(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel));
    }

    [Fact]
    public async Task Timer_in_between_makes_it_a_long_life_and_no_loop()
    {
        await using var host = await StartLimitedAsync();
        await BeginAsync(host, "event ping", "timer 3600", "publish pong", "again");
        await BeginAsync(host, "event pong", "ledger", "publish ping", "again");

        await host.Engine.PublishAsync(new("ping"), Cancel);
        await host.AdvanceAsync(TimeSpan.FromHours(3 * Limit), Cancel);

        Assert.Equal(3 * Limit, await CountAsync(host, "ledger"));
        Assert.Empty(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel));
    }

    [Fact]
    public async Task Person_or_event_from_outside_in_between_starts_anew()
    {
        await using var host = await StartLimitedAsync();
        var asks = await BeginAsync(host, "event answer", "publish told", "again");
        await BeginAsync(host, "event told", "ledger", "publish heard", "again");

        for (var round = 0; round < 3 * Limit; round++)
        {
            if (round % 2 == 0) await host.Engine.PublishAsync(new("answer"), Cancel);
            else await host.Engine.ResumeAsync(Assert.Single(await host.Instances.BookmarksAsync(asks, Cancel)).Id, null, Actor.System, Cancel);
            await host.RunUntilIdleAsync(Cancel);
        }

        Assert.Equal(3 * Limit, await CountAsync(host, "ledger"));
        Assert.Empty(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel));
    }

    private Task<EngineTestHost> StartLimitedAsync() => StartAsync(services => services.Configure<RunnerOptions>(options => options.EventDepth = Limit));
}
