using Trasa.Activities.Tests.Kit;
using Trasa.Engine.Definitions;
using Trasa.Engine.Instances;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;
using Trasa.TestKit.Engine;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Timing;

public sealed class SqliteScheduledStartTests() : ScheduledStartTests(DatabaseKind.Sqlite);

public sealed class PostgresScheduledStartTests() : ScheduledStartTests(DatabaseKind.PostgreSql);

/// <summary>Workflows that start by the clock.</summary>
public abstract class ScheduledStartTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private EngineTestHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.NewAsync(kind, Token);
        _host = await NewHostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Timer_starts_the_workflow_once_per_interval_and_goes_on_after_a_restart()
    {
        await PublishAsync("Elsa.Timer", "interval", "01:00:00");

        await _host.AdvanceAsync(TimeSpan.FromMinutes(130), Token);
        var before = await CountAsync();
        await using var restarted = await NewHostAsync();
        await restarted.AdvanceAsync(TimeSpan.FromMinutes(60), Token);

        Assert.Equal((2, 3), (before, await CountAsync()));
    }

    [Fact]
    public async Task Ticks_that_were_missed_are_made_up_by_one_start_and_keep_their_phase()
    {
        await PublishAsync("Elsa.Timer", "interval", "PT1H");
        var begin = _host.Time.GetUtcNow();

        _host.Time.AdvanceTo(begin.AddHours(5.5));
        await _host.RunUntilIdleAsync(Token);

        Assert.Equal(1, await CountAsync());
        Assert.Equal(begin.AddHours(6), await _host.Engine.NextDueAsync(Token));
    }

    [Fact]
    public async Task Tick_starts_one_instance_however_many_hosts_look()
    {
        await PublishAsync("Elsa.Timer", "interval", "00:10:00");
        await using var second = await NewHostAsync();
        await using var third = await NewHostAsync();

        for (var turn = 1; turn <= 5; turn++)
        {
            foreach (var host in (EngineTestHost[])[_host, second, third]) host.Time.AdvanceTo(_host.Time.GetUtcNow().AddMinutes(host == _host ? 10 : 0));
            await Task.WhenAll(((EngineTestHost[])[_host, second, third]).Select(host => Task.Run(() => host.RunUntilIdleAsync(Token))));
        }

        await _host.RunUntilIdleAsync(Token);
        Assert.Equal(5, await CountAsync());
    }

    [Fact]
    public async Task Publishing_replaces_the_schedule_of_the_version_before()
    {
        await PublishAsync("Elsa.Timer", "interval", "01:00:00");
        await _host.AdvanceAsync(TimeSpan.FromMinutes(30), Token);

        await PublishAsync("Elsa.Timer", "interval", "02:00:00");
        await _host.AdvanceAsync(TimeSpan.FromMinutes(110), Token);
        var early = await CountAsync();
        await _host.AdvanceAsync(TimeSpan.FromMinutes(20), Token);

        Assert.Equal((0, 1), (early, await CountAsync()));
        Assert.Equal(2, (await PageAsync()).Items[0].DefinitionVersion);
    }

    [Fact]
    public async Task Publishing_something_else_keeps_the_phase_and_a_version_without_a_timer_ends_it()
    {
        await PublishAsync("Elsa.Timer", "interval", "01:00:00");
        await _host.AdvanceAsync(TimeSpan.FromMinutes(30), Token);
        await PublishAsync("Elsa.Timer", "interval", "01:00:00", note: "a second version");
        await _host.AdvanceAsync(TimeSpan.FromMinutes(31), Token);
        var kept = await CountAsync();

        await _host.PublishAsync("nightly", Workflow("nightly", Sequence(Activity("Elsa.WriteLine", "line"))), Token);
        await _host.AdvanceAsync(TimeSpan.FromHours(10), Token);

        Assert.Equal((1, 1), (kept, await CountAsync()));
        Assert.Null(await _host.Engine.NextDueAsync(Token));
    }

    [Fact]
    public async Task Cron_follows_the_wall_clock_of_its_zone_and_start_at_comes_once()
    {
        // The test clock begins on a Monday morning, UTC.
        var nine = Activity("Elsa.Cron", "t", ("cronExpression", "0 9 * * MON-FRI"), ("timeZone", "Europe/Bucharest")).Starts();
        await _host.PublishAsync("nightly", Workflow("nightly", Sequence(nine)), Token);
        await _host.AdvanceAsync(TimeSpan.FromDays(7), Token);
        var weekdays = await CountAsync();
        Assert.Equal(5, weekdays);

        await PublishAsync("Elsa.StartAt", "dateTime", _host.Time.GetUtcNow().AddHours(3).ToString("O"));
        await _host.AdvanceAsync(TimeSpan.FromDays(2), Token);

        Assert.Equal(weekdays + 1, await CountAsync());
    }

    private Task<EngineTestHost> NewHostAsync() =>
        EngineTestHost.StartAsync(services => services.AddControlActivities(), _database, _host?.Time, Token);

    private Task<DefinitionVersion> PublishAsync(string type, string input, string value, string? note = null) =>
        _host.PublishAsync("nightly", Workflow("nightly", Sequence(Activity(type, "t", (input, value), ("note", note)).Starts(), Activity("Elsa.WriteLine", "line", ("text", "tick")))), Token);

    private Task<InstancePage> PageAsync() => _host.Get<IInstanceQueries>().SearchAsync(new("nightly"), 0, 100, Token);

    private async Task<int> CountAsync()
    {
        var page = await PageAsync();
        Assert.All(page.Items, instance => Assert.Equal(InstanceStatus.Finished, instance.Status));
        return (int)page.Total;
    }
}
