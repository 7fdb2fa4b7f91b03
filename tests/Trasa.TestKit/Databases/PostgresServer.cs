using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Trasa.TestKit.Databases;

/// <summary>A throw-away PostgreSQL server of the installed binaries, on loopback and a socket in a temporary folder.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string _binaries;
    private readonly string _folder;
    private readonly int _port;
    private readonly string _settings;

    private PostgresServer(string binaries, string folder, int port, string settings)
    {
        _binaries = binaries;
        _folder = folder;
        _port = port;
        _settings = settings;
    }

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=trasa;Database=postgres;Timeout=5";

    /// <summary>Where the binaries are, or null when PostgreSQL is not installed.</summary>
    public static string? FindBinaries() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
                .FirstOrDefault()
            : null;

    /// <param name="durable">Whether commits reach the disk. Tests of logic do without; measurements and crashes must not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<PostgresServer> StartAsync(bool durable, CancellationToken cancellationToken) =>
        StartInAsync(Directory.CreateTempSubdirectory("trasa-postgres-").FullName, durable, cancellationToken);

    /// <summary>With its files in a folder of the caller's choice, which goes when the server goes.</summary>
    public static async Task<PostgresServer> StartInAsync(string folder, bool durable, CancellationToken cancellationToken)
    {
        var binaries = FindBinaries() ?? throw new InvalidOperationException("PostgreSQL is not installed: there is no /usr/lib/postgresql/*/bin/initdb.");
        if (Environment.UserName == "root") await RunAsync("chown", ["postgres", folder], cancellationToken).ConfigureAwait(false);
        var settings = $"-c listen_addresses=127.0.0.1 -c max_connections=500 -c max_wal_size=4GB {(durable ? "" : "-c fsync=off -c synchronous_commit=off")}";
        var server = new PostgresServer(binaries, folder, FreePort(), settings);
        await server.ServeAsync("initdb", ["-D", server.Data, "-U", "trasa", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], cancellationToken).ConfigureAwait(false);
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        return server;
    }

    public Task StartAsync(CancellationToken cancellationToken) => ServeAsync(
        "pg_ctl", ["-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -k {_folder} {_settings}", "start"], cancellationToken);

    /// <summary>Stops as a power cut would: nothing is written any more, connections just end.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => ServeAsync("pg_ctl", ["-D", Data, "-w", "-m", "immediate", "stop"], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await KillAsync(CancellationToken.None).ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The server refuses to run as root, so root hands it to the user that its package made.</summary>
    private Task ServeAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_binaries, program);
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments], cancellationToken)
            : RunAsync(path, arguments, cancellationToken);
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        // Output goes nowhere by way of the shell: the server would keep a pipe open and this would wait for it for ever.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
