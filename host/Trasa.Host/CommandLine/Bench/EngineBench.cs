using System.Globalization;
using System.Text.Json;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>
/// Measures the whole engine: the core in memory, then core, stores and commits on PostgreSQL and SQLite, or on the
/// database given. Rates move with the machine; processor time and write-ahead log per unit and the ratio to
/// <c>pgbench -N</c> of the same minute hold.
/// </summary>
internal static class EngineBench
{
    private static readonly string[] Options = ["database", "parallel", "instances", "stored", "runs", "json"];

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, Options, most: 0);
        var sizes = new BenchSizes(
            Number(arguments, "parallel", 256), Number(arguments, "instances", 10_000), Number(arguments, "stored", 100_000), Number(arguments, "runs", 3));
        var results = new List<object>();
        await MemoryAsync(sizes, results, output, cancellationToken);
        if (arguments.DatabaseOrNull() is { } given)
        {
            await DatabaseAsync(DatabaseAddress.Parse(given), sizes, results, output, cancellationToken);
        }
        else
        {
            if (PostgresServer.FindBinaries() is { } binaries)
            {
                await using var server = await PostgresServer.StartNewAsync(binaries, cancellationToken);
                await DatabaseAsync(server.Address, sizes, results, output, cancellationToken);
            }

            await DatabaseAsync(new(DatabaseKind.Sqlite, Path.Combine(Path.GetTempPath(), "trasa-bench.db")), sizes, results, output, cancellationToken);
        }

        if (arguments["json"] is { } file) await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { sizes, results }), cancellationToken);
        return 0;
    }

    private static async Task MemoryAsync(BenchSizes sizes, List<object> results, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"In memory, one processor, median of {sizes.Runs} runs");
        await using var bench = new MemoryBench();
        var (sequence, flowchart) = (BenchGround.Sequence("sequence", Enumerable.Repeat(BenchStep.Type, 10)), MemoryBench.Flowchart(10));
        foreach (var (name, definition) in new[] { ("sequence of 10", sequence), ("flowchart of 10", flowchart) })
        {
            await bench.RunAsync(name, definition, 50_000, cancellationToken);
            var runs = new List<BenchResult>();
            for (var run = 0; run < sizes.Runs; run++) runs.Add(await bench.RunAsync(name, definition, 100_000, cancellationToken));
            await ReportAsync(Median(runs), results, output);
        }

        foreach (var activities in (int[])[1_000, 10_000]) await output.WriteLineAsync(await bench.LargeAsync(activities, cancellationToken));
    }

    private static async Task DatabaseAsync(DatabaseAddress address, BenchSizes sizes, List<object> results, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"{address.Kind}, {Environment.ProcessorCount} processors, median of {sizes.Runs} runs");
        await using var ground = await BenchGround.PrepareAsync(address, cancellationToken);
        await using var pgbench = address.Kind == DatabaseKind.PostgreSql ? await PgBench.PrepareAsync(address, cancellationToken) : null;
        var rates = new DatabaseBench(ground, sizes);
        await rates.WarmAsync(cancellationToken);
        var rounds = new List<IReadOnlyList<BenchResult>>();
        for (var run = 0; run < sizes.Runs; run++) rounds.Add(await rates.RoundAsync(pgbench, cancellationToken));
        for (var measure = 0; measure < rounds[0].Count; measure++)
            await ReportAsync(Median([.. rounds.Select(round => round[measure])]), results, output);
        await foreach (var line in new PopulationBench(ground, sizes).RunAsync(cancellationToken)) await output.WriteLineAsync(line);
    }

    public static BenchResult Median(List<BenchResult> runs) => runs.OrderBy(run => run.Ratio ?? run.PerSecond).ElementAt(runs.Count / 2);

    private static async Task ReportAsync(BenchResult result, List<object> results, TextWriter output)
    {
        results.Add(result);
        await output.WriteLineAsync(result.Describe());
    }

    private static int Number(CommandArguments arguments, string option, int fallback) =>
        arguments[option] is not { } text ? fallback
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new CommandLineException($"--{option} takes a whole number above 0, not '{text}'.");
}

/// <param name="Parallel">Instances in flight where many are.</param>
/// <param name="Instances">Instances per run.</param>
/// <param name="Stored">Instances to fill the database with, half of them waiting.</param>
/// <param name="Runs">Runs of which the median counts.</param>
internal sealed record BenchSizes(int Parallel, int Instances, int Stored, int Runs);
