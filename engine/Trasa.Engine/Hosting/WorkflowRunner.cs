using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Trasa.Engine.Hosting;

/// <summary>Runs what is due, in parallel, as long as the host lives; other hosts may run beside it on the same database.</summary>
internal sealed partial class WorkflowRunner(
    WorkDelivery delivery, IWorkQueue queue, WorkSignal signal, TimeProvider time, IOptions<RunnerOptions> options, ILogger<WorkflowRunner> logger)
    : BackgroundService
{
    private static readonly TimeSpan PruneInterval = TimeSpan.FromMinutes(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        LoopAsync("bursts", new WorkSlots(options.Value.MaxParallelBursts), ClaimBurstsAsync, stoppingToken),
        LoopAsync("messages", new WorkSlots(options.Value.MaxParallelMessages), ClaimMessagesAsync, stoppingToken),
        PruneAsync(stoppingToken));

    private async Task LoopAsync(string name, WorkSlots slots, Func<WorkSlots, CancellationToken, CancellationToken, Task<int>> claim, CancellationToken stoppingToken)
    {
        using var drained = new CancellationTokenSource();
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before looking, so that what is stored while we look wakes us.
            var wake = Task.WhenAny(signal.Next, slots.Freed);
            try
            {
                if (slots.Free > 0 && await claim(slots, drained.Token, stoppingToken).ConfigureAwait(false) > 0) continue;
                await WaitAsync(wake, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception problem)
            {
                Log.ClaimFailed(logger, problem, name);
                await Task.Delay(options.Value.PollInterval, time, CancellationToken.None).ConfigureAwait(false);
            }
        }

        await slots.DrainAsync(options.Value.DrainTimeout, drained).ConfigureAwait(false);
    }

    private async Task<int> ClaimBurstsAsync(WorkSlots slots, CancellationToken running, CancellationToken stoppingToken)
    {
        var stimuli = await queue.ClaimStimuliAsync(NewClaim(slots.Free), stoppingToken).ConfigureAwait(false);
        foreach (var item in stimuli) slots.Run(() => delivery.DeliverAsync(item, running));
        if (slots.Free == 0) return stimuli.Count;

        var timers = await queue.ClaimTimersAsync(NewClaim(slots.Free), stoppingToken).ConfigureAwait(false);
        foreach (var item in timers) slots.Run(() => delivery.FireAsync(item, running));
        return stimuli.Count + timers.Count;
    }

    private async Task<int> ClaimMessagesAsync(WorkSlots slots, CancellationToken running, CancellationToken stoppingToken)
    {
        var messages = await queue.ClaimMessagesAsync(NewClaim(slots.Free), stoppingToken).ConfigureAwait(false);
        foreach (var item in messages) slots.Run(() => delivery.SendAsync(item, running));
        return messages.Count;
    }

    /// <summary>Until a wake-up, the next due time or the next poll, whichever comes first.</summary>
    private async Task WaitAsync(Task wake, CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        var pause = options.Value.PollInterval;
        if (await queue.NextDueAsync(now, stoppingToken).ConfigureAwait(false) is { } due && due - now < pause) pause = due - now;
        // What is due already is in other hands, or our slots are full.
        if (pause <= TimeSpan.Zero) pause = TimeSpan.FromMilliseconds(10);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(wake, Task.Delay(pause, time, giveUp.Token)).ConfigureAwait(false);
        await giveUp.CancelAsync().ConfigureAwait(false);
        stoppingToken.ThrowIfCancellationRequested();
    }

    private async Task PruneAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(PruneInterval, time, stoppingToken).ConfigureAwait(false);
                var now = time.GetUtcNow();
                await queue.PruneAsync(now, now - options.Value.RememberKeys, stoppingToken).ConfigureAwait(false);
                await queue.RetireAsync(now - options.Value.KeepJournal, now - options.Value.KeepInstances, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                Log.ClaimFailed(logger, problem, "pruning");
            }
        }
    }

    private Claim NewClaim(int count)
    {
        var now = time.GetUtcNow();
        return new(now, now + options.Value.Lease, count);
    }

    private static partial class Log
    {
        [LoggerMessage(2511, LogLevel.Warning, "Looking for {What} failed; it is tried again")]
        public static partial void ClaimFailed(ILogger logger, Exception problem, string what);
    }
}
