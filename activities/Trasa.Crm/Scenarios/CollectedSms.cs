using System.Collections.Concurrent;
using Trasa.Activities.Sms;
using Trasa.Engine.Outbox;

namespace Trasa.Crm.Scenarios;

/// <summary>Takes the text messages of a scenario or trial, so that nothing leaves and everything can be looked at.</summary>
public sealed class CollectedSms(TimeProvider time) : IOutboxChannel
{
    private readonly ConcurrentQueue<(DateTimeOffset At, SmsMessage Message)> _sent = new();

    public string Name => SmsMessage.Channel;

    /// <summary>In the order of sending.</summary>
    public IReadOnlyCollection<(DateTimeOffset At, SmsMessage Message)> Sent => _sent;

    public Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        _sent.Enqueue((time.GetUtcNow(), SmsMessage.Parse(message.Payload)));
        return Task.FromResult(SendResult.Sent);
    }
}
