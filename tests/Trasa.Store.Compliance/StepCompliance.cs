using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Store.Compliance;

/// <summary>Workflows whose steps commit one by one: what is done stays done, and somebody always goes on.</summary>
public abstract class StepCompliance(DatabaseKind kind) : EngineCompliance(kind)
{
    private static readonly string[] ThreeSteps = ["ledger", "commit", "ledger", "commit", "ledger"];

    [Fact]
    public async Task Each_step_commits_on_its_own()
    {
        await using var host = await StartAsync();

        var id = await BeginAsync(host, ThreeSteps);

        var instance = await host.InstanceAsync(id, Cancel);
        Assert.Equal((InstanceStatus.Finished, 3), (instance.Status, instance.Revision));
        Assert.Equal(3, await CountAsync(host, "ledger"));
        Assert.Equal(0, await CountAsync(host, "stimulus where kind = 'Continue'"));
    }

    [Fact]
    public async Task Host_that_dies_between_two_steps_is_followed_by_another()
    {
        await using var host = await StartAsync();
        FailAtBurst(3);
        await Assert.ThrowsAsync<InvalidOperationException>(() => BeginAsync(host, ThreeSteps));
        Executor.OnBurst = null;

        await host.AdvanceAsync(TimeSpan.FromMinutes(1), Cancel);

        Assert.Equal(3, await CountAsync(host, "ledger"));
        Assert.Equal(1, await CountAsync(host, "workflow_instance where status = 'Finished' and revision = 3"));
        Assert.Equal(0, await CountAsync(host, "stimulus where kind = 'Continue'"));
    }

    [Fact]
    public async Task Step_that_kills_its_host_again_and_again_is_parked()
    {
        await using var host = await StartAsync();
        FailAtBurst(2);
        await Assert.ThrowsAsync<InvalidOperationException>(() => BeginAsync(host, ThreeSteps));

        await host.AdvanceAsync(TimeSpan.FromHours(2), Cancel);

        var parked = Assert.Single(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel));
        Assert.Equal(WorkKind.Stimulus, parked.Kind);
        Assert.Equal(1, await CountAsync(host, "incident"));
        Assert.Equal(1, await CountAsync(host, "ledger"));
    }

    [Fact]
    public async Task Instance_that_is_cancelled_between_two_steps_goes_no_further()
    {
        await using var host = await StartAsync();
        await using var other = await StartAsync();
        var bursts = 0;
        Executor.OnBurst = () =>
        {
            if (++bursts != 2) return;
            using var connection = other.Database.OpenAsync(Cancel).AsTask().GetAwaiter().GetResult();
            var id = connection.Command("select id from workflow_instance").QueryFirstAsync(row => row.GetGuid(0), Cancel).GetAwaiter().GetResult();
            other.Engine.CancelAsync(id, "not needed", Actor.System, Cancel).GetAwaiter().GetResult();
        };

        var instance = await host.InstanceAsync(await BeginAsync(host, ThreeSteps), Cancel);

        Assert.Equal(InstanceStatus.Cancelled, instance.Status);
        Assert.Equal(1, await CountAsync(host, "ledger"));
        Assert.Equal(0, await CountAsync(host, "stimulus where kind = 'Continue'"));
    }

    private void FailAtBurst(int from)
    {
        var bursts = 0;
        Executor.OnBurst = () =>
        {
            if (++bursts >= from) throw new InvalidOperationException("The host dies.");
        };
    }
}
