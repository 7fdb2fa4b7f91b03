using System.Collections.Concurrent;
using Trasa.Engine.Outbox;

namespace Trasa.Engine.Storage.Tests;

/// <summary>The outside world: it counts what arrives under which key.</summary>
internal sealed class EffectChannel : IOutboxChannel
{
    public ConcurrentDictionary<string, int> Keys { get; } = new();

    public string Name => "effect";

    public Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        Keys.AddOrUpdate(message.IdempotencyKey, 1, (_, times) => times + 1);
        return Task.FromResult(SendResult.Sent);
    }
}
