using Trasa.Engine.Stores;

namespace Trasa.Engine.Outbox;

/// <summary>Where effects wait for the commit. Retries with back-off; what cannot be sent becomes a dead letter that can be replayed.</summary>
public interface IOutbox
{
    Task EnqueueAsync(IUnitOfWork work, OutboxMessage message, CancellationToken cancellationToken);
}

/// <summary>Carries messages of one channel out of the house.</summary>
public interface IOutboxChannel
{
    /// <summary>The <see cref="OutboxMessage.Channel"/> that it serves.</summary>
    string Name { get; }

    Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken);
}

/// <summary>What became of one attempt.</summary>
/// <param name="Outcome">Sent, to be tried again, or refused for good.</param>
/// <param name="Reason">In plain words, when it was not sent.</param>
public sealed record SendResult(SendOutcome Outcome, string? Reason = null)
{
    public static SendResult Sent { get; } = new(SendOutcome.Sent);

    public static SendResult Retry(string reason) => new(SendOutcome.Retry, reason);

    public static SendResult Refused(string reason) => new(SendOutcome.Refused, reason);
}

public enum SendOutcome
{
    Sent,
    Retry,
    Refused,
}
