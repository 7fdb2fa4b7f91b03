using Trasa.Crm.Intake;

namespace Trasa.Host.Channels;

/// <summary>
/// Takes in the messages of a folder: <c>*.eml</c> is read, stored and then moved to <c>done</c> beside it. A file that is
/// still being written is left until it has rested; a crash between storing and moving does no harm, because a message that
/// comes twice is known.
/// </summary>
internal sealed partial class MailFolder(string folder, MailIntake intake, TimeProvider time, ILogger<MailFolder> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "done"));
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal)) await TakeAsync(file, stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                Log.Failed(log, problem, folder);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task TakeAsync(string file, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - File.GetLastWriteTimeUtc(file) < Rest) return;
        var result = await intake.AcceptAsync(await File.ReadAllBytesAsync(file, cancellationToken), Path.GetFileName(file), cancellationToken);
        File.Move(file, Path.Combine(folder, "done", Path.GetFileName(file)), overwrite: true);
        Log.Taken(log, Path.GetFileName(file), result.Outcome);
    }

    private static partial class Log
    {
        [LoggerMessage(6301, LogLevel.Information, "{File}: {Outcome}", EventName = nameof(Taken))]
        public static partial void Taken(ILogger logger, string file, IntakeOutcome outcome);

        [LoggerMessage(6302, LogLevel.Error, "The mail folder {Folder} cannot be read now; it is tried again", EventName = nameof(Failed))]
        public static partial void Failed(ILogger logger, Exception problem, string folder);
    }
}
