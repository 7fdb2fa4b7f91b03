using System.Globalization;

namespace Trasa.Host.CommandLine.Bench;

/// <param name="Name">What was done.</param>
/// <param name="Count">How often.</param>
/// <param name="PerSecond">Rate.</param>
/// <param name="MedianMs">Half of them took less.</param>
/// <param name="P99Ms">99 of 100 took less.</param>
/// <param name="CpuMicroseconds">Processor time of this process per unit.</param>
/// <param name="AllocatedBytes">Per unit.</param>
/// <param name="WalBytes">Write-ahead log per unit, on PostgreSQL.</param>
internal sealed record BenchResult(
    string Name, int Count, double PerSecond, double MedianMs, double P99Ms, double CpuMicroseconds, double AllocatedBytes, double? WalBytes)
{
    public string Describe(double? pgbench)
    {
        var ratio = pgbench is { } base8 ? string.Create(CultureInfo.InvariantCulture, $", {PerSecond / base8:F2} x pgbench") : "";
        var wal = WalBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $", WAL {bytes:F0} B") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name,-32} {PerSecond,9:F0}/s  p50 {MedianMs:F2} ms  p99 {P99Ms:F2} ms  CPU {CpuMicroseconds:F0} us, {AllocatedBytes / 1024:F1} KiB each{wal}{ratio}");
    }
}
