using Microsoft.Extensions.DependencyInjection;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>
/// Failure test 8: one host's clock is an hour slow, another's an hour fast, and both are set anew while timers run. Due is
/// what the clock of the database says.
/// </summary>
public sealed class ClockTests
{
    private const int Instances = 100;

    [Fact]
    public async Task Timers_keep_the_time_of_the_database_whatever_the_clocks_of_the_hosts_show()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.NewPostgresAsync(cancel);
        var (slow, fast) = (new WrongClock { Off = TimeSpan.FromHours(-1) }, new WrongClock { Off = TimeSpan.FromHours(1) });
        await using var one = await StartAsync(database, slow);
        await using var two = await StartAsync(database, fast);
        await one.PublishAsync("work", "timer 4", "ledger");

        await Task.WhenAll(one.BeginAsync("work", Instances), two.BeginAsync("work", Instances));
        await one.ExecuteAsync("create table due as select instance_id, due from bookmark");
        (slow.Off, fast.Off) = (TimeSpan.FromHours(3), TimeSpan.FromHours(-5));
        await one.UntilAsync($"(select count(*) from workflow_instance where status = 'Finished') = {Instances * 2}");

        Assert.Equal(Instances * 2, await one.CountAsync("select count(*) from due"));
        Assert.InRange(await one.CountAsync("select cast(extract(epoch from min(l.at - d.due)) * 1000 as bigint) from ledger l join due d on d.instance_id = l.instance_id"), -1_000, 15_000);
        Assert.InRange(await one.CountAsync("select cast(extract(epoch from max(l.at - d.due)) * 1000 as bigint) from ledger l join due d on d.instance_id = l.instance_id"), -1_000, 15_000);
        Assert.Equal(Instances * 2, await one.CountAsync("select count(*) from ledger"));
    }

    private static Task<WorkingHost> StartAsync(TestDatabase database, WrongClock clock) =>
        WorkingHost.StartAsync(database.Address, services => services.AddKeyedSingleton<TimeProvider>(StorageServiceCollectionExtensions.MachineClock, clock));

    private sealed class WrongClock : TimeProvider
    {
        private long _off;

        public TimeSpan Off
        {
            get => new(Interlocked.Read(ref _off));
            set => Interlocked.Exchange(ref _off, value.Ticks);
        }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Off;
    }
}
