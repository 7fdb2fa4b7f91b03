using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Trasa.Engine.Doors;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>
/// What a cycle costs among few and among many stored instances, half of them waiting and half done, what it costs to
/// resume one that has waited for long, how fast a host starts among them and what memory it takes.
/// </summary>
internal sealed class PopulationBench(BenchGround ground, BenchSizes sizes)
{
    private readonly DatabaseBench _bench = new(ground, sizes);
    private readonly InstanceCopies _copies = new(ground.Get<IDatabase>(), ground.Get<IIdentifiers>());

    public async IAsyncEnumerable<string> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ground.ForgetAsync(cancellationToken);
        var (waiting, done) = await _bench.ModelsAsync(cancellationToken);
        var stored = 0;
        for (var size = 1_000; size <= sizes.Stored; size *= 10)
        {
            var began = Stopwatch.GetTimestamp();
            var old = await _copies.WriteAsync(waiting, (size - stored) / 2, cancellationToken);
            await _copies.WriteAsync(done, (size - stored) / 2, cancellationToken);
            await _copies.SettleAsync(cancellationToken);
            stored = size;
            var filled = Stopwatch.GetElapsedTime(began);
            yield return await LineAsync(size, filled, old, cancellationToken);
        }
    }

    private async Task<string> LineAsync(int size, TimeSpan filled, IReadOnlyList<Guid> old, CancellationToken cancellationToken)
    {
        var resumes = await _bench.ResumesAsync(old, 8, cancellationToken);
        var runs = new List<BenchResult>();
        for (var run = 0; run < sizes.Runs; run++) runs.Add(await _bench.CyclesAsync(2_000, 8, cancellationToken));
        var cycles = EngineBench.Median(runs);
        var host = await ground.StartHostAsync(cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{size,9:N0} stored: {cycles.PerSecond,6:F0} cycles/s {Cost(cycles)}; {resumes.PerSecond,6:F0} resumes/s of old ones {Cost(resumes)}; a host starts in {host.Took.TotalMilliseconds:F0} ms with {host.Memory / 1024.0 / 1024.0:F1} MiB (filled in {filled.TotalSeconds:F0} s)");
    }

    private static string Cost(BenchResult result) => string.Create(CultureInfo.InvariantCulture, $"CPU {result.CpuMicroseconds:F0} + {result.ServerMicroseconds ?? 0:F0} us");
}
