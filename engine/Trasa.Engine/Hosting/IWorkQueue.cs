using Trasa.Engine.Bookmarks;
using Trasa.Engine.Incidents;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Hosting;

/// <summary>
/// What is due, for the loops that do it. A claim leases work so that hosts do not step on each other; it is a courtesy,
/// not a guard: a lease may expire under a slow host, and then the commit decides who did the work.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Leases due stimuli, by due time and id.</summary>
    Task<IReadOnlyList<Claimed<Stimulus>>> ClaimStimuliAsync(Claim claim, CancellationToken cancellationToken);

    /// <summary>Leases bookmarks whose due time has come, by due time and id.</summary>
    Task<IReadOnlyList<Claimed<Bookmark>>> ClaimTimersAsync(Claim claim, CancellationToken cancellationToken);

    /// <summary>Leases due messages, by due time and id.</summary>
    Task<IReadOnlyList<Claimed<OutboxMessage>>> ClaimMessagesAsync(Claim claim, CancellationToken cancellationToken);

    /// <summary>Gives work back: not before <paramref name="until"/>, with the reason. Without <paramref name="countAttempt"/> the attempt did not happen.</summary>
    Task PostponeAsync(WorkKind kind, Guid id, DateTimeOffset until, string? reason, bool countAttempt, CancellationToken cancellationToken);

    /// <summary>Keeps work for an instance on hold, or until the database is there again: it stays due when it was, is not looked at before <paramref name="until"/>, and the attempt did not happen.</summary>
    Task KeepAsync(WorkKind kind, Guid id, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Keeps an event for the only one that it reached, who is on hold: whoever begins to wait later does not get it.</summary>
    Task AddressAsync(Stimulus stimulus, Stimulus target, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Lets the work that was kept for an instance be done at once.</summary>
    Task ReleaseAsync(Guid instanceId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes work out of the way of the rest, until a person replays it; an instance that it stops gets the incident. What
    /// <paramref name="besides"/> does is in the same transaction, when the work was not parked already.
    /// </summary>
    Task ParkAsync(WorkKind kind, Guid id, string reason, Incident? incident, Func<IUnitOfWork, Task>? besides, CancellationToken cancellationToken);

    /// <summary>Puts parked work back in line. False when there is none of that id.</summary>
    Task<bool> ReplayAsync(WorkKind kind, Guid id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes work that is done or has become pointless; gone already is fine.</summary>
    Task RemoveAsync(WorkKind kind, Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Finds out whom an event reaches. With several targets the event is replaced, in one transaction, by one stimulus
    /// for each; a single target is returned to be run at once; with none the event is kept or dropped.
    /// </summary>
    Task<EventDelivery> DeliverAsync(Stimulus stimulus, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the tick away and stores what it starts and the next one, in one transaction. False when somebody else took it or
    /// another version has been published since: then nothing is stored.
    /// </summary>
    Task<bool> TickAsync(Stimulus tick, Stimulus start, Stimulus? next, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Forgets the finished instance of the stimulus with its journal, and the stimulus; an instance with an open incident stays.</summary>
    Task ForgetAsync(Stimulus stimulus, CancellationToken cancellationToken);

    /// <summary>Drops events that were kept too long, and forgets deduplication keys seen before <paramref name="keysBefore"/>.</summary>
    Task PruneAsync(DateTimeOffset now, DateTimeOffset keysBefore, CancellationToken cancellationToken);

    /// <summary>Forgets the journal of instances that ended before the one instant, and instances that ended before the other; null forgets nothing.</summary>
    Task RetireAsync(DateTimeOffset? journalBefore, DateTimeOffset? instancesBefore, CancellationToken cancellationToken);

    /// <summary>When the next piece of work that nobody holds is due, or null.</summary>
    Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Parked stimuli, timers and messages, newest first.</summary>
    Task<IReadOnlyList<ParkedWork>> ParkedAsync(int take, CancellationToken cancellationToken);
}

public enum WorkKind
{
    Stimulus,
    Timer,
    Message,
}

/// <param name="Now">What is due at this instant is meant.</param>
/// <param name="Until">The lease.</param>
/// <param name="Count">At most so many.</param>
public sealed record Claim(DateTimeOffset Now, DateTimeOffset Until, int Count);

/// <param name="Item">The work.</param>
/// <param name="DueAt">Since when it was due.</param>
/// <param name="Attempts">How often it was begun, this time included.</param>
public sealed record Claimed<T>(T Item, DateTimeOffset DueAt, int Attempts);

/// <param name="Outcome">What became of the event.</param>
/// <param name="Target">The only target, to be run at once: a resume or start that stands for the event and bears its id.</param>
public sealed record EventDelivery(EventOutcome Outcome, Stimulus? Target = null);

public enum EventOutcome
{
    /// <summary>Replaced by one stimulus per target.</summary>
    FannedOut,

    /// <summary>One target: run it, and consume the event with it.</summary>
    Single,

    /// <summary>Nobody waits yet; it is kept.</summary>
    Kept,

    /// <summary>Nobody waits, and it was not to be kept; or somebody else delivered it.</summary>
    Gone,
}

/// <summary>Work that was tried too often.</summary>
public sealed record ParkedWork(WorkKind Kind, Guid Id, string Name, Guid? InstanceId, DateTimeOffset CreatedAt, int Attempts, string? Reason);
