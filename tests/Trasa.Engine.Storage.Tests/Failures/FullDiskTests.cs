using System.Diagnostics;
using Trasa.Engine.Stores;
using Trasa.TestKit.Databases;

namespace Trasa.Engine.Storage.Tests.Failures;

/// <summary>
/// Failure test 12: the disk is full and later has room again. Nothing is acknowledged that is not stored, the host stays, and
/// in the end all is done. Needs the right to mount a small file system.
/// </summary>
public sealed class FullDiskTests
{
    private const int Instances = 300;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 32)]
    [InlineData(DatabaseKind.PostgreSql, 160)]
    public async Task Full_disk_delays_and_loses_nothing(DatabaseKind kind, int megabytes)
    {
        Assert.SkipWhen(kind == DatabaseKind.PostgreSql && PostgresServer.FindBinaries() is null && Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL is not installed.");
        await using var disk = await SmallDisk.MountAsync(megabytes);
        await using var server = kind == DatabaseKind.PostgreSql ? await PostgresServer.StartInAsync(disk.NewFolder(), durable: true, Cancel) : null;
        var address = server is null ? new(kind, Path.Combine(disk.NewFolder(), "trasa.db")) : new DatabaseAddress(kind, server.ConnectionString);
        await using var host = await WorkingHost.StartAsync(address);
        await host.PublishAsync("work", "ledger", "commit", "ledger", "timer 0.1", "ledger");
        await host.BeginAsync("work", 5);

        disk.Fill();
        var starting = host.BeginAsync("work", Instances, parallel: 16);
        await Task.WhenAny(starting, Task.Delay(TimeSpan.FromSeconds(3), Cancel));
        var wasStopped = !starting.IsCompleted;
        disk.Empty();
        await starting;

        Assert.True(wasStopped, "The disk was not full enough to stop anything.");
        await host.AssertDoneAsync(Instances + 5, stepsEach: 3);
    }

    /// <summary>A file system in memory with a file that takes all the room.</summary>
    private sealed class SmallDisk(string folder) : IAsyncDisposable
    {
        private readonly string _ballast = Path.Combine(folder, "ballast");

        public static async Task<SmallDisk> MountAsync(int megabytes)
        {
            var folder = Directory.CreateTempSubdirectory("trasa-disk-").FullName;
            var mounted = OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) == 0;
            if (!mounted) Directory.Delete(folder);
            Assert.SkipUnless(mounted, "No right to mount a file system.");
            return new(folder);
        }

        public string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;

        public void Fill()
        {
            using var file = File.Create(_ballast);
            var block = new byte[4_096];
            try
            {
                while (true) file.Write(block);
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public void Empty() => File.Delete(_ballast);

        public async ValueTask DisposeAsync()
        {
            await RunAsync("umount", "-l", folder);
            Directory.Delete(folder);
        }

        private static async Task<int> RunAsync(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.StandardError.ReadToEndAsync(Cancel);
            await process.WaitForExitAsync(Cancel);
            return process.ExitCode;
        }
    }
}
