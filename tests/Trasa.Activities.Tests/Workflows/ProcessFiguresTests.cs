using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Engine.Statistics;
using Trasa.TestKit.Engine;
using static Trasa.Activities.Tests.Kit.Json;

namespace Trasa.Activities.Tests.Workflows;

/// <summary>The figures of a process, from instances that really ran, against figures that were reckoned by hand.</summary>
public sealed class ProcessFiguresTests : IAsyncLifetime
{
    private EngineTestHost _host = null!;
    private DateTimeOffset _begin;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await EngineTestHost.StartAsync(services => services.AddControlActivities(), cancellationToken: Token);
        _begin = _host.Time.GetUtcNow();
        var flow = Chart([Activity("Elsa.Event", "ask", ("eventName", "answered")), Activity("Elsa.Event", "pack", ("eventName", "packed"))], "ask -> pack");
        await _host.PublishAsync("order", Workflow("order", flow), Token);
        for (var number = 1; number <= 5; number++) await _host.Engine.StartAsync(new("order", CorrelationId: $"c{number}"), Token);
        await AtAsync(1, "answered", "c1");
        await AtAsync(2, "packed", "c1");
        await AtAsync(2, "answered", "c2");
        await AtAsync(3, "answered", "c3");
        await AtAsync(4, "packed", "c3");
        await AtAsync(4, "answered", "c4");
        await CancelAsync(5, "c4");
        await AtAsync(6, "packed", "c2");
        await _host.AdvanceToAsync(_begin.AddHours(10), Token);
    }

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Throughput_and_cycle_time_are_those_of_the_instances()
    {
        var figures = await FiguresAsync();

        Assert.Equal((5, 3, 1, 0, 1), (figures.Started, figures.Finished, figures.Open, figures.Faulted, figures.Cancelled));
        Assert.Equal((Hours(4), Hours(6), Hours(12)), (figures.CycleTime.Median, figures.CycleTime.NinetyPercent, figures.CycleTime.Total));
        Assert.Equal(1.5, figures.FinishedADay(days: 2));
    }

    [Fact]
    public async Task Waiting_time_of_each_step_counts_what_waits_still_and_shows_the_bottleneck()
    {
        var steps = (await FiguresAsync()).Steps;

        Assert.Equal(["ask", "pack"], steps.Select(step => step.ActivityId));
        Assert.Equal((4, Hours(2), Hours(4), Hours(4)), (steps[0].Time.Count, steps[0].Time.Median, steps[0].Time.NinetyPercent, steps[0].Time.Longest));
        Assert.Equal((1, Hours(10), Hours(1 + 2 + 3 + 4 + 10)), (steps[0].Waiting, steps[0].LongestWaiting, steps[0].InAll));
        Assert.Equal((4, Hours(1), 0, Hours(1 + 4 + 1 + 1)), (steps[1].Time.Count, steps[1].Time.Median, steps[1].Waiting, steps[1].InAll));
    }

    [Fact]
    public async Task Ways_and_arrows_are_those_that_were_taken()
    {
        var figures = await FiguresAsync();

        Assert.Equal((4, 3), (figures.Left[("ask", "Done")], figures.Left[("pack", "Done")]));
        var path = Assert.Single(figures.Paths);
        Assert.Equal(("ask pack", 3, Hours(4)), (string.Join(' ', path.Steps), path.Count, path.Median));
    }

    [Fact]
    public async Task Only_the_period_and_the_version_that_are_asked_for_count()
    {
        var later = await FiguresAsync(from: _begin.AddMinutes(1));
        Assert.Equal((0, 0, 3), (later.Started, later.Finished, later.Ended));
        Assert.Equal((5, 1), await StartedAndEndedAsync(until: _begin.AddHours(3)));
        Assert.Equal(0, (await FiguresAsync(version: 2)).Started);
        Assert.Equal(5, (await FiguresAsync(version: 1)).Started);
    }

    private static TimeSpan Hours(int hours) => TimeSpan.FromHours(hours);

    private async Task<ProcessStatistics> FiguresAsync(DateTimeOffset? from = null, int? version = null, DateTimeOffset? until = null)
    {
        var history = await _host.Get<IProcessHistory>().ReadAsync("order", version, new(from ?? _begin, until ?? _host.Time.GetUtcNow()), 100, Token);
        return ProcessStatistics.Of(history, id => id == "flow", TimeZoneInfo.Utc, _host.Time.GetUtcNow());
    }

    private async Task<(int Started, int Ended)> StartedAndEndedAsync(DateTimeOffset until)
    {
        var figures = await FiguresAsync(until: until);
        return (figures.Started, figures.Ended);
    }

    private async Task AtAsync(int hour, string name, string about)
    {
        await _host.AdvanceToAsync(_begin.AddHours(hour), Token);
        var waiting = Assert.Single(await _host.Instances.FindWaitingAsync("Event", name, about, Token));
        Assert.Equal(ResumeOutcome.Resumed, (await _host.Engine.ResumeAsync(waiting.Id, null, Actor.System, Token)).Outcome);
    }

    private async Task CancelAsync(int hour, string about)
    {
        await _host.AdvanceToAsync(_begin.AddHours(hour), Token);
        var instance = Assert.Single((await _host.Get<IInstanceQueries>().SearchAsync(new("order", CorrelationId: about), 0, 2, Token)).Items);
        Assert.True(await _host.Engine.CancelAsync(instance.Id, "changed their mind", Actor.System, Token));
    }
}
