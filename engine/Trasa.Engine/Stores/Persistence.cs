namespace Trasa.Engine.Stores;

/// <summary>Tries again while the database is away, so that its restart needs no restart of the host.</summary>
public static class Persistence
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc cref="TryAsync{T}"/>
    public static Task TryAsync(this IDatabase database, Func<Task> attempt, CancellationToken cancellationToken) =>
        database.TryAsync(
            async () =>
            {
                await attempt().ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// Runs <paramref name="attempt"/>, again and again for up to a minute while it fails for reasons that may pass. The
    /// attempt must be safe to repeat even when an earlier one got through.
    /// </summary>
    public static async Task<T> TryAsync<T>(this IDatabase database, Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        // Real time, also where business time stands still: it is the server that needs the pause.
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (Exception problem) when (database.IsTransient(problem) && clock.GetElapsedTime(started) < Patience && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
