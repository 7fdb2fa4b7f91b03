namespace Trasa.Engine.Outbox;

/// <summary>
/// An effect outside of the database. It leaves after the commit, at least once, with a key by which the receiver can
/// tell a repetition.
/// </summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Channel">Which <see cref="IOutboxChannel"/> takes it, e.g. <c>mail</c>, <c>sms</c>, <c>http</c>.</param>
/// <param name="IdempotencyKey">The same for every attempt.</param>
/// <param name="Payload">JSON for the channel.</param>
/// <param name="DueAt">Not sent before.</param>
/// <param name="InstanceId">The instance that sends it, or null.</param>
/// <param name="Subject">The record that it is about, e.g. <c>case:0193...</c>, or null.</param>
public sealed record OutboxMessage(
    Guid Id,
    string Channel,
    string IdempotencyKey,
    string Payload,
    DateTimeOffset DueAt,
    Guid? InstanceId = null,
    string? Subject = null);
