using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Trasa.Decisions.Benchmarks;

/// <summary><c>bench decisions [--json FILE]</c>: the arguments are those after <c>decisions</c>.</summary>
public static class BenchCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>0 when every bar holds, 1 when one does not, 2 when the arguments are wrong.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        if (args is not ([] or ["--json", _]))
        {
            await output.WriteLineAsync("bench decisions [--json FILE]".AsMemory(), cancellationToken).ConfigureAwait(false);
            return 2;
        }
        var machine = $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores; CPU time per evaluation, medians of 9 windows; answers checked first";
        await output.WriteLineAsync(machine.AsMemory(), cancellationToken).ConfigureAwait(false);
        var figures = DecisionBenchmark.Run(cancellationToken);
        foreach (var figure in figures) await output.WriteLineAsync(Line(figure).AsMemory(), cancellationToken).ConfigureAwait(false);
        if (args.Length == 2) await File.WriteAllTextAsync(args[1], JsonSerializer.Serialize(new { machine, figures }, Json), cancellationToken).ConfigureAwait(false);
        return figures.All(figure => figure.Holds) ? 0 : 1;
    }

    private static string Line(Figure figure) => string.Create(CultureInfo.InvariantCulture,
        $"{figure.Name,-58} {figure.Value,10:F3} {figure.Unit}{(figure.Bar is { } bar ? $"   bar {bar} {(figure.Holds ? "held" : "MISSED")}" : "")}");
}
