namespace Trasa.Engine.Storage.Hosting;

/// <summary>
/// The clock of the database: what it showed at the last renewal of the host's lease, and what has passed since by a clock that
/// nobody sets. Hosts whose own clocks differ, or jump, agree on what is due and which lease has ended. Small differences
/// between two renewals are left alone, so that time does not jitter.
/// </summary>
internal sealed class DatabaseTime(TimeProvider machine) : TimeProvider
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(200);

    private Seen? _seen;

    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref _seen) is { } seen ? seen.At + machine.GetElapsedTime(seen.Timestamp) : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>The database said <paramref name="at"/> between the two timestamps; the middle is taken.</summary>
    public void Saw(DateTimeOffset at, long asked, long answered)
    {
        var known = Volatile.Read(ref _seen) is null ? (DateTimeOffset?)null : GetUtcNow();
        var now = at + (machine.GetElapsedTime(asked, answered) / 2) + machine.GetElapsedTime(answered);
        if (known is null || (now - known.Value).Duration() > Tolerated) Volatile.Write(ref _seen, new(now, machine.GetTimestamp()));
    }

    private sealed record Seen(DateTimeOffset At, long Timestamp);
}
