using Microsoft.Extensions.Options;
using Trasa.Engine.Doors;
using Trasa.Engine.Execution;
using Trasa.Engine.Instances;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Engine.Hosting;

internal sealed class WorkflowEngine(
    BurstRunner bursts, WorkDelivery delivery, IWorkQueue queue, IStimulusQueue stimuli,
    IDatabase database, IIdentifiers identifiers, TimeProvider time, IOptions<RunnerOptions> options, IInstanceRepair repair, WorkSignal signal, GivenAnswers answers) : IWorkflowEngine
{
    /// <summary>Small enough that what a piece of work sets in motion does not wait long behind what was due with it.</summary>
    private const int BatchSize = 16;

    public async Task<StartResult> StartAsync(StartRequest request, CancellationToken cancellationToken)
    {
        var instance = new NewInstance(
            request.InstanceId ?? identifiers.Next(), request.Input ?? new Dictionary<string, object?>(), request.CorrelationId, ParentId: null, ParentBookmarkId: null);
        var result = await bursts.StartAsync(
            instance, request.DefinitionKey, request.Version, request.Trigger, mayExist: request.InstanceId is not null, request.Actor ?? Actor.System, stimulus: null, cancellationToken).ConfigureAwait(false);
        return new(instance.Id, result.Status ?? InstanceStatus.Running, result.Output);
    }

    public Task<ResumeResult> ResumeAsync(Guid bookmarkId, object? payload, Actor actor, CancellationToken cancellationToken) =>
        AnswerAsync(bookmarkId, payload, actor, key: null, cancellationToken);

    public async Task<ResumeResult> AnswerAsync(Guid bookmarkId, object? payload, Actor actor, AnswerKey? key, CancellationToken cancellationToken)
    {
        Checked(payload, "The resumption");
        var remembered = key is null ? null : GivenAnswers.Key(bookmarkId, key, actor);
        var result = await bursts.ResumeAsync(bookmarkId, payload, timedOut: false, actor, stimulus: null, cancellationToken, remembered).ConfigureAwait(false);
        if (result.Outcome == CommitOutcome.Committed) return new(ResumeOutcome.Resumed, result.Status);
        if (result.IsHeld) return new(ResumeOutcome.OnHold, result.Status);
        if (key is not null && await HasAnsweredAsync(bookmarkId, key, actor, cancellationToken).ConfigureAwait(false)) return new(ResumeOutcome.Repeated, result.Status);
        return new(WasIssuedHere(bookmarkId) ? ResumeOutcome.AlreadyConsumed : ResumeOutcome.NotFound, result.Status);
    }

    public Task<bool> HasAnsweredAsync(Guid bookmarkId, AnswerKey key, Actor actor, CancellationToken cancellationToken) =>
        answers.KnowsAsync(GivenAnswers.Key(bookmarkId, key, actor), cancellationToken);

    public async Task PublishAsync(EventRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stimulus = new Stimulus(
            identifiers.Next(), StimulusKind.Event, request.Name, request.CorrelationId, InstanceId: null, BookmarkId: null,
            Checked(request.Payload, $"The event '{request.Name}'"), now, request.KeepFor is { } keep ? now + keep : null, request.DeduplicationKey, request.Actor?.Name);
        await database.TryAsync(async () =>
        {
            var work = await database.BeginAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = work.ConfigureAwait(false);
            await stimuli.EnqueueAsync(work, stimulus, cancellationToken).ConfigureAwait(false);
            await work.CommitAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> CancelAsync(Guid instanceId, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var result = await bursts.CancelAsync(instanceId, reason, actor, stimulus: null, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed;
    }

    public async Task<bool> HoldAsync(Guid instanceId, string reason, Actor actor, CancellationToken cancellationToken)
    {
        var result = await bursts.HoldAsync(instanceId, reason, actor, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed;
    }

    public async Task<bool> ReleaseAsync(Guid instanceId, Actor actor, CancellationToken cancellationToken)
    {
        var result = await bursts.ReleaseAsync(instanceId, actor, cancellationToken).ConfigureAwait(false);
        if (result.Outcome != CommitOutcome.Committed) return false;
        await queue.ReleaseAsync(instanceId, cancellationToken).ConfigureAwait(false);
        signal.Notify();
        return true;
    }

    public async Task<InstanceStatus?> RepairAsync(Guid instanceId, IReadOnlyList<Repair> repairs, Actor actor, CancellationToken cancellationToken)
    {
        var result = await bursts.RepairAsync(repair, instanceId, repairs, actor, cancellationToken).ConfigureAwait(false);
        return result is { Outcome: CommitOutcome.Committed } ? result.Status : null;
    }

    public async Task<int> RunDueAsync(CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var done = await RunBatchAsync(cancellationToken).ConfigureAwait(false);
            if (done == 0) done = await SendBatchAsync(cancellationToken).ConfigureAwait(false);
            if (done == 0) break;
            total += done;
        }

        var now = time.GetUtcNow();
        await queue.PruneAsync(now, now - options.Value.RememberKeys, cancellationToken).ConfigureAwait(false);
        return total;
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        await queue.NextDueAsync(time.GetUtcNow(), cancellationToken).ConfigureAwait(false);

    /// <summary>Stimuli and timers, one after the other by due time and then by id, so that a run can be repeated to the letter.</summary>
    private async Task<int> RunBatchAsync(CancellationToken cancellationToken)
    {
        var claim = NewClaim();
        var due = new List<(DateTimeOffset At, string Id, Func<Task> Run)>();
        foreach (var item in await queue.ClaimStimuliAsync(claim, cancellationToken).ConfigureAwait(false))
            due.Add((item.DueAt, item.Item.Id.ToString("N"), () => delivery.DeliverAsync(item, cancellationToken)));
        foreach (var item in await queue.ClaimTimersAsync(claim, cancellationToken).ConfigureAwait(false))
            due.Add((item.DueAt, item.Item.Id.ToString("N"), () => delivery.FireAsync(item, cancellationToken)));

        foreach (var (_, _, run) in due.OrderBy(piece => piece.At).ThenBy(piece => piece.Id, StringComparer.Ordinal))
            await run().ConfigureAwait(false);
        return due.Count;
    }

    private async Task<int> SendBatchAsync(CancellationToken cancellationToken)
    {
        var messages = await queue.ClaimMessagesAsync(NewClaim(), cancellationToken).ConfigureAwait(false);
        foreach (var message in messages) await delivery.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return messages.Count;
    }

    private Claim NewClaim()
    {
        var now = time.GetUtcNow();
        return new(now, now + options.Value.Lease, BatchSize);
    }

    /// <summary>The payload as JSON, when it is not too large.</summary>
    private string? Checked(object? payload, string what)
    {
        if (payload is null) return null;
        var text = JsonValues.Write(payload);
        return text.Length <= options.Value.PayloadSize ? text : throw new PayloadTooLargeException(what, text.Length, options.Value.PayloadSize);
    }

    /// <summary>Identifiers are never used twice, so one in our format that is not stored any more was consumed.</summary>
    private static bool WasIssuedHere(Guid id) => id.Version == 7;
}
