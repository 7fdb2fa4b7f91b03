using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Instances;
using Trasa.Host.Workflows;
using Trasa.TestKit.Time;

namespace Trasa.Host.Tests.Workflows;

/// <summary>Open pages hear of changes, whoever made them.</summary>
public sealed class InstanceWatchTests(RunningHost host) : IDisposable
{
    private const string Workflow = """
        { "definitionId": "watch-me", "name": "Watch me", "version": 1,
          "root": { "id": "wait", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "never" } } } }
        """;

    private readonly ManualTime _time = new();
    private readonly InstanceSignal _signal = new();
    private InstanceWatch? _watch;
    private int _told;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _watch?.Dispose();

    [Fact]
    public async Task Bursts_of_this_host_are_told_of_at_once_and_together()
    {
        var instance = await WatchedAsync();

        _signal.Notify(instance.Id);
        _signal.Notify(instance.Id);
        _signal.Notify(Guid.Empty);
        _time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task What_another_host_did_is_found_by_looking_and_nothing_new_is_not_told()
    {
        var instance = await WatchedAsync();

        await LookAsync();
        Assert.Equal(0, _told);
        await host.Services.GetRequiredService<IWorkflowEngine>().HoldAsync(instance.Id, "elsewhere", Actor.System, Stop);
        await LookAsync(until: () => _told > 0);

        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task Who_has_left_is_told_nothing()
    {
        var instance = await InstanceAsync();
        Watch().Watch(instance, () => _told++).Dispose();

        _signal.Notify(instance.Id);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(0, _told);
    }

    [Fact]
    public async Task Engine_of_the_host_tells_of_its_bursts()
    {
        var instance = await InstanceAsync();
        var told = new TaskCompletionSource();
        using var watching = host.Services.GetRequiredService<InstanceWatch>().Watch(instance, () => told.TrySetResult());

        await host.Services.GetRequiredService<IWorkflowEngine>().CancelAsync(instance.Id, "done with it", Actor.System, Stop);

        await told.Task.WaitAsync(Eventually.Patience, Stop);
    }

    private InstanceWatch Watch() =>
        _watch = new(_signal, host.Services.GetRequiredService<IInstanceQueries>(), _time, NullLogger<InstanceWatch>.Instance);

    private async Task<InstanceSummary> WatchedAsync()
    {
        var instance = await InstanceAsync();
        Watch().Watch(instance, () => Interlocked.Increment(ref _told));
        return instance;
    }

    private async Task<InstanceSummary> InstanceAsync()
    {
        await host.Services.GetRequiredService<IDefinitionStore>().PublishAsync(new(DefinitionKind.Workflow, "watch-me", "Watch me", Workflow), "test", null, Stop);
        var started = await host.Services.GetRequiredService<IWorkflowEngine>().StartAsync(new("watch-me"), Stop);
        return (await host.Services.GetRequiredService<IInstanceQueries>().FindAsync(started.InstanceId, Stop))!;
    }

    /// <summary>A look reads from the database on another thread; the next one begins only when it is over.</summary>
    private async Task LookAsync(Func<bool>? until = null)
    {
        for (var look = 0; look < 100 && (until is null ? look < 3 : !until()); look++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await host.Services.GetRequiredService<IInstanceQueries>().CountsAsync(Stop);
        }
    }
}
