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
        // Long enough for the compiler to reach its last tier.
        for (var i = 0; i < 3000; i++) work(i);
        Thread.Yield();
        for (var batch = 64; ; batch *= 2)
        {
            if (Cpu(work, batch) >= WindowMilliseconds || batch > 100_000_000) return batch;
        }
    }
}
