namespace Trasa.Engine.Hosting;

/// <summary>How work is claimed, repeated and given up. Every value has a default that suits one host with a few hundred users.</summary>
public sealed class RunnerOptions
{
    /// <summary>Bursts at the same time. Default 64, at least 1.</summary>
    public int MaxParallelBursts { get; set; } = 64;

    /// <summary>Outside messages on their way at the same time. Default 8, at least 1.</summary>
    public int MaxParallelMessages { get; set; } = 8;

    /// <summary>How often to look for work that no wake-up told of. Default 1 second.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long claimed work is left to the host that claimed it. Default 30 seconds.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a stimulus or timer is tried, a host that died over it included, before it is parked with an incident. Default 3.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>How often a message is tried before it becomes a dead letter. Default 12: about a day with the back-off.</summary>
    public int MaxSendAttempts { get; set; } = 12;

    /// <summary>The pause after the first failed attempt; it doubles with each. Default 5 seconds.</summary>
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Default 4 hours.</summary>
    public TimeSpan LongestBackOff { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long a stopping host waits for the bursts in flight. Default 20 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often to look whether an instance on hold was released, should the release not have told of it. Default 5 minutes.</summary>
    public TimeSpan HoldCheck { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a deduplication key is remembered. Default 30 days.</summary>
    public TimeSpan RememberKeys { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the journal of an instance is kept after its end. Null, the default, keeps it for ever.</summary>
    public TimeSpan? KeepJournal { get; set; }

    /// <summary>How long an instance is kept after its end, with its incidents. Null, the default, keeps it for ever.</summary>
    public TimeSpan? KeepInstances { get; set; }

    /// <summary>How deep workflows may start workflows. Default 50: one that starts itself ends here.</summary>
    public int ChildDepth { get; set; } = 50;

    /// <summary>Characters of JSON that an event or a resumption may bring. Default 4 Mi.</summary>
    public int PayloadSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>How often within <see cref="EventWindow"/> a workflow may be started by an event that it has caused itself, directly or through others. Default 20.</summary>
    public int EventRounds { get; set; } = 20;

    /// <summary>Default 10 minutes: rounds without people in them are much faster, rounds with people much slower.</summary>
    public TimeSpan EventWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How many events may follow from one another, through workflows that they start or resume, with no person, clock or outside
    /// world in between. Default 1,000: two workflows that wait for each other's events would go on for ever.
    /// </summary>
    public int EventDepth { get; set; } = 1_000;

    internal TimeSpan BackOff(int attempts)
    {
        var pause = FirstBackOff * Math.Pow(2, Math.Min(attempts, 30) - 1);
        return pause < LongestBackOff ? pause : LongestBackOff;
    }
}
