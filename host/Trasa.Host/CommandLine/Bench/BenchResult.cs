using System.Globalization;

namespace Trasa.Host.CommandLine.Bench;

/// <param name="Name">What was done.</param>
/// <param name="Unit">Of what the rate and the costs are.</param>
/// <param name="PerSecond">Rate.</param>
/// <param name="MedianMs">Half of the calls took less; a call may be several units.</param>
/// <param name="P99Ms">99 of 100 took less.</param>
/// <param name="CpuMicroseconds">Processor time of this process per unit.</param>
/// <param name="ServerMicroseconds">Processor time of the database server per unit, when it runs here.</param>
/// <param name="AllocatedBytes">Per unit.</param>
/// <param name="WalBytes">Write-ahead log per unit, on PostgreSQL.</param>
/// <param name="Ratio">The rate, to that of pgbench.</param>
/// <param name="RatioTo">Which pgbench.</param>
internal sealed record BenchResult(
    string Name, string Unit, double PerSecond, double MedianMs, double P99Ms,
    double CpuMicroseconds, double? ServerMicroseconds, double AllocatedBytes, double? WalBytes, double? Ratio = null, string? RatioTo = null)
{
    public string Describe()
    {
        var server = ServerMicroseconds is { } cpu ? string.Create(CultureInfo.InvariantCulture, $" + {cpu:F0}") : "";
        var wal = WalBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"  WAL {bytes,5:F0} B") : "";
        var ratio = Ratio is { } times ? string.Create(CultureInfo.InvariantCulture, $"  {times:F2} x {RatioTo}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Name,-42} {PerSecond,9:F0} {Unit + "/s",-12} p50 {MedianMs:F2} p99 {P99Ms:F2} ms  CPU {CpuMicroseconds:F0}{server} us  {AllocatedBytes / 1024:F1} KiB{wal}{ratio}");
    }
}
