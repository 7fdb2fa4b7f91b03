using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Execution.InMemory;
using Trasa.Engine.Journal;

namespace Trasa.Engine.Tests.Execution.Kit;

/// <summary>A workbench: the execution core on a clock that stands still until it is moved.</summary>
internal sealed class Bench
{
    private readonly InMemoryRunner _runner;

    public Bench(Action<EngineOptions>? configure = null)
    {
        Time = new();
        Services = new ServiceCollection()
            .AddLogging()
            .AddTrasaEngine(configure)
            .AddActivity<Step>()
            .AddActivity<WaitHere>()
            .AddActivity<Fails>()
            .AddActivity<Forgets>()
            .AddActivity<Starts>()
            .BuildServiceProvider();
        Executor = Services.GetRequiredService<IBurstExecutor>();
        _runner = new(Executor, Time, new Identifiers(Time));
    }

    public ManualTime Time { get; }

    public ServiceProvider Services { get; }

    public IBurstExecutor Executor { get; }

    public async Task<InMemoryInstance> Start(JsonObject root, params JsonObject[] variables) =>
        await Start(Flow.Version(Flow.Workflow(root, variables)));

    public Task<InMemoryInstance> Start(DefinitionVersion definition, Dictionary<string, object?>? input = null, string? trigger = null) =>
        _runner.StartAsync(definition, input, trigger, TestContext.Current.CancellationToken);

    public Task Resume(InMemoryInstance instance, string activityId, object? payload = null) =>
        Resume(instance, instance.Bookmarks.First(bookmark => bookmark.ActivityId == activityId && bookmark.Kind != "Timer"), payload);

    public Task Resume(InMemoryInstance instance, Bookmark bookmark, object? payload = null, bool timedOut = false) =>
        _runner.ResumeAsync(instance, bookmark, payload, timedOut, TestContext.Current.CancellationToken);

    public object? VariableOf(InMemoryInstance instance, string name) =>
        Services.GetRequiredService<IInstanceRepair>().Look(instance.Definition, instance.Stored).Variables[name];

    public Task Repair(InMemoryInstance instance, params Repair[] repairs) =>
        _runner.RepairAsync(instance, Services.GetRequiredService<IInstanceRepair>(), repairs, TestContext.Current.CancellationToken);

    public Task Cancel(InMemoryInstance instance) => _runner.CancelAsync(instance, "test", TestContext.Current.CancellationToken);

    /// <summary>Moves the clock and fires the timers that are due, in the order of their due times.</summary>
    public async Task Advance(InMemoryInstance instance, TimeSpan by)
    {
        Time.Now += by;
        while (instance.Bookmarks.Where(bookmark => bookmark.Due <= Time.Now).MinBy(bookmark => bookmark.Due) is { } due)
            await Resume(instance, due, timedOut: true);
    }
}

internal sealed class ManualTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

internal static class Reading
{
    public static string Completed(this InMemoryInstance instance) => Of(instance, JournalEvents.ActivityCompleted);

    public static string Of(this InMemoryInstance instance, string journalEvent) =>
        string.Join(' ', instance.Journal.Where(entry => entry.Event == journalEvent).Select(entry => entry.ActivityId));

    public static string Waiting(this InMemoryInstance instance) => string.Join(' ', instance.Bookmarks.Select(bookmark => bookmark.ActivityId));
}
