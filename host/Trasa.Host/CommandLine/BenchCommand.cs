namespace Trasa.Host.CommandLine;

/// <summary><c>bench SUITE</c>: measures, and says what was measured.</summary>
internal static class BenchCommand
{
    public static ICommand Create() => new SuiteCommand(
        "bench",
        "engine|decisions|backtest|designer [--json FILE]",
        "Measures and compares with the bars that were set.",
        new Dictionary<string, Func<string[], TextWriter, CancellationToken, Task<int>>>
        {
            ["engine"] = Bench.EngineBench.RunAsync,
            ["backtest"] = Bench.BacktestBench.RunAsync,
            ["designer"] = Bench.DesignerBench.RunAsync,
            ["decisions"] = Trasa.Decisions.Benchmarks.BenchCommand.RunAsync,
        });
}
