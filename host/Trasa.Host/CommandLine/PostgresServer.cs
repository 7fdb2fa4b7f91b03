using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine;

/// <summary>A throw-away PostgreSQL of the installed binaries with durable settings, on loopback: for measuring, and for being killed.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Settings = "-c listen_addresses=127.0.0.1 -c max_connections=200 -c max_wal_size=4GB -c checkpoint_timeout=15min -c shared_buffers=512MB";

    /// <summary>Seconds that pg_ctl waits: on a busy machine recovery takes longer than its own minute, and giving up would lose the run.</summary>
    private const string Patience = "300";

    private readonly string _binaries;
    private readonly string _folder = Directory.CreateTempSubdirectory("trasa-postgres-").FullName;
    private readonly int _port = FreePort();

    private PostgresServer(string binaries) => _binaries = binaries;

    public DatabaseAddress Address => new(DatabaseKind.PostgreSql, $"Host=127.0.0.1;Port={_port};Username=trasa;Database=postgres");

    /// <summary>Where the binaries are, or null when PostgreSQL is not installed.</summary>
    public static string? FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    public static async Task<PostgresServer> StartNewAsync(string binaries, CancellationToken cancellationToken)
    {
        var server = new PostgresServer(binaries);
        if (Environment.UserName == "root") await RunAsync("chown", ["postgres", server._folder], cancellationToken);
        await server.ServeAsync("initdb", ["-D", server.Data, "-U", "trasa", "-A", "trust", "-E", "UTF8", "--locale=C"], cancellationToken);
        await server.StartAsync(cancellationToken);
        return server;
    }

    public Task StartAsync(CancellationToken cancellationToken) => ServeAsync(
        "pg_ctl", ["-D", Data, "-w", "-t", Patience, "-l", Path.Combine(_folder, "log"), "-o", $"-p {_port} -k {_folder} {Settings}", "start"], cancellationToken);

    /// <summary>Stops as a power cut would: nothing is written any more, connections just end.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => ServeAsync("pg_ctl", ["-D", Data, "-w", "-t", Patience, "-m", "immediate", "stop"], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await KillAsync(CancellationToken.None);
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
        // By way of the shell, because the server would keep a pipe open and this would wait for it for ever.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
