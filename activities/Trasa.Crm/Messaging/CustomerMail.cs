using Trasa.Activities.Mail.Reading;
using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.Templates;
using Trasa.Crm.Attachments;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Messaging;

/// <summary>
/// Writes to the customer of a record: the message is filed with the record and put into the outbox in one transaction.
/// </summary>
/// <remarks>
/// It goes to the contact of the record, never to the sender of the newest mail, so that a forged mail learns nothing.
/// </remarks>
public sealed class CustomerMail(
    IRecords records,
    IAttachments attachments,
    IOutbox outbox,
    RecordFactsReader facts,
    MessageTemplates templates,
    SubjectReferences references,
    IIdentifiers identifiers,
    TimeProvider time,
    MessagingOptions options)
{
    /// <summary>Sends what a template says. Returns the message, or null when the customer has no address.</summary>
    public async Task<Record?> SendTemplateAsync(IUnitOfWork work, CustomerMessage message, Actor actor, CancellationToken cancellationToken)
    {
        if (await facts.ReadAsync(work, message.About, actor, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        var scope = MessageScope.Of(found, message.Extra);
        var rendered = await templates.RenderAsync(message.Template, found.Language, scope, cancellationToken).ConfigureAwait(false);
        return await SendAsync(work, found, new(rendered.Subject, rendered.Body, message.Files, IsAutomatic: true), actor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends what a person wrote, as an answer to the customer's last mail.</summary>
    public async Task<Record?> ReplyAsync(IUnitOfWork work, RecordReference about, string text, Actor actor, CancellationToken cancellationToken)
    {
        if (await facts.ReadAsync(work, about, actor, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        return await SendAsync(work, found, new($"Re: {found.Record.Text("subject")}", text, [], IsAutomatic: false), actor, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Record?> SendAsync(IUnitOfWork work, RecordFacts found, Wording wording, Actor actor, CancellationToken cancellationToken)
    {
        if (found.Email is not { Length: > 0 } address) return null;
        var mail = await MailAsync(work, found, wording, address, actor, cancellationToken).ConfigureAwait(false);
        var message = await records.CreateAsync(work, "message", Fields(found, mail, wording.Files), actor, cancellationToken).ConfigureAwait(false);
        await outbox.EnqueueAsync(
            work,
            new OutboxMessage(identifiers.Next(), MailChannel.ChannelName, mail.MessageId, MailChannel.Payload(mail), time.GetUtcNow(), Subject: found.Record.Reference.ToString()),
            cancellationToken).ConfigureAwait(false);
        return message;
    }

    private async Task<OutgoingMail> MailAsync(IUnitOfWork work, RecordFacts found, Wording wording, string address, Actor actor, CancellationToken cancellationToken)
    {
        var reference = found.Record.Text("number") is { Length: > 0 } number ? await references.MarkAsync(work, number, cancellationToken).ConfigureAwait(false) : "";
        var thread = await ThreadAsync(work, found.Record.Reference, actor, cancellationToken).ConfigureAwait(false);
        var messageId = $"{identifiers.Next():N}@{options.SupportAddress[(options.SupportAddress.IndexOf('@', StringComparison.Ordinal) + 1)..]}";
        return new()
        {
            IdempotencyKey = messageId,
            MessageId = messageId,
            From = new(options.SupportName, options.SupportAddress),
            To = [new((found.Contact ?? found.Record).Text("name") ?? "", address)],
            Subject = $"{wording.Subject} {reference}".Trim(),
            Text = wording.Body,
            Attachments = await FilesAsync(work, wording.Files, actor, cancellationToken).ConfigureAwait(false),
            Date = time.GetUtcNow(),
            InReplyTo = thread is [.., var last] ? last : null,
            References = thread,
            IsAutomatic = wording.IsAutomatic,
        };
    }

    private async Task<IReadOnlyList<MailAttachment>> FilesAsync(IUnitOfWork work, IReadOnlyList<Guid> files, Actor actor, CancellationToken cancellationToken)
    {
        var mailed = new List<MailAttachment>();
        foreach (var id in files)
        {
            var file = await attachments.OpenAsync(work, id, actor, cancellationToken).ConfigureAwait(false)
                ?? throw new RecordInvalidException("message", [new("files", $"There is no attachment {id}, so it cannot be sent.")]);
            mailed.Add(new(file.Name, file.ContentType ?? "application/octet-stream", file.Content.ToArray()));
        }

        return mailed;
    }

    private static Dictionary<string, object?> Fields(RecordFacts found, OutgoingMail mail, IReadOnlyList<Guid> files)
    {
        var (filed, with) = MessageFiling.Of(found.Record.Reference);
        return new()
        {
            [filed] = with,
            ["direction"] = "out",
            ["channel"] = "mail",
            ["state"] = "Filed",
            ["deliveryState"] = "queued",
            ["contact"] = found.Contact?.Id,
            ["from"] = mail.From.Address,
            ["fromName"] = mail.From.Name,
            ["to"] = string.Join(", ", mail.To.Select(to => to.Address)),
            ["subject"] = mail.Subject,
            ["bodyText"] = mail.Text,
            ["files"] = files.Count == 0 ? null : files.Select(object? (id) => id).ToList(),
            ["messageId"] = mail.MessageId,
            ["inReplyTo"] = mail.InReplyTo,
            ["automatic"] = mail.IsAutomatic,
            ["sentAt"] = mail.Date,
        };
    }

    /// <summary>The identifiers of the mails that the customer has sent about the record, oldest first.</summary>
    private async Task<IReadOnlyList<string>> ThreadAsync(IUnitOfWork work, RecordReference about, Actor actor, CancellationToken cancellationToken)
    {
        var query = new RecordQuery("message", [MessageFiling.Condition(about), new("direction", FieldOperator.Equal, "in")], OrderBy: ["sentAt"], Take: 20);
        var page = await records.QueryAsync(work, query, actor, cancellationToken).ConfigureAwait(false);
        return [.. page.Records.Where(message => message["internal"] is not true).Select(message => message.Text("messageId")).OfType<string>().Where(id => id.Length > 0)];
    }

    private sealed record Wording(string Subject, string Body, IReadOnlyList<Guid> Files, bool IsAutomatic);
}
