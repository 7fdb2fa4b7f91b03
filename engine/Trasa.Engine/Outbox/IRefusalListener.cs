namespace Trasa.Engine.Outbox;

/// <summary>Hears of messages that were refused for good, so that whoever waits for what becomes of them learns it at once.</summary>
/// <remarks>Called before the message is put aside, at least once; when it throws, the message is tried again later.</remarks>
public interface IRefusalListener
{
    Task RefusedAsync(OutboxMessage message, string reason, CancellationToken cancellationToken);
}
