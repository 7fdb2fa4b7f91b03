namespace Trasa.TestKit.Time;

/// <summary>Waits for what other threads, processes or machines do. The limit only ends a test that would hang: a machine may be slow.</summary>
public static class Eventually
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <param name="condition">Asked again and again until it is true.</param>
    /// <param name="missing">What has not happened when patience ends, as a sentence.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TimeoutException">It is still false when patience ends.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, string missing, CancellationToken cancellationToken) =>
        await FindAsync(async () => await condition().ConfigureAwait(false) ? condition : null, missing, cancellationToken).ConfigureAwait(false);

    /// <summary>What is looked for, as soon as it is there.</summary>
    /// <exception cref="TimeoutException">It is not there when patience ends.</exception>
    public static async Task<T> FindAsync<T>(Func<Task<T?>> look, string missing, CancellationToken cancellationToken)
        where T : class
    {
        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            if (await look().ConfigureAwait(false) is { } found) return found;
            if (TimeProvider.System.GetElapsedTime(started) > Patience) throw new TimeoutException(missing);
            await Task.Delay(s_pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
