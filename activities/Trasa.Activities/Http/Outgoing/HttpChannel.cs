using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stimuli;
using Trasa.Engine.Stores;
using Trasa.Engine.Values;

namespace Trasa.Activities.Http.Outgoing;

/// <summary>Carries the requests of workflows out after the commit, and their answers back as a stimulus for the step that waits.</summary>
/// <remarks>At least once: when the host dies between the answer and its storing, the request is sent again, with the same <c>Idempotency-Key</c>.</remarks>
internal sealed class HttpChannel(IHttpDoor door, IDatabase database, IStimulusQueue stimuli, IIdentifiers identifiers, TimeProvider time) : IOutboxChannel
{
    public const string ChannelName = "http";

    public string Name => ChannelName;

    public async Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var payload = (IReadOnlyDictionary<string, object?>)JsonValues.Parse(message.Payload)!;
        var answer = await door.SendAsync(Call(payload), cancellationToken).ConfigureAwait(false);
        await database.TryAsync(() => StoreAsync(message, payload, answer), cancellationToken).ConfigureAwait(false);
        return SendResult.Sent;
    }

    private async Task<bool> StoreAsync(OutboxMessage message, IReadOnlyDictionary<string, object?> payload, HttpAnswer answer)
    {
        var work = await database.BeginAsync(CancellationToken.None).ConfigureAwait(false);
        await using var _ = work.ConfigureAwait(false);
        var stimulus = new Stimulus(
            identifiers.Next(), StimulusKind.Resume, "", null, message.InstanceId, Guid.Parse(ValueConversion.Text(payload["bookmark"])!), JsonValues.Write(AnswerValue.Of(answer, payload["url"])),
            time.GetUtcNow(), DeduplicationKey: "http:" + message.IdempotencyKey, CausedBy: "http");
        await stimuli.EnqueueAsync(work, stimulus, CancellationToken.None).ConfigureAwait(false);
        await work.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    private static HttpCall Call(IReadOnlyDictionary<string, object?> payload) => new(
        ValueConversion.Text(payload["method"])!,
        ValueConversion.Text(payload["url"])!,
        ((IReadOnlyDictionary<string, object?>)payload["headers"]!).ToDictionary(header => header.Key, header => ValueConversion.Text(header.Value) ?? ""),
        ValueConversion.Text(payload.GetValueOrDefault("body")),
        ValueConversion.Text(payload.GetValueOrDefault("contentType")),
        ValueConversion.ToDuration(payload.GetValueOrDefault("timeout")),
        payload.GetValueOrDefault("asFile") is true);
}
