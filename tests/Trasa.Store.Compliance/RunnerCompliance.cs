using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;

namespace Trasa.Store.Compliance;

/// <summary>The runner over a real database: what was accepted is done once, in order, whatever comes in between.</summary>
public abstract class RunnerCompliance(DatabaseKind kind) : EngineCompliance(kind)
{
    [Fact]
    public async Task Waiting_instance_is_resumed_by_its_event()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "event paid");

        await host.Engine.PublishAsync(new("paid"), Cancel);
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(InstanceStatus.Finished, (await host.InstanceAsync(id, Cancel)).Status);
    }

    [Fact]
    public async Task Event_resumes_only_the_instances_of_its_correlation()
    {
        await using var host = await StartAsync();
        var mine = await BeginAsync(host, "event paid a");
        var other = await BeginAsync(host, "event paid b");

        await host.Engine.PublishAsync(new("paid", "a"), Cancel);
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(InstanceStatus.Finished, (await host.InstanceAsync(mine, Cancel)).Status);
        Assert.Equal(InstanceStatus.Suspended, (await host.InstanceAsync(other, Cancel)).Status);
    }

    [Fact]
    public async Task Event_reaches_every_waiter_once()
    {
        await using var host = await StartAsync();
        var waiting = new List<Guid>();
        for (var i = 0; i < 20; i++) waiting.Add(await BeginAsync(host, "event paid", "event never"));

        await host.Engine.PublishAsync(new("paid"), Cancel);
        await host.RunUntilIdleAsync(Cancel);

        foreach (var id in waiting) Assert.Equal(2, (await host.InstanceAsync(id, Cancel)).Revision);
    }

    [Fact]
    public async Task Early_event_is_kept_for_its_waiter()
    {
        await using var host = await StartAsync();
        await host.Engine.PublishAsync(new("paid", KeepFor: TimeSpan.FromHours(1)), Cancel);
        await host.RunUntilIdleAsync(Cancel);

        var id = await BeginAsync(host, "event paid");
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(InstanceStatus.Finished, (await host.InstanceAsync(id, Cancel)).Status);
    }

    [Fact]
    public async Task Two_early_events_serve_two_waits()
    {
        await using var host = await StartAsync();
        for (var i = 0; i < 2; i++) await host.Engine.PublishAsync(new("paid", KeepFor: TimeSpan.FromHours(1)), Cancel);
        await host.RunUntilIdleAsync(Cancel);

        var id = await BeginAsync(host, "event paid", "event paid");
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(InstanceStatus.Finished, (await host.InstanceAsync(id, Cancel)).Status);
    }

    [Fact]
    public async Task Kept_event_expires()
    {
        await using var host = await StartAsync();
        await host.Engine.PublishAsync(new("paid", KeepFor: TimeSpan.FromHours(1)), Cancel);
        await host.RunUntilIdleAsync(Cancel);
        await host.AdvanceAsync(TimeSpan.FromHours(2), Cancel);

        var id = await BeginAsync(host, "event paid");
        await host.RunUntilIdleAsync(Cancel);

        Assert.Equal(InstanceStatus.Suspended, (await host.InstanceAsync(id, Cancel)).Status);
        Assert.Equal(0, await CountAsync(host, "stimulus"));
    }

    [Fact]
    public async Task Early_events_and_new_waiters_never_miss_each_other()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, "race", "event paid");
        var instances = Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7(host.Time.GetUtcNow())).ToArray();

        // Each event is meant for one waiter; publishing, delivering and waiting overlap in every way.
        await Task.WhenAll(
            Task.WhenAll(instances.Select((_, i) => Task.Run(async () =>
            {
                await host.Engine.PublishAsync(new("paid", $"c{i}", KeepFor: TimeSpan.FromHours(1)), Cancel);
                await host.RunUntilIdleAsync(Cancel);
            }))),
            Task.WhenAll(instances.Select((id, i) => Task.Run(async () =>
            {
                await host.Definitions.PublishAsync(ScriptedExecutor.Workflow($"race{i}", $"event paid c{i}"), "test", null, Cancel);
                await host.Engine.StartAsync(new($"race{i}", InstanceId: id), Cancel);
            }))));
        await host.RunUntilIdleAsync(Cancel);

        foreach (var id in instances) Assert.Equal(InstanceStatus.Finished, (await host.InstanceAsync(id, Cancel)).Status);
        Assert.Equal(0, await CountAsync(host, "stimulus"));
    }

    [Fact]
    public async Task Second_event_with_the_same_key_is_ignored()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "event paid", "event paid");

        for (var i = 0; i < 3; i++)
        {
            await host.Engine.PublishAsync(new("paid", DeduplicationKey: "invoice-7"), Cancel);
            await host.RunUntilIdleAsync(Cancel);
        }

        Assert.Equal(InstanceStatus.Suspended, (await host.InstanceAsync(id, Cancel)).Status);
        Assert.Equal(2, (await host.InstanceAsync(id, Cancel)).Revision);
    }

    [Fact]
    public async Task Event_starts_the_latest_published_version()
    {
        await using var host = await StartAsync();
        for (var version = 1; version <= 2; version++)
        {
            const string Trigger = """{"id":"t","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"arrived"}},"customProperties":{"canStartWorkflow":true}}""";
            var json = $$"""{"script":["event never"],"version":{{version}},"root":{"type":"Elsa.Flowchart","activities":[{{Trigger}}]} }""";
            await host.PublishAsync("triggered", json, Cancel);
        }

        await host.Engine.PublishAsync(new("arrived", "case:1", new Dictionary<string, object?> { ["a"] = 1m }), Cancel);
        await host.RunUntilIdleAsync(Cancel);

        await using var connection = await host.Database.OpenAsync(Cancel);
        var started = await connection.Command("select definition_version, correlation_id from workflow_instance").QueryAsync(row => (row.GetInt32(0), row.GetString(1)), Cancel);
        Assert.Equal([(2, "case:1")], started);
    }

    [Fact]
    public async Task Due_timer_fires_once()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "timer 60");

        await host.AdvanceAsync(TimeSpan.FromSeconds(59), Cancel);
        Assert.Equal(InstanceStatus.Suspended, (await host.InstanceAsync(id, Cancel)).Status);
        await host.AdvanceAsync(TimeSpan.FromSeconds(2), Cancel);

        Assert.Equal(InstanceStatus.Finished, (await host.InstanceAsync(id, Cancel)).Status);
        Assert.Equal(2, (await host.InstanceAsync(id, Cancel)).Revision);
    }

    [Fact]
    public async Task Timers_missed_while_everything_was_down_fire_in_their_order()
    {
        await using var host = await StartAsync();
        var late = await BeginAsync(host, "timer 300", "ledger");
        var early = await BeginAsync(host, "timer 100", "ledger");
        var middle = await BeginAsync(host, "timer 200", "ledger");

        host.Time.Advance(TimeSpan.FromHours(1));
        await host.RunUntilIdleAsync(Cancel);

        await using var connection = await host.Database.OpenAsync(Cancel);
        var order = await connection.Command("select instance_id from ledger order by number").QueryAsync(row => row.GetGuid(0), Cancel);
        Assert.Equal([early, middle, late], order);
    }

    [Fact]
    public async Task Of_200_resumptions_one_succeeds_and_199_are_told()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "event go", "ledger", "event never");
        var bookmark = (await host.BookmarksAsync(id, Cancel)).Single().Id;

        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => host.Engine.ResumeAsync(bookmark, null, Actor.System, Cancel))));

        Assert.Equal(1, results.Count(result => result.Outcome == ResumeOutcome.Resumed));
        Assert.Equal(199, results.Count(result => result.Outcome == ResumeOutcome.AlreadyConsumed));
        Assert.Equal(1, await CountAsync(host, "ledger"));
    }

    [Fact]
    public async Task Record_changes_commit_with_the_burst_or_not_at_all()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "event go", "ledger", "fail");
        var bookmark = (await host.BookmarksAsync(id, Cancel)).Single().Id;

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Engine.ResumeAsync(bookmark, null, Actor.System, Cancel));

        Assert.Equal(0, await CountAsync(host, "ledger"));
        Assert.Equal(1, (await host.InstanceAsync(id, Cancel)).Revision);
        Assert.Single(await host.BookmarksAsync(id, Cancel));
    }

    [Fact]
    public async Task Poison_is_parked_with_an_incident_and_holds_up_nobody()
    {
        await using var host = await StartAsync();
        var poison = await BeginAsync(host, "timer 10", "fail");
        var healthy = await BeginAsync(host, "timer 11", "ledger");

        await host.AdvanceAsync(TimeSpan.FromHours(2), Cancel);

        Assert.Equal(InstanceStatus.Finished, (await host.InstanceAsync(healthy, Cancel)).Status);
        var parked = Assert.Single(await host.Get<IWorkQueue>().ParkedAsync(10, Cancel));
        Assert.Equal((WorkKind.Timer, poison), (parked.Kind, parked.InstanceId));
        Assert.Equal(1, await CountAsync(host, "incident"));
        Assert.Null(await host.Engine.NextDueAsync(Cancel));
    }

    [Fact]
    public async Task Cancelled_instance_waits_no_more()
    {
        await using var host = await StartAsync();
        var id = await BeginAsync(host, "timer 10");

        Assert.True(await host.Engine.CancelAsync(id, "not needed", Actor.System, Cancel));
        Assert.False(await host.Engine.CancelAsync(id, "again", Actor.System, Cancel));

        Assert.Equal(InstanceStatus.Cancelled, (await host.InstanceAsync(id, Cancel)).Status);
        Assert.Empty(await host.BookmarksAsync(id, Cancel));
    }

    [Fact]
    public async Task Starting_with_a_known_id_is_a_repetition()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, "again", "ledger");
        var id = Guid.CreateVersion7(host.Time.GetUtcNow());

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.Engine.StartAsync(new("again", InstanceId: id), Cancel)));

        Assert.All(results, result => Assert.Equal(InstanceStatus.Finished, result.Status));
        Assert.Equal(1, await CountAsync(host, "ledger"));
    }
}
