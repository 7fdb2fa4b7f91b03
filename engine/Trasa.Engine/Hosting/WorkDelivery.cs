using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trasa.Engine.Bookmarks;
using Trasa.Engine.Doors;
using Trasa.Engine.Incidents;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;

namespace Trasa.Engine.Hosting;

/// <summary>Does claimed work so that no piece of it can hold up the rest: a failure is tried again later, and in the end parked.</summary>
internal sealed partial class WorkDelivery(
    StimulusDelivery stimuli, MessageDelivery messages, BurstRunner bursts, IWorkQueue queue, IDatabase database, IncidentDesk incidents,
    IIdentifiers identifiers, TimeProvider time, IOptions<RunnerOptions> options, ILogger<WorkDelivery> logger)
{
    private readonly ConcurrentDictionary<Guid, byte> _inHand = [];

    public Task DeliverAsync(Claimed<Stimulus> claimed, CancellationToken cancellationToken) => GuardAsync(
        new(WorkKind.Stimulus, claimed.Item.Id, claimed.Attempts, claimed.Item.Kind is StimulusKind.Start or StimulusKind.Event ? claimed.Item.ParentId : claimed.Item.InstanceId, ActivityId: null, claimed.Item),
        () => stimuli.DeliverAsync(claimed.Item, cancellationToken), cancellationToken);

    public Task FireAsync(Claimed<Bookmark> claimed, CancellationToken cancellationToken) => GuardAsync(
        new(WorkKind.Timer, claimed.Item.Id, claimed.Attempts, claimed.Item.InstanceId, claimed.Item.ActivityId),
        async () => !(await bursts.ResumeAsync(claimed.Item.Id, payload: null, timedOut: true, Actor.System, stimulus: null, cancellationToken).ConfigureAwait(false)).IsHeld,
        cancellationToken);

    public Task SendAsync(Claimed<OutboxMessage> claimed, CancellationToken cancellationToken) => GuardAsync(
        new(WorkKind.Message, claimed.Item.Id, claimed.Attempts, InstanceId: null, ActivityId: null),
        async () =>
        {
            await messages.SendAsync(claimed, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <param name="piece">What is to be done.</param>
    /// <param name="deliver">Does it; false when the instance that it is for is on hold.</param>
    /// <param name="cancellationToken">Gives the work back.</param>
    private async Task GuardAsync(Piece piece, Func<Task<bool>> deliver, CancellationToken cancellationToken)
    {
        if (!_inHand.TryAdd(piece.Id, default))
        {
            // Slow, not dead: the lease has ended while this host is still at it.
            await KeepAsync(piece).ConfigureAwait(false);
            return;
        }

        try
        {
            var limit = piece.Kind == WorkKind.Message ? options.Value.MaxSendAttempts : options.Value.MaxAttempts;
            if (piece.Attempts > limit)
            {
                // The hosts that tried did not live to say what went wrong.
                await ParkAsync(piece, $"Given up after {limit} attempts that no host finished.", detail: null).ConfigureAwait(false);
                return;
            }

            try
            {
                if (!await deliver().ConfigureAwait(false))
                    await queue.KeepAsync(piece.Kind, piece.Id, time.GetUtcNow() + options.Value.HoldCheck, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await queue.PostponeAsync(piece.Kind, piece.Id, time.GetUtcNow(), reason: null, countAttempt: false, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception problem) when (!database.IsTransient(problem))
            {
                await GiveBackAsync(piece, problem, limit).ConfigureAwait(false);
            }
        }
        catch (Exception problem) when (database.IsTransient(problem))
        {
            Log.DatabaseAway(logger, problem, piece.Kind, piece.Id);
            await KeepAsync(piece).ConfigureAwait(false);
        }
        finally
        {
            _inHand.TryRemove(piece.Id, out _);
        }
    }

    /// <summary>That the database could not be had is no attempt: work must not be parked because a server was away or slow for a while.</summary>
    private async Task KeepAsync(Piece piece)
    {
        try
        {
            await queue.KeepAsync(piece.Kind, piece.Id, time.GetUtcNow() + options.Value.BackOff(piece.Attempts), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception problem) when (database.IsTransient(problem))
        {
            // The work is still stored and its lease will end; nothing more can be done without a database.
            Log.DatabaseAway(logger, problem, piece.Kind, piece.Id);
        }
    }

    private async Task GiveBackAsync(Piece piece, Exception problem, int limit)
    {
        Log.AttemptFailed(logger, problem, piece.Kind, piece.Id, piece.Attempts);
        if (piece.Attempts >= limit || problem is RefusedStimulusException)
        {
            await ParkAsync(piece, problem.Message, problem.ToString()).ConfigureAwait(false);
            return;
        }

        var until = time.GetUtcNow() + options.Value.BackOff(piece.Attempts);
        await queue.PostponeAsync(piece.Kind, piece.Id, until, problem.Message, countAttempt: true, CancellationToken.None).ConfigureAwait(false);
    }

    private Task ParkAsync(Piece piece, string reason, string? detail)
    {
        Log.Parked(logger, piece.Kind, piece.Id, reason);
        var incident = piece.InstanceId is { } instance
            ? new Incident(identifiers.Next(), instance, piece.ActivityId, ActivityType: null, $"{piece.Kind} parked: {reason}", detail, time.GetUtcNow())
            : null;
        return queue.ParkAsync(
            piece.Kind, piece.Id, reason, incident, piece.Stimulus is { } stimulus ? work => incidents.ParkedAsync(work, stimulus, reason, CancellationToken.None) : null, CancellationToken.None);
    }

    private sealed record Piece(WorkKind Kind, Guid Id, int Attempts, Guid? InstanceId, string? ActivityId, Stimulus? Stimulus = null);

    private static partial class Log
    {
        [LoggerMessage(2501, LogLevel.Warning, "{Kind} {Id} failed at attempt {Attempt}")]
        public static partial void AttemptFailed(ILogger logger, Exception problem, WorkKind kind, Guid id, int attempt);

        [LoggerMessage(2502, LogLevel.Error, "{Kind} {Id} is parked: {Reason}")]
        public static partial void Parked(ILogger logger, WorkKind kind, Guid id, string reason);

        [LoggerMessage(2503, LogLevel.Warning, "{Kind} {Id} waits for the database")]
        public static partial void DatabaseAway(ILogger logger, Exception problem, WorkKind kind, Guid id);
    }
}
