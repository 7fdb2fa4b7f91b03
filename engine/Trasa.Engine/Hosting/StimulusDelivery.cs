using Microsoft.Extensions.Options;
using Trasa.Engine.Definitions;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Hosting;

/// <summary>Does what a stimulus asks for. Whatever happens, it is consumed by exactly one burst or removed as pointless.</summary>
internal sealed class StimulusDelivery(
    BurstRunner bursts, IInstanceStore instances, IWorkQueue queue, IDatabase database, IIdentifiers identifiers, TimeProvider time, WorkSignal signal, IOptions<RunnerOptions> options)
{
    /// <summary>How many workflows a round may have that is still found.</summary>
    private const int LongestRound = 8;

    /// <returns>False when the instance that it is for is on hold; then it is kept.</returns>
    public Task<bool> DeliverAsync(Stimulus stimulus, CancellationToken cancellationToken) => stimulus.Kind switch
    {
        StimulusKind.Event => DeliverEventAsync(stimulus, cancellationToken),
        StimulusKind.Start => SettleAsync(stimulus, StartAsync(stimulus, cancellationToken), cancellationToken),
        StimulusKind.Resume => SettleAsync(stimulus, ResumeAsync(stimulus, cancellationToken), cancellationToken),
        StimulusKind.Tick => TickAsync(stimulus, cancellationToken),
        StimulusKind.Forget => ForgetAsync(stimulus, cancellationToken),
        StimulusKind.Cancel => SettleAsync(stimulus, CancelAsync(stimulus, cancellationToken), cancellationToken),
        StimulusKind.Continue => SettleAsync(stimulus, ContinueAsync(stimulus, cancellationToken), cancellationToken),
    };

    private async Task<bool> DeliverEventAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        RefuseDepth(stimulus);
        while (true)
        {
            var delivery = await database.TryAsync(() => queue.DeliverAsync(stimulus, time.GetUtcNow(), cancellationToken), cancellationToken).ConfigureAwait(false);
            if (delivery.Outcome == EventOutcome.FannedOut) signal.Notify();
            if (delivery.Target is not { } target) return true;

            var result = target.Kind == StimulusKind.Start
                ? await StartAsync(target, cancellationToken).ConfigureAwait(false)
                : await ResumeAsync(target, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed) return true;
            if (result.IsHeld)
            {
                await queue.AddressAsync(stimulus, target, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
                return false;
            }

            // Somebody else resumed the only waiter in between: the event looks for its next one, is kept, or ends.
        }
    }

    /// <summary>One start for the tick, however many hosts see it: the tick is taken away in the transaction that stores the start and the next tick.</summary>
    private async Task<bool> TickAsync(Stimulus tick, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var text = JsonValues.Parse(tick.Payload) as string ?? "";
        var next = StartSchedule.TryParse(text, out var schedule, out _) ? schedule.Next(tick.DueAt, now) : null;
        var payload = JsonValues.Write(new Dictionary<string, object?> { ["scheduledAt"] = tick.DueAt });
        var start = tick with { Id = identifiers.Next(), Kind = StimulusKind.Start, InstanceId = tick.Id, Payload = payload, DueAt = now, CausedBy = "schedule" };
        var again = next is { } due ? tick with { Id = identifiers.Next(), DueAt = due } : null;
        await database.TryAsync(() => queue.TickAsync(tick, start, again, now, cancellationToken), cancellationToken).ConfigureAwait(false);
        signal.Notify();
        return true;
    }

    private async Task<bool> ForgetAsync(Stimulus stimulus, CancellationToken cancellationToken) => await database.TryAsync(async () =>
    {
        await queue.ForgetAsync(stimulus, cancellationToken).ConfigureAwait(false);
        return true;
    }, cancellationToken).ConfigureAwait(false);

    private async Task<BurstResult> StartAsync(Stimulus stimulus, CancellationToken cancellationToken)
    {
        // By a trigger it is no child: what caused the event has no further interest in it.
        var (starter, cause) = stimulus.ActivityId is null ? (stimulus.ParentId, (Guid?)null) : (null, stimulus.ParentId);
        if (cause is { } causing) await RefuseRoundsAsync(stimulus.Name, causing, cancellationToken).ConfigureAwait(false);
        if (starter is { } parent && await instances.DepthAsync(parent, options.Value.ChildDepth, cancellationToken).ConfigureAwait(false) >= options.Value.ChildDepth)
            throw new RefusedStimulusException($"'{stimulus.Name}' is started {options.Value.ChildDepth} workflows deep, which is the limit (ChildDepth). Does a workflow start itself?");
        var instance = new NewInstance(
            stimulus.InstanceId ?? stimulus.Id, Input(JsonValues.Parse(stimulus.Payload)), stimulus.CorrelationId, starter, stimulus.BookmarkId, cause);
        return await bursts.StartAsync(instance, stimulus.Name, stimulus.Version, stimulus.ActivityId, mayExist: false, Cause(stimulus), stimulus, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Long-lived workflows that resume each other by events are stopped too, wherever the ball is.</summary>
    private void RefuseDepth(Stimulus stimulus)
    {
        if (stimulus.Depth <= options.Value.EventDepth) return;
        throw new RefusedStimulusException(
            $"The event '{stimulus.Name}' is not delivered: {options.Value.EventDepth} events followed from one another with no person, clock or outside world in between, "
            + "which is the limit (EventDepth). Do two workflows answer each other for ever? Give one of them a condition that ends it; delivering the event again counts anew.");
    }

    /// <summary>Workflows that start each other, or themselves, by the events that they cause are stopped after so many rounds.</summary>
    private async Task RefuseRoundsAsync(string definition, Guid cause, CancellationToken cancellationToken)
    {
        var (limit, window) = (options.Value.EventRounds, options.Value.EventWindow);
        var chain = await instances.ChainAsync(cause, time.GetUtcNow() - window, limit * LongestRound, cancellationToken).ConfigureAwait(false);
        if (chain.Count(link => link == definition) < limit) return;
        var round = chain.TakeWhile(link => link != definition).Append(definition).Reverse();
        throw new RefusedStimulusException(
            $"'{definition}' is not started: within {window} it was started {limit} times by what it had set in motion itself, which is the limit (EventRounds). "
            + $"The round is {string.Join(" -> ", round)} -> {definition}. Give one of them a condition that ends it, and retry.");
    }

    private Task<BurstResult> ResumeAsync(Stimulus stimulus, CancellationToken cancellationToken) =>
        stimulus.BookmarkId is { } bookmark
            ? bursts.ResumeAsync(bookmark, JsonValues.Parse(stimulus.Payload), timedOut: false, Cause(stimulus), stimulus, cancellationToken)
            : throw new InvalidOperationException("A resume stimulus names its bookmark.");

    private Task<BurstResult> CancelAsync(Stimulus stimulus, CancellationToken cancellationToken) =>
        bursts.CancelAsync(
            stimulus.InstanceId ?? throw new InvalidOperationException("A cancel stimulus names its instance."),
            JsonValues.Parse(stimulus.Payload) as string ?? stimulus.Name, Cause(stimulus), stimulus, cancellationToken);

    private Task<BurstResult> ContinueAsync(Stimulus stimulus, CancellationToken cancellationToken) => bursts.ContinueAsync(
        stimulus.InstanceId ?? throw new InvalidOperationException("A continuation names its instance."), stimulus, cancellationToken);

    private async Task<bool> SettleAsync(Stimulus stimulus, Task<BurstResult> burst, CancellationToken cancellationToken)
    {
        var result = await burst.ConfigureAwait(false);
        if (result.IsHeld) return false;
        if (result.Outcome == CommitOutcome.Committed) return true;
        return await database.TryAsync(async () =>
        {
            await queue.RemoveAsync(WorkKind.Stimulus, stimulus.Id, cancellationToken).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    private static IReadOnlyDictionary<string, object?> Input(object? payload) => payload switch
    {
        null => new Dictionary<string, object?>(),
        IReadOnlyDictionary<string, object?> input => input,
        _ => new Dictionary<string, object?> { ["payload"] = payload },
    };

    /// <summary>What another instance caused is the automation's doing; its identifier is for the journal, not for people.</summary>
    private static Actor Cause(Stimulus stimulus) =>
        stimulus.CausedBy is { } name && !name.StartsWith("instance:", StringComparison.Ordinal) ? new(null, name) : Actor.System;
}
