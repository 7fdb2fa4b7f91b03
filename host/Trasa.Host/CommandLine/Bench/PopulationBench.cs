using System.Globalization;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>What a cycle costs among few and among many waiting instances, and what memory those take.</summary>
internal sealed class PopulationBench(BenchGround ground, BenchSizes sizes)
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var bench = new DatabaseBench(ground, sizes);
        var lines = new List<string>();
        var stored = 0;
        var empty = Heap();
        for (var size = 1_000; size <= sizes.Stored; size *= 10)
        {
            await bench.FillAsync(size - stored, cancellationToken);
            stored = size;
            var cycles = await bench.CyclesAsync(2_000, 8, cancellationToken);
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{size,9:N0} instances wait: {cycles.PerSecond,6:F0} cycles/s  CPU {cycles.CpuMicroseconds:F0} + {cycles.ServerMicroseconds ?? 0:F0} us each  memory {(Heap() - empty) / 1024.0 / 1024.0:+0.0;-0.0} MiB, {Environment.WorkingSet / 1024 / 1024} MiB in all"));
        }

        return lines;
    }

    private static long Heap() => GC.GetTotalMemory(forceFullCollection: true);
}
