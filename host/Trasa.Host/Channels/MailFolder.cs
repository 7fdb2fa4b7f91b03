using System.Data.Common;
using System.Globalization;
using Trasa.Crm.Intake;

namespace Trasa.Host.Channels;

/// <summary>
/// Takes in the messages of a folder: <c>*.eml</c> is read, stored and then moved to <c>done</c> beside it. A file that is
/// still being written is left until it has rested; a crash between storing and moving does no harm, because a message that
/// comes twice is known. A file that cannot be read holds up no other: after a few attempts it is put aside to <c>failed</c>,
/// and quarantine says why.
/// </summary>
internal sealed partial class MailFolder(string folder, MailIntake intake, Quarantine quarantine, TimeProvider time, ILogger<MailFolder> log) : BackgroundService
{
    internal const int MostAttempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, int> _attempts = [];

    /// <summary>Files that quarantine knows of and that could not be put aside yet.</summary>
    private readonly HashSet<string> _kept = [];

    private string Done => Path.Combine(folder, "done");

    private string Failed => Path.Combine(folder, "failed");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TakeAllAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                Log.NotNow(log, problem, folder);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    /// <summary>Every file that is there now, once.</summary>
    /// <exception cref="DbException">It is the database that fails and no file: all of them wait.</exception>
    internal async Task TakeAllAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Done);
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml").Order(StringComparer.Ordinal))
        {
            try
            {
                await TakeAsync(file, cancellationToken);
                Forget(file);
            }
            catch (Exception problem) when (problem is not (OperationCanceledException or DbException))
            {
                await NotTakenAsync(file, problem, cancellationToken);
            }
        }
    }

    private async Task TakeAsync(string file, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - File.GetLastWriteTimeUtc(file) < Rest) return;
        var result = await intake.AcceptAsync(await File.ReadAllBytesAsync(file, cancellationToken), Path.GetFileName(file), cancellationToken);
        File.Move(file, Path.Combine(Done, Path.GetFileName(file)), overwrite: true);
        Log.Taken(log, Path.GetFileName(file), result.Outcome);
    }

    private async Task NotTakenAsync(string file, Exception problem, CancellationToken cancellationToken)
    {
        var (name, attempt) = (Path.GetFileName(file), _attempts[file] = _attempts.GetValueOrDefault(file) + 1);
        if (attempt <= MostAttempts) Log.NotTaken(log, problem, name, attempt);
        if (attempt < MostAttempts) return;
        if (await IsKeptAsync(file, name, problem, cancellationToken)) PutAside(file, name);
    }

    /// <summary>Without its entry in quarantine a file is not put aside: nobody would know of it.</summary>
    private async Task<bool> IsKeptAsync(string file, string name, Exception problem, CancellationToken cancellationToken)
    {
        if (_kept.Contains(file)) return true;
        try
        {
            await quarantine.KeepAsync("mail", await ContentAsync(file, cancellationToken), name, $"The file {name} could not be taken in: {problem.Message}", cancellationToken);
        }
        catch (Exception refused) when (refused is not (OperationCanceledException or DbException))
        {
            if (_attempts[file] == MostAttempts) Log.Stays(log, refused, name);
            return false;
        }

        return _kept.Add(file);
    }

    private void Forget(string file)
    {
        _attempts.Remove(file);
        _kept.Remove(file);
    }

    /// <summary>What can be read of it: nothing, unless something else went wrong than the reading.</summary>
    private static async Task<byte[]> ContentAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A file that cannot be moved either, such as one that another program holds, stays and is tried on.</summary>
    private void PutAside(string file, string name)
    {
        try
        {
            Directory.CreateDirectory(Failed);
            File.Move(file, FreeName(name));
            Forget(file);
            Log.PutAside(log, name);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            if (_attempts[file] == MostAttempts) Log.Stays(log, problem, name);
        }
    }

    /// <summary>A file of the same name that failed before stays.</summary>
    private string FreeName(string name)
    {
        var free = Path.Combine(Failed, name);
        for (var number = 2; Path.Exists(free); number++)
            free = Path.Combine(Failed, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}"));
        return free;
    }

    private static partial class Log
    {
        [LoggerMessage(6301, LogLevel.Information, "{File}: {Outcome}", EventName = nameof(Taken))]
        public static partial void Taken(ILogger logger, string file, IntakeOutcome outcome);

        [LoggerMessage(6302, LogLevel.Error, "The mail folder {Folder} cannot be read now; it is tried again", EventName = nameof(NotNow))]
        public static partial void NotNow(ILogger logger, Exception problem, string folder);

        [LoggerMessage(6303, LogLevel.Warning, "{File} could not be taken in (attempt {Attempt}); the others go on", EventName = nameof(NotTaken))]
        public static partial void NotTaken(ILogger logger, Exception problem, string file, int attempt);

        [LoggerMessage(6304, LogLevel.Error, "{File} could not be taken in and was put aside to the folder failed", EventName = nameof(PutAside))]
        public static partial void PutAside(ILogger logger, string file);

        [LoggerMessage(6305, LogLevel.Error, "{File} can be neither taken in nor put aside; it stays and is tried again", EventName = nameof(Stays))]
        public static partial void Stays(ILogger logger, Exception problem, string file);
    }
}
