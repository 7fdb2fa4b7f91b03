using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Bench;

/// <summary>PostgreSQL's own measure on the same server, in the same minute: simple updates, eight connections.</summary>
internal sealed partial class PgBench
{
    private readonly string _folder;
    private readonly DbConnectionStringBuilder _parts;
    private readonly string _schema = $"pgbench_{Environment.ProcessId}";

    private PgBench(string folder, DatabaseAddress address)
    {
        _folder = folder;
        _parts = new() { ConnectionString = address.Value };
    }

    /// <returns>Transactions per second, or null when pgbench is not installed.</returns>
    public static async Task<double?> RunAsync(DatabaseAddress address, CancellationToken cancellationToken)
    {
        var folder = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(bin => File.Exists(Path.Combine(bin, "pgbench")))
            : null;
        return folder is null ? null : await new PgBench(folder, address).MeasureAsync(cancellationToken);
    }

    private async Task<double?> MeasureAsync(CancellationToken cancellationToken)
    {
        await CallAsync("psql", ["-qc", $"create schema {_schema}"], cancellationToken);
        try
        {
            await CallAsync("pgbench", ["-i", "-q", "-s", "10"], cancellationToken);
            var report = await CallAsync("pgbench", ["-N", "-c", "8", "-j", "2", "-M", "prepared", "-T", "5"], cancellationToken);
            return Rate().Match(report) is { Success: true } match ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        }
        finally
        {
            await CallAsync("psql", ["-qc", $"drop schema {_schema} cascade"], CancellationToken.None);
        }
    }

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
