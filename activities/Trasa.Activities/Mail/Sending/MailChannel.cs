using System.Text.Json;
using System.Text.Json.Serialization;
using Trasa.Activities.Mail.Writing;
using Trasa.Engine.Outbox;

namespace Trasa.Activities.Mail.Sending;

/// <summary>
/// Mail as a channel of the outbox: the payload is the whole message, so that every attempt sends the same bytes. Whatever
/// leaves through it bears the mark by which it is known when it comes back.
/// </summary>
public sealed class MailChannel(IMailSender sender) : IOutboxChannel
{
    public const string ChannelName = "mail";

    public string Name => ChannelName;

    public static string Payload(OutgoingMail mail) => JsonSerializer.Serialize(mail with { LoopMark = mail.LoopMark ?? mail.From.Address }, QueuedMailJson.Default.OutgoingMail);

    public static OutgoingMail Mail(string payload) =>
        JsonSerializer.Deserialize(payload, QueuedMailJson.Default.OutgoingMail) ?? throw new JsonException("The payload of a mail is empty.");

    public async Task<SendResult> SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var delivery = await sender.SendAsync(Mail(message.Payload), cancellationToken).ConfigureAwait(false);
        return delivery.Status switch
        {
            MailDeliveryStatus.Sent => SendResult.Sent,
            MailDeliveryStatus.RefusedForGood => SendResult.Refused(delivery.Detail),
            MailDeliveryStatus.FailedForNow => SendResult.Retry(delivery.Detail),
        };
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OutgoingMail))]
internal sealed partial class QueuedMailJson : JsonSerializerContext;
