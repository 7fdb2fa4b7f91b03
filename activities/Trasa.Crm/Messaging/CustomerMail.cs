using Trasa.Activities.Mail.Sending;
using Trasa.Activities.Mail.Writing;
using Trasa.Activities.Templates;
using Trasa.Crm.Cases;
using Trasa.Crm.Records;
using Trasa.Engine.Doors;
using Trasa.Engine.Outbox;
using Trasa.Engine.Stores;

namespace Trasa.Crm.Messaging;

/// <summary>
/// Writes to the customer of a case: the message is filed with the case and put into the outbox in one transaction.
/// </summary>
/// <remarks>
/// It goes to the contact of the case, never to the sender of the newest mail, so that a forged mail learns nothing.
/// </remarks>
public sealed class CustomerMail(
    IRecords records,
    IOutbox outbox,
    CaseFactsReader facts,
    MessageTemplates templates,
    CaseReferences references,
    IIdentifiers identifiers,
    TimeProvider time,
    MessagingOptions options)
{
    /// <summary>Sends what a template says. Returns the message, or null when the contact has no address.</summary>
    public async Task<Record?> SendTemplateAsync(IUnitOfWork work, Guid caseId, string template, IReadOnlyDictionary<string, object?> extra, Actor actor, CancellationToken cancellationToken)
    {
        if (await facts.ReadAsync(work, caseId, actor, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        var scope = MessageScope.Of(found, extra);
        var rendered = await templates.RenderAsync(template, found.Case.Text("language"), scope, cancellationToken).ConfigureAwait(false);
        return await SendAsync(work, found, rendered.Subject, rendered.Body, isAutomatic: true, actor, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends what a person wrote, as an answer to the customer's last mail.</summary>
    public async Task<Record?> ReplyAsync(IUnitOfWork work, Guid caseId, string text, Actor actor, CancellationToken cancellationToken)
    {
        if (await facts.ReadAsync(work, caseId, actor, cancellationToken).ConfigureAwait(false) is not { } found) return null;
        return await SendAsync(work, found, $"Re: {found.Case.Text("subject")}", text, isAutomatic: false, actor, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Record?> SendAsync(IUnitOfWork work, CaseFacts found, string subject, string body, bool isAutomatic, Actor actor, CancellationToken cancellationToken)
    {
        if (found.Contact?.Text("email") is not { Length: > 0 } address) return null;
        var reference = await references.MarkAsync(work, found.Case.Text("number") ?? "", cancellationToken).ConfigureAwait(false);
        var thread = await ThreadAsync(work, found.Case, actor, cancellationToken).ConfigureAwait(false);
        var messageId = $"{identifiers.Next():N}@{options.SupportAddress[(options.SupportAddress.IndexOf('@', StringComparison.Ordinal) + 1)..]}";
        var mail = new OutgoingMail
        {
            IdempotencyKey = messageId,
            MessageId = messageId,
            From = new(options.SupportName, options.SupportAddress),
            To = [new(found.Contact.Text("name") ?? "", address)],
            Subject = $"{subject} {reference}".Trim(),
            Text = body,
            Date = time.GetUtcNow(),
            InReplyTo = thread is [.., var last] ? last : null,
            References = thread,
            IsAutomatic = isAutomatic,
        };
        var message = await records.CreateAsync(work, "message", Fields(found, mail), actor, cancellationToken).ConfigureAwait(false);
        await outbox.EnqueueAsync(
            work,
            new OutboxMessage(identifiers.Next(), MailChannel.ChannelName, messageId, MailChannel.Payload(mail), time.GetUtcNow(), Subject: found.Case.Reference.ToString()),
            cancellationToken).ConfigureAwait(false);
        return message;
    }

    private static Dictionary<string, object?> Fields(CaseFacts found, OutgoingMail mail) => new()
    {
        ["direction"] = "out",
        ["channel"] = "mail",
        ["state"] = "Filed",
        ["deliveryState"] = "queued",
        ["case"] = found.Case.Id,
        ["contact"] = found.Contact?.Id,
        ["from"] = mail.From.Address,
        ["fromName"] = mail.From.Name,
        ["to"] = string.Join(", ", mail.To.Select(to => to.Address)),
        ["subject"] = mail.Subject,
        ["bodyText"] = mail.Text,
        ["messageId"] = mail.MessageId,
        ["inReplyTo"] = mail.InReplyTo,
        ["automatic"] = mail.IsAutomatic,
        ["sentAt"] = mail.Date,
    };

    /// <summary>The identifiers of the mails that the customer has sent about the case, oldest first.</summary>
    private async Task<IReadOnlyList<string>> ThreadAsync(IUnitOfWork work, Record found, Actor actor, CancellationToken cancellationToken)
    {
        var query = new RecordQuery("message", [new("case", FieldOperator.Equal, found.Id), new("direction", FieldOperator.Equal, "in")], OrderBy: ["sentAt"], Take: 20);
        var page = await records.QueryAsync(work, query, actor, cancellationToken).ConfigureAwait(false);
        return [.. page.Records.Select(message => message.Text("messageId")).OfType<string>().Where(id => id.Length > 0)];
    }
}
