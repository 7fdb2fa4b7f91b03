using Trasa.Activities.Sms;
using Trasa.Activities.Templates;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>A text message with links that tell who followed them, and one to stop such messages. It has no subject.</summary>
internal sealed class TrackedSms(MailingFile file, IOutbox outbox, IIdentifiers identifiers, TimeProvider time) : IMailingChannel
{
    public string Key => MailingChannels.Sms;

    public string? AddressOf(Record contact, Record? company) => contact.Text("mobile");

    public async Task<Record> SendAsync(IUnitOfWork work, AddressedMailing addressed, Actor actor, CancellationToken cancellationToken)
    {
        var text = TrackedText.Read(addressed.Rendered.Body.Trim());
        var links = await file.LinksAsync(work, text, cancellationToken).ConfigureAwait(false);
        var sms = new SmsMessage(addressed.Address, $"{text.Plain(links.Addresses)}\nStop: {links.Stop}");
        var key = file.NewMessageId();
        var message = await file.AddAsync(work, addressed, new Dictionary<string, object?>
        {
            ["bodyText"] = sms.Text,
            ["messageId"] = key,
            ["tracking"] = links.Key.ToString("N"),
            ["links"] = RecordJson.Write(text.Links),
        }, actor, cancellationToken).ConfigureAwait(false);
        await EnqueueAsync(work, sms, key, addressed.Mailing.About, cancellationToken).ConfigureAwait(false);
        return message;
    }

    public Task SendTestAsync(IUnitOfWork work, Mailing mailing, RenderedTemplate rendered, string address, CancellationToken cancellationToken)
    {
        var text = TrackedText.Read(rendered.Body.Trim());
        return EnqueueAsync(work, new(address, $"[Test] {text.Plain(text.Links)}"), file.NewMessageId(), mailing.About, cancellationToken);
    }

    private Task EnqueueAsync(IUnitOfWork work, SmsMessage sms, string key, RecordReference about, CancellationToken cancellationToken) =>
        outbox.EnqueueAsync(work, new(identifiers.Next(), SmsMessage.Channel, key, sms.ToJson(), time.GetUtcNow(), Subject: about.ToString()), cancellationToken);
}
