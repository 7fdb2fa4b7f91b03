using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>PostgreSQL's own measure on the same server, in the same minute: simple updates (<c>pgbench -N -M prepared</c>, scale 10).</summary>
internal sealed partial class PgBench : IAsyncDisposable
{
    private readonly string _folder;
    private readonly DbConnectionStringBuilder _parts;
    private readonly string _schema = $"pgbench_{Environment.ProcessId}";

    private PgBench(string folder, DatabaseAddress address)
    {
        _folder = folder;
        _parts = new() { ConnectionString = address.Value };
    }

    /// <returns>Null when pgbench is not installed.</returns>
    public static async Task<PgBench?> PrepareAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        if (PostgresServer.FindBinaries() is not { } folder || !File.Exists(Path.Combine(folder, "pgbench"))) return null;
        var bench = new PgBench(folder, address);
        await bench.CallAsync("psql", ["-qc", $"create schema {bench._schema}"], cancellationToken);
        await bench.CallAsync("pgbench", ["-i", "-q", "-s", "10"], cancellationToken);
        return bench;
    }

    /// <returns>Transactions per second.</returns>
    public async Task<double> MeasureAsync(int clients, CancellationToken cancellationToken)
    {
        var threads = Math.Min(clients, Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture);
        var report = await CallAsync("pgbench", ["-N", "-c", clients.ToString(CultureInfo.InvariantCulture), "-j", threads, "-M", "prepared", "-T", "3"], cancellationToken);
        return double.Parse(Rate().Match(report).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync() => await CallAsync("psql", ["-qc", $"drop schema {_schema} cascade"], CancellationToken.None);

    private async Task<string> CallAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.Combine(_folder, program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, keys) in ((string, string[])[])[("PGHOST", ["Host", "Server"]), ("PGPORT", ["Port"]), ("PGUSER", ["Username", "User Id"]), ("PGPASSWORD", ["Password"]), ("PGDATABASE", ["Database"])])
            if (keys.Select(key => _parts.TryGetValue(key, out var value) ? value as string : null).FirstOrDefault(value => value is not null) is { } found)
                start.Environment[variable] = found;
        start.Environment["PGOPTIONS"] = $"-c search_path={_schema} -c client_min_messages=error";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var report = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? report : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex Rate();
}
