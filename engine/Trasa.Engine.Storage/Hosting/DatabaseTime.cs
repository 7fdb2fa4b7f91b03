namespace Trasa.Engine.Storage.Hosting;

/// <summary>
/// The clock of the database, as the last renewal of the host's lease saw it: hosts whose own clocks differ agree on what is
/// due and which lease has ended. Small differences are left alone, so that time does not jitter.
/// </summary>
internal sealed class DatabaseTime(Func<TimeSpan> ahead) : TimeProvider
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(200);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + (ahead() is var difference && difference.Duration() > Tolerated ? difference : TimeSpan.Zero);
}
