using System.Diagnostics;
using System.Globalization;
using Trasa.Engine.Stores;

namespace Trasa.Host.CommandLine.Torture;

/// <summary>
/// Starts hosts as processes, kills them with SIGKILL while work flows, starts them again, and then asks the database: is
/// anything lost, doubled or stuck? Works in a schema (or file) of its own, which it removes when all is well.
/// </summary>
internal static class TortureCommand
{
    private static readonly string[] Options = ["minutes", "database", "hosts", "worker"];

    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        var arguments = CommandArguments.Parse(args, Options, most: 0);
        if (arguments["worker"] is { } address) return await TortureWorker.RunAsync(DatabaseAddress.Parse(address), cancellationToken);

        var minutes = TimeSpan.FromMinutes(Number(arguments, "minutes", 1));
        if (arguments.DatabaseOrNull() is { } given)
        {
            var one = DatabaseAddress.Parse(given);
            return await TortureAsync(one, server: null, Hosts(one.Kind), minutes, output, cancellationToken) ? 0 : 1;
        }

        // Without a database given, both kinds; a server of our own can be restarted under the hosts.
        var good = true;
        if (PostgresServer.FindBinaries() is { } binaries)
        {
            await using var server = await PostgresServer.StartNewAsync(binaries, cancellationToken);
            good = await TortureAsync(server.Address, server, Hosts(DatabaseKind.PostgreSql), minutes, output, cancellationToken);
        }

        var file = new DatabaseAddress(DatabaseKind.Sqlite, Path.Combine(Path.GetTempPath(), "trasa-torture.db"));
        return await TortureAsync(file, server: null, Hosts(DatabaseKind.Sqlite), minutes, output, cancellationToken) && good ? 0 : 1;

        int Hosts(DatabaseKind kind) => (int)Number(arguments, "hosts", kind == DatabaseKind.Sqlite ? 1 : 3);
    }

    private static async Task<bool> TortureAsync(DatabaseAddress given, PostgresServer? server, int hosts, TimeSpan duration, TextWriter output, CancellationToken cancellationToken)
    {
        await using var ground = await TortureGround.PrepareAsync(given, cancellationToken);
        await output.WriteLineAsync($"{given.Kind}, {hosts} host(s), {duration.TotalMinutes.ToString(CultureInfo.InvariantCulture)} minute(s), seed {ground.Seed}");

        var blows = await FlowAsync(ground, server, hosts, duration, cancellationToken);
        var verdict = await ground.JudgeAsync(cancellationToken);
        await output.WriteLineAsync(
            $"accepted {verdict.Accepted}, finished {verdict.Finished}, steps {verdict.Finished * TortureWorkload.Steps}, effects {verdict.Effects} (repeated with the same key: {verdict.Repeated})");
        await output.WriteLineAsync($"hosts killed {blows.Kills}, hosts stopped for longer than their lease {blows.Pauses}, server restarted {blows.Restarts}");
        await output.WriteLineAsync($"lost {verdict.Lost}, doubled {verdict.Doubled}, stuck {verdict.Stuck}");
        foreach (var line in verdict.Remarks) await output.WriteLineAsync("  " + line);
        ground.Keep = !verdict.IsGood;
        if (ground.Keep) await output.WriteLineAsync($"The database is kept for a look: {ground.Address.Value}");
        return verdict.IsGood;
    }

    private static async Task<Blows> FlowAsync(TortureGround ground, PostgresServer? server, int hosts, TimeSpan duration, CancellationToken cancellationToken)
    {
        var workers = Enumerable.Range(0, hosts).Select(_ => new WorkerProcess(ground.Address)).ToArray();
        try
        {
            foreach (var worker in workers) worker.Start();
            using var feeding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var feeder = ground.FeedAsync(feeding.Token);
            var restarts = RestartAsync(server, duration, cancellationToken);
            var blows = await StrikeAsync(workers, ground.Seed, duration, cancellationToken);
            await feeding.CancelAsync();
            await feeder;
            blows = blows with { Restarts = await restarts };
            await ground.SettleAsync(TimeSpan.FromSeconds(90), cancellationToken);
            return blows;
        }
        finally
        {
            foreach (var worker in workers) worker.Kill();
        }
    }

    /// <summary>Pulls the plug of the server after a third and after two thirds of the time.</summary>
    private static async Task<int> RestartAsync(PostgresServer? server, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (server is null) return 0;
        for (var time = 0; time < 2; time++)
        {
            await Task.Delay(duration / 3, cancellationToken);
            await server.KillAsync(cancellationToken);
            await server.StartAsync(cancellationToken);
        }

        return 2;
    }

    /// <summary>Kills hosts; now and then, with several, one is only stopped until its lease has ended, and goes on as if nothing had been.</summary>
    private static async Task<Blows> StrikeAsync(WorkerProcess[] workers, int seed, TimeSpan duration, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var started = Stopwatch.GetTimestamp();
        var blows = new Blows(0, 0, 0);
        // The first seconds belong to the start of the processes.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 4_000)), cancellationToken);
            var victim = workers[random.Next(workers.Length)];
            if (workers.Length > 1 && random.Next(5) == 0)
            {
                await victim.PauseAsync(TortureWorkload.Lease * 2, cancellationToken);
                blows = blows with { Pauses = blows.Pauses + 1 };
                continue;
            }

            victim.Kill();
            victim.Start();
            blows = blows with { Kills = blows.Kills + 1 };
        }

        return blows;
    }

    private sealed record Blows(int Kills, int Pauses, int Restarts);

    private static double Number(CommandArguments arguments, string option, double fallback) =>
        arguments[option] is not { } text ? fallback
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw new CommandLineException($"--{option} takes a number above 0, not '{text}'.");

    /// <summary>One host as a process of its own.</summary>
    private sealed class WorkerProcess(DatabaseAddress address)
    {
        private Process? _process;

        public void Start()
        {
            var text = address.Kind == DatabaseKind.Sqlite ? "sqlite:" + address.Value : address.Value;
            var start = new ProcessStartInfo("dotnet", [typeof(TortureCommand).Assembly.Location, "torture", "--worker", text])
            {
                // When this process dies, the end of its input tells the worker to go too.
                RedirectStandardInput = true,
            };
            _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        }

        /// <summary>SIGSTOP, and SIGCONT after a while: the process does not know that time has passed.</summary>
        public async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
        {
            await SignalAsync("-STOP", cancellationToken);
            await Task.Delay(pause, cancellationToken);
            await SignalAsync("-CONT", cancellationToken);
        }

        private async Task SignalAsync(string signal, CancellationToken cancellationToken)
        {
            if (_process is not { } process) return;
            using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(cancellationToken);
        }

        /// <summary>SIGKILL: the process gets no chance to tidy up.</summary>
        public void Kill()
        {
            if (_process is not { } process) return;
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            _process = null;
        }
    }
}
