using Trasa.Activities.Publishing;
using Trasa.Engine.Stores;

namespace Trasa.Host.Decisions;

/// <summary>Publishes what was handed in for a day, when the day comes.</summary>
internal sealed partial class DuePublications(PublicationDesk desk, IDatabase database, TimeProvider time, ILogger<DuePublications> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await desk.PublishDueAsync(stoppingToken) is > 0 and var count) Log.Published(log, count);
            }
            catch (PublicationRefusedException)
            {
                // Another host was quicker with the same publication, or its author took it back just now.
            }
            catch (Exception problem) when (database.IsTransient(problem))
            {
                Log.Postponed(log, problem);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6311, LogLevel.Information, "{Count} definitions came into force on their day", EventName = nameof(Published))]
        public static partial void Published(ILogger logger, int count);

        [LoggerMessage(6312, LogLevel.Warning, "Definitions whose day has come could not be published yet; trying again", EventName = nameof(Postponed))]
        public static partial void Postponed(ILogger logger, Exception exception);
    }
}
