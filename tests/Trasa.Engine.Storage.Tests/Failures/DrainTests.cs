using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>A host that is told to stop ends what it has begun and gives back what it has not, so that the next one need not wait for a lease.</summary>
public sealed class DrainTests
{
    private const int Instances = 250;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Stopped_host_leaves_nothing_half_done_and_holds_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.NewAsync(kind, TestContext.Current.CancellationToken);
        await using (var host = await WorkingHost.StartAsync(database.Address))
        {
            await host.PublishAsync("work", "timer 1", "ledger", "commit", "ledger", "publish heard", "event heard", "ledger");
            await host.BeginAsync("work", Instances, parallel: 16);
            await host.UntilAsync("exists (select 1 from ledger)");

            await host.StopAsync();

            Assert.InRange(await host.CountAsync("select count(*) from ledger"), 1, (Instances * 3) - 1);
            Assert.Equal(0, await host.CountAsync("select count(*) from workflow_instance where status = 'Running'"));
            Assert.Equal(0, await host.CountAsync("select (select count(*) from bookmark where lease_until is not null) + (select count(*) from stimulus where lease_until is not null)"));
        }

        await using var next = await WorkingHost.StartAsync(database.Address);
        await next.AssertDoneAsync(Instances, stepsEach: 3);
    }
}
