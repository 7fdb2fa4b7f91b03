using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.TestKit.Engine;

namespace Trasa.Store.Compliance;

/// <summary>An instance on hold does nothing, and nothing that came for it is lost.</summary>
public abstract class HoldCompliance(DatabaseKind kind) : EngineCompliance(kind)
{
    [Fact]
    public async Task Timers_that_fell_due_on_hold_fire_after_the_release_in_due_order()
    {
        await using var host = await StartAsync();
        Guid[] late = [await BeginAsync(host, "timer 300", "ledger"), await BeginAsync(host, "timer 100", "ledger"), await BeginAsync(host, "timer 200", "ledger")];
        foreach (var id in late) Assert.True(await host.Engine.HoldAsync(id, "wait", Actor.System, Cancel));

        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancel);
        Assert.Equal(0, await CountAsync(host, "ledger"));
        foreach (var id in late) Assert.True(await host.Engine.ReleaseAsync(id, Actor.System, Cancel));
        await host.RunUntilIdleAsync(Cancel);

        await using var connection = await host.Database.OpenAsync(Cancel);
        var order = await connection.Command("select instance_id from ledger order by number").QueryAsync(row => row.GetGuid(0), Cancel);
        Assert.Equal([late[1], late[2], late[0]], order);
    }

    [Fact]
    public async Task Timer_that_is_not_due_yet_keeps_its_time()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "timer 3600");
        await host.Engine.HoldAsync(id, "wait", Actor.System, Cancel);
        await host.AdvanceAsync(TimeSpan.FromMinutes(30), Cancel);
        await host.Engine.ReleaseAsync(id, Actor.System, Cancel);

        await host.AdvanceAsync(TimeSpan.FromMinutes(29), Cancel);
        Assert.Equal(InstanceStatus.Suspended, await StatusAsync(host, id));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1), Cancel);

        Assert.Equal(InstanceStatus.Finished, await StatusAsync(host, id));
    }

    [Fact]
    public async Task Event_for_the_only_waiter_is_kept_for_it_alone()
    {
        await using var host = await StartAsync();
        var held = await BeginAsync(host, "event paid");
        await host.Engine.HoldAsync(held, "wait", Actor.System, Cancel);
        await host.Engine.PublishAsync(new("paid"), Cancel);
        await host.RunUntilIdleAsync(Cancel);
        var later = await BeginAsync(host, "event paid", "ledger");

        await host.AdvanceAsync(TimeSpan.FromHours(1), Cancel);
        Assert.Equal(InstanceStatus.OnHold, await StatusAsync(host, held));
        await host.Engine.ReleaseAsync(held, Actor.System, Cancel);
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(InstanceStatus.Finished, await StatusAsync(host, held));
        Assert.Equal(InstanceStatus.Suspended, await StatusAsync(host, later));
    }

    [Fact]
    public async Task Event_reaches_the_others_at_once()
    {
        await using var host = await StartAsync();
        var held = await BeginAsync(host, "event paid");
        var free = await BeginAsync(host, "event paid", "ledger");
        await host.Engine.HoldAsync(held, "wait", Actor.System, Cancel);

        await host.Engine.PublishAsync(new("paid"), Cancel);
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal((InstanceStatus.Finished, InstanceStatus.OnHold), (await StatusAsync(host, free), await StatusAsync(host, held)));
        await host.Engine.ReleaseAsync(held, Actor.System, Cancel);
        await host.RunUntilIdleAsync(Cancel);
        Assert.Equal(InstanceStatus.Finished, await StatusAsync(host, held));
    }

    [Fact]
    public async Task Release_that_told_nobody_is_found_by_looking()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "timer 60");
        await host.Engine.HoldAsync(id, "wait", Actor.System, Cancel);
        await host.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);

        // As if the host had died after the commit of the release.
        await using (var work = await host.Database.BeginAsync(Cancel))
        {
            await work.Command("update workflow_instance set status = 'Suspended', revision = revision + 1 where id = @id", ("id", id)).ExecuteAsync(Cancel);
            await work.CommitAsync(Cancel);
        }

        await host.AdvanceAsync(TimeSpan.FromMinutes(5), Cancel);

        Assert.Equal(InstanceStatus.Finished, await StatusAsync(host, id));
    }

    [Fact]
    public async Task Who_resumes_is_told_and_only_open_instances_are_held()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "event go");
        var bookmark = (await host.BookmarksAsync(id, Cancel)).Single().Id;

        Assert.False(await host.Engine.ReleaseAsync(id, Actor.System, Cancel));
        Assert.True(await host.Engine.HoldAsync(id, "wait", Actor.System, Cancel));
        Assert.False(await host.Engine.HoldAsync(id, "wait", Actor.System, Cancel));
        Assert.Equal(ResumeOutcome.OnHold, (await host.Engine.ResumeAsync(bookmark, null, Actor.System, Cancel)).Outcome);
        Assert.True(await host.Engine.ReleaseAsync(id, Actor.System, Cancel));
        Assert.Equal(ResumeOutcome.Resumed, (await host.Engine.ResumeAsync(bookmark, null, Actor.System, Cancel)).Outcome);
        Assert.False(await host.Engine.HoldAsync(id, "wait", Actor.System, Cancel));
    }

    [Fact]
    public async Task Instance_on_hold_can_be_cancelled()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "timer 60");
        await host.Engine.HoldAsync(id, "wait", Actor.System, Cancel);

        Assert.True(await host.Engine.CancelAsync(id, "not needed", Actor.System, Cancel));

        Assert.Equal(InstanceStatus.Cancelled, await StatusAsync(host, id));
        Assert.Empty(await host.BookmarksAsync(id, Cancel));
    }

    private static async Task<InstanceStatus> StatusAsync(EngineTestHost host, Guid id) => (await host.InstanceAsync(id, Cancel)).Status;
}
