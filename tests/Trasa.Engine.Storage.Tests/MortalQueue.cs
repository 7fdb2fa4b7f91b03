using Trasa.Engine.Bookmarks;
using Trasa.Engine.Hosting;
using Trasa.Engine.Incidents;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Storage.Tests;

/// <summary>Lets the host die between claiming work and being done with it.</summary>
/// <param name="inner">The queue.</param>
/// <param name="pass">Told of each point that is passed; throws where the host dies.</param>
internal sealed class MortalQueue(IWorkQueue inner, Action<string> pass) : IWorkQueue
{
    public static readonly string[] Points =
    [
        "after claiming stimuli", "after claiming timers", "after claiming messages", "before delivering an event", "after delivering an event",
        "before removing a message", "after removing a message",
    ];

    public Task<IReadOnlyList<Claimed<Stimulus>>> ClaimStimuliAsync(Claim claim, CancellationToken cancellationToken) =>
        ThenAsync(inner.ClaimStimuliAsync(claim, cancellationToken), "after claiming stimuli");

    public Task<IReadOnlyList<Claimed<Bookmark>>> ClaimTimersAsync(Claim claim, CancellationToken cancellationToken) =>
        ThenAsync(inner.ClaimTimersAsync(claim, cancellationToken), "after claiming timers");

    public Task<IReadOnlyList<Claimed<OutboxMessage>>> ClaimMessagesAsync(Claim claim, CancellationToken cancellationToken) =>
        ThenAsync(inner.ClaimMessagesAsync(claim, cancellationToken), "after claiming messages");

    public Task PostponeAsync(WorkKind kind, Guid id, DateTimeOffset until, string? reason, bool countAttempt, CancellationToken cancellationToken)
    {
        pass("postpone");
        return inner.PostponeAsync(kind, id, until, reason, countAttempt, cancellationToken);
    }

    public Task ParkAsync(WorkKind kind, Guid id, string reason, Incident? incident, Func<IUnitOfWork, Task>? besides, CancellationToken cancellationToken)
    {
        pass("park");
        return inner.ParkAsync(kind, id, reason, incident, besides, cancellationToken);
    }

    public Task KeepAsync(WorkKind kind, Guid id, DateTimeOffset until, CancellationToken cancellationToken) => inner.KeepAsync(kind, id, until, cancellationToken);

    public Task AddressAsync(Stimulus stimulus, Stimulus target, DateTimeOffset now, CancellationToken cancellationToken) => inner.AddressAsync(stimulus, target, now, cancellationToken);

    public Task ReleaseAsync(Guid instanceId, CancellationToken cancellationToken) => inner.ReleaseAsync(instanceId, cancellationToken);

    public Task<bool> ReplayAsync(WorkKind kind, Guid id, DateTimeOffset now, CancellationToken cancellationToken) => inner.ReplayAsync(kind, id, now, cancellationToken);

    public async Task RemoveAsync(WorkKind kind, Guid id, CancellationToken cancellationToken)
    {
        pass("before removing a " + kind.ToString().ToLowerInvariant());
        await inner.RemoveAsync(kind, id, cancellationToken);
        pass("after removing a " + kind.ToString().ToLowerInvariant());
    }

    public async Task<EventDelivery> DeliverAsync(Stimulus stimulus, DateTimeOffset now, CancellationToken cancellationToken)
    {
        pass("before delivering an event");
        var delivery = await inner.DeliverAsync(stimulus, now, cancellationToken);
        pass("after delivering an event");
        return delivery;
    }

    public Task<bool> TickAsync(Stimulus tick, Stimulus start, Stimulus? next, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.TickAsync(tick, start, next, now, cancellationToken);

    public Task ForgetAsync(Stimulus stimulus, CancellationToken cancellationToken) => inner.ForgetAsync(stimulus, cancellationToken);

    public Task PruneAsync(DateTimeOffset now, DateTimeOffset keysBefore, CancellationToken cancellationToken) => inner.PruneAsync(now, keysBefore, cancellationToken);

    public Task RetireAsync(DateTimeOffset? journalBefore, DateTimeOffset? instancesBefore, CancellationToken cancellationToken) =>
        inner.RetireAsync(journalBefore, instancesBefore, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => inner.NextDueAsync(now, cancellationToken);

    public Task<IReadOnlyList<ParkedWork>> ParkedAsync(int take, CancellationToken cancellationToken) => inner.ParkedAsync(take, cancellationToken);

    /// <summary>An empty claim is no point to die at.</summary>
    private async Task<IReadOnlyList<T>> ThenAsync<T>(Task<IReadOnlyList<T>> claim, string point)
    {
        var claimed = await claim;
        if (claimed.Count > 0) pass(point);
        return claimed;
    }
}
