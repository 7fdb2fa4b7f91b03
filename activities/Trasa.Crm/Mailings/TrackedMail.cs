using System.Text.Encodings.Web;
using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.Templates;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>A mail with a way to stop such mails (RFC 8058), and with links and a picture that tell what was read.</summary>
internal sealed class TrackedMail(MailingFile file, IOutbox outbox, IIdentifiers identifiers, TimeProvider time, MessagingOptions options) : IMailingChannel
{
    public string Key => MailingChannels.Mail;

    public string? AddressOf(Record contact, Record? company) => contact["undeliverable"] is true ? null : contact.Text("email");

    public async Task<Record> SendAsync(IUnitOfWork work, AddressedMailing addressed, Actor actor, CancellationToken cancellationToken)
    {
        var text = TrackedText.Read(addressed.Rendered.Body);
        var links = await file.LinksAsync(work, text, cancellationToken).ConfigureAwait(false);
        var foot = $"""<p style="font-size:12px;color:#667"><a href="{HtmlEncoder.Default.Encode(links.Stop)}">No more mails like this</a></p><img src="{HtmlEncoder.Default.Encode(links.Picture)}" width="1" height="1" alt="">""";
        var mail = Mail(new(addressed.Name, addressed.Address), addressed.Rendered.Subject, $"{text.Plain(links.Addresses)}\n\nNo more mails like this: {links.Stop}\n", text.Html(links.Addresses, foot), links.Stop);
        var message = await file.AddAsync(work, addressed, new Dictionary<string, object?>
        {
            ["bodyText"] = mail.Text,
            ["messageId"] = mail.MessageId,
            ["tracking"] = links.Key.ToString("N"),
            ["links"] = RecordJson.Write(text.Links),
        }, actor, cancellationToken).ConfigureAwait(false);
        await EnqueueAsync(work, mail, addressed.Mailing.About, cancellationToken).ConfigureAwait(false);
        return message;
    }

    public Task SendTestAsync(IUnitOfWork work, Mailing mailing, RenderedTemplate rendered, string address, CancellationToken cancellationToken)
    {
        var text = TrackedText.Read(rendered.Body);
        return EnqueueAsync(work, Mail(new("", address), $"[Test] {rendered.Subject}", text.Plain(text.Links), text.Html(text.Links, ""), null), mailing.About, cancellationToken);
    }

    private Task EnqueueAsync(IUnitOfWork work, OutgoingMail mail, RecordReference about, CancellationToken cancellationToken) => outbox.EnqueueAsync(
        work, new OutboxMessage(identifiers.Next(), MailChannel.ChannelName, mail.MessageId, MailChannel.Payload(mail), time.GetUtcNow(), Subject: about.ToString()), cancellationToken);

    private OutgoingMail Mail(MailAddress to, string subject, string text, string html, string? stop)
    {
        var messageId = file.NewMessageId();
        return new()
        {
            IdempotencyKey = messageId,
            MessageId = messageId,
            From = new(options.SupportName, options.SupportAddress),
            To = [to],
            Subject = subject,
            Text = text,
            Html = html,
            Date = time.GetUtcNow(),
            Unsubscribe = stop is null ? null : new Uri(stop),
        };
    }
}
