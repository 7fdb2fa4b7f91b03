using System.Diagnostics;
using System.Runtime;

namespace Trasa.Decisions.Benchmarks;

/// <summary>A measured figure against its bar.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The median over the windows.</param>
/// <param name="Unit">us (CPU microseconds per evaluation), ms, or B (bytes allocated per evaluation).</param>
/// <param name="Bar">The figure to stay below; null when it is only reported.</param>
public sealed record Figure(string Name, double Value, string Unit, double? Bar)
{
    public bool Holds => Bar is null || Value <= Bar;
}

/// <summary>CPU time per call: on a shared machine wall time says little.</summary>
internal static class Measure
{
    private const int Windows = 9;
    private const double WindowMilliseconds = 60;

    // The runtime compiles what is called often 100 ms after the last new method.
    private const int TierDelayMilliseconds = 120;
    private const int MaxRounds = 25;

    public static double CpuMicroseconds(Action<int> work)
    {
        var batch = Calibrate(work);
        return Median(Enumerable.Range(0, Windows).Select(_ => Cpu(work, batch) * 1000 / batch));
    }

    public static double BytesPerCall(Action<int> work)
    {
        const int Calls = 2000;
        for (var i = 0; i < Calls; i++) work(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++) work(i);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    /// <summary>CPU milliseconds of so many calls.</summary>
    public static double Cpu(Action<int> work, int calls)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < calls; i++) work(i);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static int Calibrate(Action<int> work)
    {
        Settle(work);
        for (var batch = 64; ; batch *= 2)
        {
            if (Cpu(work, batch) >= WindowMilliseconds || batch > 100_000_000) return batch;
        }
    }

    /// <summary>
    /// Runs until the compiler has had its last word. It works beside us and begins late on a busy machine, and what it
    /// needs would be counted as ours.
    /// </summary>
    public static void Settle(Action<int> work)
    {
        var quiet = 0;
        for (var round = 0; quiet < 3 && round < MaxRounds; round++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < 3000 || Stopwatch.GetElapsedTime(started).TotalMilliseconds < TierDelayMilliseconds; i++) work(i);
            quiet = JitInfo.GetCompiledMethodCount() == compiled ? quiet + 1 : 0;
        }
    }
}
