using System.Diagnostics;
using System.Globalization;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>Takes the time, the processor time on both sides, and the write-ahead log of what it runs.</summary>
internal sealed class BenchMeter(IDatabase? database)
{
    /// <param name="name">For the report.</param>
    /// <param name="unit">For the report.</param>
    /// <param name="count">How often to call.</param>
    /// <param name="units">Units per call.</param>
    /// <param name="parallel">Calls in flight.</param>
    /// <param name="call">What to do, given its number.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BenchResult> MeasureAsync(string name, string unit, int count, int units, int parallel, Func<int, Task> call, CancellationToken cancellationToken)
    {
        var times = new double[count];
        var postmaster = await PostmasterAsync(cancellationToken);
        var (wal, server) = (await WalAsync(cancellationToken), ServerCpu(postmaster));
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(
            async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                {
                    var begun = Stopwatch.GetTimestamp();
                    await call(i);
                    times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                }
            },
            cancellationToken)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        processor = Environment.CpuUsage.TotalTime - processor;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var done = (double)count * units;
        Array.Sort(times);
        return new(
            name, unit, done / elapsed.TotalSeconds, times[count / 2], times[Math.Min(count - 1, count * 99 / 100)],
            processor.TotalMicroseconds / done, (ServerCpu(postmaster) - server) / done, allocated / done, (await WalAsync(cancellationToken) - wal) / done);
    }

    private async Task<double?> WalAsync(CancellationToken cancellationToken)
    {
        if (database is not { Kind: DatabaseKind.PostgreSql }) return null;
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.Command("select cast(pg_current_wal_insert_lsn() - '0/0'::pg_lsn as double precision)").QueryFirstAsync(row => row.GetDouble(0), cancellationToken);
    }

    /// <summary>The process that all others of the server are children of; null when the server is elsewhere.</summary>
    private async Task<int?> PostmasterAsync(CancellationToken cancellationToken)
    {
        if (database is not { Kind: DatabaseKind.PostgreSql }) return null;
        await using var connection = await database.OpenAsync(cancellationToken);
        var backend = await connection.Command("select pg_backend_pid()").QueryFirstAsync(row => row.GetInt32(0), cancellationToken);
        return Stat(backend) is { } stat ? (int)stat[1] : null;
    }

    /// <summary>Microseconds of the server's processes, those that have ended included.</summary>
    private static double? ServerCpu(int? postmaster)
    {
        // /proc counts in ticks of 10 ms; fields 14 to 17 are user and system time, own and of ended children.
        const double Tick = 10_000;
        if (postmaster is not { } parent || Stat(parent) is not { } own) return null;
        var living = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? Stat(id) : null)
            .Where(stat => stat is not null && stat[1] == parent);
        return Tick * (own[11] + own[12] + own[13] + own[14] + living.Sum(stat => stat![11] + stat[12]));
    }

    /// <summary>The numbers behind the name in <c>/proc/ID/stat</c>, from the state on: [1] is the parent.</summary>
    private static long[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(part => long.TryParse(part, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
