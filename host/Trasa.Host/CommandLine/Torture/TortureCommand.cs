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

        var minutes = Number(arguments, "minutes", 1);
        var given = DatabaseAddress.Parse(arguments.Database($"sqlite:{Path.Combine(Path.GetTempPath(), "trasa-torture.db")}"));
        var hosts = (int)Number(arguments, "hosts", given.Kind == DatabaseKind.Sqlite ? 1 : 2);
        await using var ground = await TortureGround.PrepareAsync(given, cancellationToken);
        await output.WriteLineAsync($"{given.Kind}, {hosts} host(s), {minutes.ToString(CultureInfo.InvariantCulture)} minute(s), seed {ground.Seed}");

        var kills = await FlowAsync(ground, hosts, TimeSpan.FromMinutes(minutes), cancellationToken);
        var verdict = await ground.JudgeAsync(cancellationToken);
        await output.WriteLineAsync(
            $"accepted {verdict.Accepted}, finished {verdict.Finished}, kills {kills}, effects {verdict.Effects} (repeated with the same key: {verdict.Repeated})");
        await output.WriteLineAsync($"lost {verdict.Lost}, doubled {verdict.Doubled}, stuck {verdict.Stuck}");
        foreach (var line in verdict.Remarks) await output.WriteLineAsync("  " + line);
        ground.Keep = !verdict.IsGood;
        if (ground.Keep) await output.WriteLineAsync($"The database is kept for a look: {ground.Address.Value}");
        return verdict.IsGood ? 0 : 1;
    }

    private static async Task<int> FlowAsync(TortureGround ground, int hosts, TimeSpan duration, CancellationToken cancellationToken)
    {
        var workers = Enumerable.Range(0, hosts).Select(_ => new WorkerProcess(ground.Address)).ToArray();
        try
        {
            foreach (var worker in workers) worker.Start();
            using var feeding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var feeder = ground.FeedAsync(feeding.Token);
            var kills = await KillAsync(workers, ground.Seed, duration, cancellationToken);
            await feeding.CancelAsync();
            await feeder;
            await ground.SettleAsync(TimeSpan.FromSeconds(60), cancellationToken);
            return kills;
        }
        finally
        {
            foreach (var worker in workers) worker.Kill();
        }
    }

    private static async Task<int> KillAsync(WorkerProcess[] workers, int seed, TimeSpan duration, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var started = Stopwatch.GetTimestamp();
        var kills = 0;
        // The first second belongs to the start of the processes.
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 4_000)), cancellationToken);
            var victim = workers[random.Next(workers.Length)];
            victim.Kill();
            victim.Start();
            kills++;
        }

        return kills;
    }

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
