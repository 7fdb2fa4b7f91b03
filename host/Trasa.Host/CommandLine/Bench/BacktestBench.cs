using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Trasa.Activities.Deciding;
using Trasa.Activities.Deciding.Backtesting;
using Trasa.Decisions.Model;
using Trasa.Decisions.Xml;
using Trasa.Engine.Definitions;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>Tries a changed table of 200 rows on stored decisions, as the page does: with progress, and stopped half-way.</summary>
internal static class BacktestBench
{
    private const double BarSeconds = 10;
    private const int Portion = 5_000;
    private const string Key = "R-BENCH";

    private static readonly string[] Options = ["database", "decisions", "json"];
    private static readonly string[] Regions = [.. Enumerable.Range(0, 20).Select(i => $"region{i}")];
    private static readonly string[] Products = [.. Enumerable.Range(0, 10).Select(i => $"product{i}")];

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, Options, most: 0);
        var decisions = arguments["decisions"] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 100_000;
        var figures = new List<Figures>();
        if (arguments.DatabaseOrNull() is { } given) figures.Add(await MeasureAsync(DatabaseAddress.Parse(given), decisions, output, cancellationToken));
        else
        {
            figures.Add(await MeasureAsync(new(DatabaseKind.Sqlite, Path.Combine(Path.GetTempPath(), "trasa-backtest.db")), decisions, output, cancellationToken));
            if (PostgresServer.FindBinaries() is { } binaries)
            {
                await using var server = await PostgresServer.StartNewAsync(binaries, cancellationToken);
                figures.Add(await MeasureAsync(server.Address, decisions, output, cancellationToken));
            }
        }

        if (arguments["json"] is { } file) await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures), cancellationToken);
        return figures.All(figure => figure.Seconds <= BarSeconds) ? 0 : 1;
    }

    private static async Task<Figures> MeasureAsync(DatabaseAddress address, int decisions, TextWriter output, CancellationToken cancellationToken)
    {
        await using var ground = await BenchGround.PrepareAsync(address, cancellationToken, services => services.AddDeciding());
        await ground.Get<IDefinitionStore>().PublishAsync(new(DefinitionKind.Decision, Key, Key, Table(100)), "bench", null, cancellationToken);
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        await StoreAsync(ground, decisions, now, cancellationToken);
        var backtest = ground.Get<DecisionBacktest>();
        var request = new BacktestRequest(Key, Table(140), now.AddDays(-1), now.AddDays(60));
        var reports = 0;
        var report = await backtest.RunAsync(request, new Told(_ => reports++), cancellationToken);
        if (report.Tally.Tried != decisions || report.Tally.Differ == 0) throw new InvalidOperationException($"{report.Tally.Tried} of {decisions} were tried and {report.Tally.Differ} differ; the figures would mean nothing.");
        var stopped = await StopAsync(backtest, request, decisions, cancellationToken);
        var figures = new Figures(address.Kind.ToString(), decisions, report.Took.TotalSeconds, reports, report.Tally.Differ, stopped.TotalMilliseconds);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{figures.Database}: {decisions:N0} stored decisions tried in {figures.Seconds:F2} s   bar {BarSeconds} s {(figures.Seconds <= BarSeconds ? "held" : "MISSED")}; {reports} reports of progress, {figures.Differ:N0} differ; ended {figures.StopMilliseconds:F0} ms after it was stopped half-way"));
        return figures;
    }

    private static async Task<TimeSpan> StopAsync(DecisionBacktest backtest, BacktestRequest request, int decisions, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long at = 0;
        var half = new Told(progress =>
        {
            if (progress.Done < decisions / 2 || stop.IsCancellationRequested) return;
            at = Stopwatch.GetTimestamp();
            stop.Cancel();
        });
        try
        {
            await backtest.RunAsync(request, half, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Stopwatch.GetElapsedTime(at);
        }

        throw new InvalidOperationException("The backtest went on after it was stopped.");
    }

    private static async Task StoreAsync(BenchGround ground, int decisions, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var (deciding, database, random) = (ground.Get<IDecisions>(), ground.Get<IDatabase>(), new Random(20260101));
        for (var stored = 0; stored < decisions; stored += Portion)
        {
            await using var work = await database.BeginAsync(cancellationToken);
            for (var i = stored; i < Math.Min(decisions, stored + Portion); i++)
            {
                var inputs = new Dictionary<string, object?> { ["region"] = Regions[random.Next(Regions.Length)], ["product"] = Products[random.Next(Products.Length)], ["amount"] = random.Next(0, 200) };
                await deciding.DecideAsync(work, new(Key, null, inputs, from.AddSeconds(i * 40), Engine.Doors.Actor.System, Subject: $"case:{i}"), cancellationToken);
            }

            await work.CommitAsync(cancellationToken);
        }
    }

    /// <summary>A row for each region and product, which asks for an amount.</summary>
    private static string Table(int amount)
    {
        var rows = Regions.SelectMany(_ => Products, (region, product) => new TableRule($"{region}-{product}", [$"\"{region}\"", $"\"{product}\"", $">= {amount}"], [$"\"team-{product}\"", "\"high\""]));
        var table = new DecisionTable
        {
            HitPolicy = HitPolicy.First,
            Inputs = [new("in1", null, "region") { TypeRef = "string" }, new("in2", null, "product") { TypeRef = "string" }, new("in3", null, "amount") { TypeRef = "number" }],
            Outputs = [new("out1", "team") { TypeRef = "string" }, new("out2", "priority") { TypeRef = "string" }],
            Rules = [.. rows, new TableRule("else", ["-", "-", "-"], ["\"first-line\"", "\"low\""])],
        };
        return DmnWriter.Write(new Definitions { Id = Key, Name = Key, Namespace = "urn:bench", Decisions = [new DecisionElement("table", "Table", new Variable("Table")) { Logic = table }] });
    }

    private sealed class Told(Action<BacktestProgress> tell) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => tell(value);
    }

    private sealed record Figures(string Database, int Decisions, double Seconds, int Reports, int Differ, double StopMilliseconds);
}
