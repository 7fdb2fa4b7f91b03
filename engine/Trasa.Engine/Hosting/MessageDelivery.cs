using Microsoft.Extensions.Options;
using Trasa.Engine.Outbox;

namespace Trasa.Engine.Hosting;

/// <summary>Sends one message of the outbox. It is removed only after the channel took it, so it leaves at least once.</summary>
internal sealed class MessageDelivery(IEnumerable<IOutboxChannel> channels, IEnumerable<IRefusalListener> listeners, IWorkQueue queue, TimeProvider time, IOptions<RunnerOptions> options)
{
    private readonly Dictionary<string, IOutboxChannel> _channels = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    public async Task SendAsync(Claimed<OutboxMessage> claimed, CancellationToken cancellationToken)
    {
        var message = claimed.Item;
        var result = _channels.TryGetValue(message.Channel, out var channel)
            ? await AttemptAsync(channel, message, cancellationToken).ConfigureAwait(false)
            : SendResult.Retry($"No channel '{message.Channel}' is set up.");

        EngineTelemetry.Sent(message.Channel, result.Outcome.ToString());
        var givenUp = result.Outcome == SendOutcome.Refused || (result.Outcome == SendOutcome.Retry && claimed.Attempts >= options.Value.MaxSendAttempts);
        if (result.Outcome == SendOutcome.Sent)
            await queue.RemoveAsync(WorkKind.Message, message.Id, CancellationToken.None).ConfigureAwait(false);
        else if (givenUp)
            await queue.ParkAsync(WorkKind.Message, message.Id, result.Reason ?? "Refused without a reason.", incident: null, besides: null, CancellationToken.None).ConfigureAwait(false);
        else
            await queue.PostponeAsync(WorkKind.Message, message.Id, time.GetUtcNow() + options.Value.BackOff(claimed.Attempts), result.Reason, countAttempt: true, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task TellAsync(OutboxMessage message, string reason, CancellationToken cancellationToken)
    {
        foreach (var listener in listeners) await listener.RefusedAsync(message, reason, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SendResult> AttemptAsync(IOutboxChannel channel, OutboxMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var result = await channel.SendAsync(message, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == SendOutcome.Refused) await TellAsync(message, result.Reason ?? "", cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return SendResult.Retry($"{problem.GetType().Name}: {problem.Message}");
        }
    }
}
