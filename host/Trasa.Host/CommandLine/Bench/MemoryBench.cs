using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Trasa.Engine;
using Trasa.Engine.Definitions;
using Trasa.Engine.Execution.InMemory;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>The core alone, without a database, on one processor.</summary>
internal sealed class MemoryBench : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly InMemoryRunner _runner;
    private readonly BenchMeter _meter = new(database: null);

    public MemoryBench()
    {
        var services = new ServiceCollection();
        services.AddTrasaEngine().AddActivity<BenchStep>().AddActivity<BenchWait>();
        _services = services.BuildServiceProvider();
        _runner = ActivatorUtilities.CreateInstance<InMemoryRunner>(_services);
    }

    public async Task<BenchResult> RunAsync(string name, JsonObject definition, int count, CancellationToken cancellationToken)
    {
        var version = Version(name, definition);
        using var process = Process.GetCurrentProcess();
        var before = OperatingSystem.IsLinux() ? process.ProcessorAffinity : 0;
        if (OperatingSystem.IsLinux()) process.ProcessorAffinity = 1;
        try
        {
            return await _meter.MeasureAsync(name, "workflows", count, units: 1, parallel: 1, async _ =>
            {
                var instance = await _runner.StartAsync(version, input: null, trigger: null, cancellationToken);
                if (instance.Status != Trasa.Engine.Instances.InstanceStatus.Finished) throw new InvalidOperationException($"'{name}' ended as {instance.Status}.");
            }, cancellationToken);
        }
        finally
        {
            if (OperatingSystem.IsLinux()) process.ProcessorAffinity = before;
        }
    }

    /// <summary>Time to read, compile and run a sequence of so many activities once.</summary>
    public async Task<string> LargeAsync(int activities, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var run = 0; run < 5; run++)
        {
            var version = Version($"large-{activities}-{run}", BenchGround.Sequence("large", Enumerable.Repeat(BenchStep.Type, activities)));
            var started = Stopwatch.GetTimestamp();
            await _runner.StartAsync(version, input: null, trigger: null, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var median = times.Order().ElementAt(2);
        return string.Create(CultureInfo.InvariantCulture, $"{activities,7:N0} activities: read, compiled and run in {median:F1} ms ({median * 1_000 / activities:F1} us each)");
    }

    public static JsonObject Flowchart(int count) => new()
    {
        ["definitionId"] = "flow",
        ["root"] = new JsonObject
        {
            ["id"] = "all",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = BenchGround.Activities(Enumerable.Repeat(BenchStep.Type, count)),
            ["connections"] = new JsonArray([.. Enumerable.Range(0, count - 1).Select(i => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = $"a{i}", ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = $"a{i + 1}", ["port"] = "In" },
            })]),
        },
    };

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static DefinitionVersion Version(string key, JsonObject definition)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new(DefinitionKind.Workflow, key, 1, key, definition.ToJsonString(), key, null, now, "bench", now, "bench", null, 1);
    }
}
