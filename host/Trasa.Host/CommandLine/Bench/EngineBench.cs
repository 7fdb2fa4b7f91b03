using System.Globalization;
using System.Text.Json;
using Trasa.Engine.Doors;
using Trasa.Engine.Hosting;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>
/// Measures the whole engine - core, stores, commits - on the database given, in a schema or file of its own. Rates move
/// with the machine; CPU and WAL per unit and the ratio to <c>pgbench -N -c 8</c> of the same run hold.
/// </summary>
internal static class EngineBench
{
    private static readonly string[] Options = ["database", "parallel", "instances", "runs", "json"];

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, Options, most: 0);
        var address = DatabaseAddress.Parse(arguments.Database($"sqlite:{Path.Combine(Path.GetTempPath(), "trasa-bench.db")}"));
        var parallel = Number(arguments, "parallel", 256);
        var instances = Number(arguments, "instances", address.Kind == DatabaseKind.Sqlite ? 2_000 : 10_000);
        var runs = Number(arguments, "runs", 3);

        await using var ground = await BenchGround.PrepareAsync(address, cancellationToken);
        await output.WriteLineAsync($"{address.Kind}, {Environment.ProcessorCount} processors, {parallel} in flight, {instances} instances, median of {runs} runs");
        var pgbench = address.Kind == DatabaseKind.PostgreSql ? await PgBench.RunAsync(address, cancellationToken) : null;
        if (pgbench is not null) await output.WriteLineAsync($"pgbench -N -c 8: {pgbench.Value:N0} transactions/s");

        var results = new List<BenchResult>();
        results.Add(await MedianAsync("start, 10 steps in one burst", runs, () => StartAsync(ground, instances, parallel, cancellationToken)));
        results.Add(await MedianAsync("resume of a waiting instance", runs, () => ResumeAsync(ground, instances, parallel, cancellationToken)));
        results.Add(await MedianAsync("start, 10 steps, one at a time", runs, () => StartAsync(ground, Math.Max(1, instances / 20), 1, cancellationToken)));
        foreach (var result in results) await output.WriteLineAsync(result.Describe(pgbench));
        if (arguments["json"] is { } file)
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { database = address.Kind.ToString(), parallel, instances, runs, pgbench, results }), cancellationToken);
        return 0;
    }

    private static Task<BenchResult> StartAsync(BenchGround ground, int count, int parallel, CancellationToken cancellationToken)
    {
        var engine = ground.Get<IWorkflowEngine>();
        return ground.MeasureAsync(count, parallel, _ => engine.StartAsync(new(BenchGround.Burst), cancellationToken), cancellationToken);
    }

    private static async Task<BenchResult> ResumeAsync(BenchGround ground, int count, int parallel, CancellationToken cancellationToken)
    {
        var engine = ground.Get<IWorkflowEngine>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
            async (_, token) => await engine.StartAsync(new(BenchGround.Waiting), token));
        var bookmarks = await ground.BookmarksAsync(cancellationToken);
        return await ground.MeasureAsync(bookmarks.Count, parallel, async i =>
        {
            var result = await engine.ResumeAsync(bookmarks[i], null, Actor.System, cancellationToken);
            if (result.Outcome != ResumeOutcome.Resumed) throw new InvalidOperationException($"A resumption was answered with {result.Outcome}.");
        }, cancellationToken);
    }

    private static async Task<BenchResult> MedianAsync(string name, int runs, Func<Task<BenchResult>> measure)
    {
        await measure();
        var results = new List<BenchResult>();
        for (var run = 0; run < runs; run++) results.Add(await measure());
        return results.OrderBy(result => result.PerSecond).ElementAt(runs / 2) with { Name = name };
    }

    private static int Number(CommandArguments arguments, string option, int fallback) =>
        arguments[option] is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new CommandLineException($"--{option} takes a whole number above 0, not '{text}'.");
}
