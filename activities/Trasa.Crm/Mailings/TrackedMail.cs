using System.Text.Encodings.Web;
using Trasa.Activities.Mail.Mime;
using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.Templates;
using Trasa.Crm.Matching;
using Trasa.Crm.Messaging;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Mailings;

/// <summary>
/// Mail that people agreed to get: never to somebody who does not want it, at most once a day whoever sends it, with a way
/// to stop it in every mail (RFC 8058), and with links and a picture that tell what was read. Filed and put into the outbox
/// in one transaction.
/// </summary>
public sealed class TrackedMail(
    IRecords records, IOutbox outbox, RecordFactsReader facts, TrackedTokens tokens, IIdentifiers identifiers, TimeProvider time, MessagingOptions options)
{
    /// <summary>How it reads for this record; nothing is sent.</summary>
    /// <exception cref="MailingInvalidException">Subject or text cannot be read.</exception>
    public async Task<MailingPreview?> PreviewAsync(Mailing mailing, Actor actor, CancellationToken cancellationToken) =>
        await facts.ReadAsync(null, mailing.About, actor, cancellationToken).ConfigureAwait(false) is { } found ? Preview(Render(found, mailing)) : null;

    /// <summary>Sends it to a colleague who wants to see it: no link is followed, nothing is filed.</summary>
    /// <exception cref="MailingInvalidException">Subject or text cannot be read.</exception>
    public async Task SendTestAsync(IUnitOfWork work, Mailing mailing, MailAddress to, Actor actor, CancellationToken cancellationToken)
    {
        var found = await facts.ReadAsync(work, mailing.About, actor, cancellationToken).ConfigureAwait(false) ?? throw new MailingInvalidException("There is nobody to try it with.");
        var rendered = Render(found, mailing);
        var text = TrackedText.Read(rendered.Body);
        await EnqueueAsync(work, Mail(to, $"[Test] {rendered.Subject}", text.Plain(text.Links), text.Html(text.Links, ""), null), mailing.About, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends it to the contact of the record, if that may be.</summary>
    /// <exception cref="MailingInvalidException">Subject or text cannot be read.</exception>
    public async Task<(MailingOutcome Outcome, Record? Message)> SendAsync(IUnitOfWork work, Mailing mailing, Actor actor, CancellationToken cancellationToken)
    {
        var found = await facts.ReadAsync(work, mailing.About, actor, cancellationToken).ConfigureAwait(false);
        if (found?.Contact is not { } named) return (MailingOutcome.NoAddress, null);
        // Whoever writes to them now waits here, so that one of two finds what the other has sent.
        await Turns.TakeAsync(work, [$"mailing:{named.Id}"], cancellationToken).ConfigureAwait(false);
        var contact = await records.FindAsync(work, "contact", named.Id, Actor.System, cancellationToken).ConfigureAwait(false) ?? named;
        if (contact["consent"] is not true || contact["optedOutAt"] is not null) return (MailingOutcome.NotWanted, null);
        if (contact.Text("email") is not { Length: > 0 } address || contact["undeliverable"] is true) return (MailingOutcome.NoAddress, null);
        if (await WasWrittenTodayAsync(work, contact, cancellationToken).ConfigureAwait(false)) return (MailingOutcome.WrittenToday, null);
        return (MailingOutcome.Sent, await FileAsync(work, mailing, Render(found, mailing), contact, address, actor, cancellationToken).ConfigureAwait(false));
    }

    private async Task<Record> FileAsync(IUnitOfWork work, Mailing mailing, RenderedTemplate rendered, Record contact, string address, Actor actor, CancellationToken cancellationToken)
    {
        var key = identifiers.Next();
        var text = TrackedText.Read(rendered.Body);
        var addresses = new List<string>();
        for (var link = 0; link < text.Links.Count; link++)
            addresses.Add(Address("t", await tokens.LinkAsync(work, key, link, cancellationToken).ConfigureAwait(false)));
        var stop = Address("u", await tokens.StopAsync(work, key, cancellationToken).ConfigureAwait(false));
        var picture = Address("t", await tokens.OpenAsync(work, key, cancellationToken).ConfigureAwait(false));
        var foot = $"""<p style="font-size:12px;color:#667"><a href="{HtmlEncoder.Default.Encode(stop)}">No more mails like this</a></p><img src="{HtmlEncoder.Default.Encode(picture)}" width="1" height="1" alt="">""";
        var mail = Mail(new(contact.Text("name") ?? "", address), rendered.Subject, $"{text.Plain(addresses)}\n\nNo more mails like this: {stop}\n", text.Html(addresses, foot), stop);
        var message = await records.CreateAsync(work, "message", Fields(mailing, mail, contact, key, text.Links), actor, cancellationToken).ConfigureAwait(false);
        await EnqueueAsync(work, mail, mailing.About, cancellationToken).ConfigureAwait(false);
        return message;
    }

    private Task EnqueueAsync(IUnitOfWork work, OutgoingMail mail, RecordReference about, CancellationToken cancellationToken) => outbox.EnqueueAsync(
        work, new OutboxMessage(identifiers.Next(), MailChannel.ChannelName, mail.MessageId, MailChannel.Payload(mail), time.GetUtcNow(), Subject: about.ToString()), cancellationToken);

    private OutgoingMail Mail(MailAddress to, string subject, string text, string html, string? stop)
    {
        var messageId = $"{identifiers.Next():N}@{options.SupportAddress[(options.SupportAddress.IndexOf('@', StringComparison.Ordinal) + 1)..]}";
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

    private static Dictionary<string, object?> Fields(Mailing mailing, OutgoingMail mail, Record contact, Guid key, List<string> links)
    {
        var (filed, with) = MessageFiling.Of(mailing.About);
        return new()
        {
            [filed] = with,
            ["direction"] = "out",
            ["channel"] = "mail",
            ["state"] = "Filed",
            ["deliveryState"] = "queued",
            ["contact"] = contact.Id,
            ["from"] = mail.From.Address,
            ["fromName"] = mail.From.Name,
            ["to"] = mail.To[0].Address,
            ["subject"] = mail.Subject,
            ["bodyText"] = mail.Text,
            ["messageId"] = mail.MessageId,
            ["marketing"] = true,
            ["series"] = mailing.Series,
            ["variant"] = mailing.Variant,
            ["tracking"] = key.ToString("N"),
            ["links"] = RecordJson.Write(links),
            ["sentAt"] = mail.Date,
        };
    }

    private async Task<bool> WasWrittenTodayAsync(IUnitOfWork work, Record contact, CancellationToken cancellationToken)
    {
        var local = TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone));
        var midnight = new DateTimeOffset(local.Date, local.Offset);
        var query = new RecordQuery("message", [new("contact", FieldOperator.Equal, contact.Id), new("marketing", FieldOperator.Equal, true), new("sentAt", FieldOperator.GreaterOrEqual, midnight)], Take: 1);
        return (await records.QueryAsync(work, query, Actor.System, cancellationToken).ConfigureAwait(false)).Records.Count > 0;
    }

    private static RenderedTemplate Render(RecordFacts found, Mailing mailing)
    {
        var template = MessageTemplate.Parse($"---\nsubject: {mailing.Subject.ReplaceLineEndings(" ")}\n---\n{mailing.Text}", out var problems);
        return template?.Render(MessageScope.Of(found, mailing.Extra)) ?? throw new MailingInvalidException($"Line {Math.Max(1, problems[0].Line - 3)}: {problems[0].Message}");
    }

    private static MailingPreview Preview(RenderedTemplate rendered)
    {
        var text = TrackedText.Read(rendered.Body);
        return new(rendered.Subject, text.Plain(text.Links), rendered.Gaps);
    }

    private string Address(string path, string token) => new Uri(options.PublicAddress, $"{path}/{token}").ToString();
}
