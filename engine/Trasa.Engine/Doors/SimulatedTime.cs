namespace Trasa.Engine.Doors;

/// <summary>
/// A clock that stands still until it is moved: for scenarios, simulations and tests. Nothing fires by itself; whoever
/// moves the clock asks the engine to run what has become due.
/// </summary>
public sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves forward to the instant; a clock never goes back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant.UtcTicks < Interlocked.Read(ref _ticks))
            throw new ArgumentOutOfRangeException(nameof(instant), instant, $"The clock already shows {GetUtcNow():u}; it cannot go back.");
        Interlocked.Exchange(ref _ticks, instant.UtcTicks);
    }

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);
}
